"""Who reads, writes, keeps, decides and spreads pilots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from veerkracht.cocreation.models import PilotMember, PilotState
from veerkracht.kernel.clock import today
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import coordinates, is_coordinator

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from veerkracht.cocreation.models import Pilot, PilotNote
    from veerkracht.people.models import Person


def part_of(person: Person | AnonymousUser, pilot: Pilot) -> PilotMember | None:
    """The place in the team that somebody has today; read once for each person and pilot."""
    if not person.is_authenticated:
        return None
    kept: dict[int, PilotMember | None] = person.__dict__.setdefault("_pilot_parts", {})
    if pilot.pk not in kept:
        mine = PilotMember.objects.filter(pilot=pilot, person=person).filter(in_team_today())
        kept[pilot.pk] = mine.order_by("-leads").first()
    return kept[pilot.pk]


def in_team_today() -> Q:
    """Places in a team that hold today."""
    return Q(since__lte=today()) & (Q(until=None) | Q(until__gt=today()))


def forget_parts(person: Person) -> None:
    """Read anew in which teams somebody is; called when that changes."""
    person.__dict__.pop("_pilot_parts", None)


def keeps(person: Person | AnonymousUser, pilot: Pilot) -> bool:
    """Whether somebody coordinates the region, or leads the team: they write everything."""
    if not person.is_authenticated:
        return False
    if coordinates(person, pilot.region_id):
        return True
    part = part_of(person, pilot)
    return part is not None and part.leads


def writes(person: Person | AnonymousUser, pilot: Pilot) -> bool:
    """Whether somebody writes readings and notes: the team, and who keeps it."""
    return keeps(person, pilot) or part_of(person, pilot) is not None


def check_may_make_pilot(by: Person, region_id: int) -> None:
    """Raise NotAllowed unless ``by`` coordinates the region."""
    require(coordinates(by, region_id), _("Alleen de coördinator van deze regio kan dit."))


def check_makes_pilots(by: Person) -> None:
    """Raise NotAllowed for who coordinates no region."""
    require(is_coordinator(by), _("Deze pagina is voor coördinatoren."))


def check_may_keep(by: Person, pilot: Pilot) -> None:
    """Raise NotAllowed unless ``by`` coordinates the region or leads the team."""
    require(keeps(by, pilot), _("Dit kan alleen wie deze pilot leidt, of de coördinator."))


def check_may_write(by: Person, pilot: Pilot) -> None:
    """Raise NotAllowed unless ``by`` is in the team, or keeps the pilot."""
    require(writes(by, pilot), _("Deze pagina is voor het team van de pilot."))


def check_may_write_note(by: Person, note: PilotNote) -> None:
    """Raise NotAllowed unless ``by`` wrote the note and is still in the team, or keeps the pilot."""
    check_may_write(by, note.pilot)
    mine = note.by_id == by.pk or keeps(by, note.pilot)
    require(mine, _("Dit schreef iemand anders van het team."))


def check_may_decide(by: Person, pilot: Pilot) -> None:
    """Raise NotAllowed unless ``by`` coordinates the region; a team does not judge its own pilot."""
    allowed = coordinates(by, pilot.region_id)
    require(allowed, _("De coördinator van de regio schrijft het besluit op."))


def check_may_read(person: Person | AnonymousUser, pilot: Pilot) -> None:
    """Raise NotAllowed unless the pilot is public, or the person writes in it."""
    require(pilot.public or writes(person, pilot), _("Deze pilot is nog niet openbaar."))


def check_may_spread(by: Person, pilot: Pilot, region_id: int) -> None:
    """Raise NotAllowed unless ``by`` coordinates the region to which a pilot is spread, and may read it.

    Each coordinator spreads to the own region: drafts are work there.
    """
    check_may_see_spread(by, pilot)
    require(coordinates(by, region_id), _("Deze regio hoort bij een andere coördinator."))


def check_may_see_spread(by: Person, pilot: Pilot) -> None:
    """Raise NotAllowed for who coordinates no region, or another one while the pilot is not public or not decided."""
    check_makes_pilots(by)
    own = coordinates(by, pilot.region_id)
    known = pilot.public and pilot.state == PilotState.DECIDED
    require(own or known, _("Deze pilot is nog niet openbaar."))
