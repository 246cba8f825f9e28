"""Who may do what in a think tank: members, its coordinator, and a coordinator of its region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.cocreation.models import Council, CouncilMember
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import check_may_coordinate, coordinates

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Proposal
    from veerkracht.meetings.models import Series
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area


def looks_after_council(person: Person, council: Council) -> bool:
    """Whether the person is its coordinator, or coordinates the region."""
    own = council.coordinator_id is not None and person.pk == council.coordinator_id
    return own or coordinates(person, council.region_id)


def looks_after(person: Person, series: Series) -> bool:
    """The same, asked of the series in which a think tank meets."""
    if coordinates(person, series.region_id):
        return True
    return Council.objects.filter(series=series, coordinator=person).exists()


def sits_in(person: Person, council: Council) -> bool:
    """Whether the person is a member now: only members say something in a round, write and give dots."""
    return CouncilMember.objects.filter(council=council, person=person, until=None).exists()


def check_may_look_after(by: Person, council: Council) -> None:
    """Raise NotAllowed unless ``by`` is its coordinator, or a coordinator of its region."""
    require(looks_after_council(by, council), _("Dit kan alleen wie deze denktank coördineert."))


def check_takes_part(by: Person, council: Council) -> None:
    """Raise NotAllowed unless ``by`` is a member now, or looks after it."""
    takes_part = looks_after_council(by, council) or sits_in(by, council)
    require(takes_part, _("Deze pagina is voor leden van deze denktank."))


def check_sits_in(by: Person, council: Council) -> None:
    """Raise NotAllowed unless ``by`` is a member now."""
    require(sits_in(by, council), _("Dit kan alleen wie lid is van deze denktank."))


def check_may_start(by: Person, region: Area) -> None:
    """Raise NotAllowed unless ``by`` coordinates the region."""
    check_may_coordinate(by, region.pk)


def may_change(person: Person, proposal: Proposal) -> bool:
    """Whether the person may write the next version or withdraw it.

    Who made it and still sits there may, and who looks after the think tank.
    """
    mine = proposal.made_by_id == person.pk and sits_in(person, proposal.council)
    return mine or looks_after_council(person, proposal.council)


def check_may_change(by: Person, proposal: Proposal) -> None:
    """Raise NotAllowed unless ``may_change``."""
    message = _("Dit kan alleen wie het voorstel deed, of wie de denktank coördineert.")
    require(may_change(by, proposal), message)
