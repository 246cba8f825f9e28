"""Who may do what for parents, their claims, activities, polls, contacts and the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.coalitions.coalition_policies import looks_after_coalition
from veerkracht.coalitions.models import Seat, SeatKind
from veerkracht.kernel.permissions import require
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import (
    coordinates,
    current_roles,
    is_coordinator,
    pays,
    regions_of_coordinator,
    represents,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.coalitions.models import (
        Claim,
        Coalition,
        Contact,
        ParentActivity,
        ParentPoll,
        PaymentRun,
        Wish,
    )
    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area

PARENT_KINDS = (SeatKind.PARENT, SeatKind.EXPERIENCE)


def guides(person: Person, coalition: Coalition) -> bool:
    """Whether the person coordinates the coalition, or its region."""
    return looks_after_coalition(person, coalition)


def check_guides(person: Person, coalition: Coalition) -> None:
    """Raise NotAllowed unless the person coordinates the coalition, or its region."""
    require(guides(person, coalition), _("Deze coalitie hoort bij een andere coördinator."))


def parent_seats(person: Person) -> Sequence[Seat]:
    """The seats that somebody has now as parent or expert by experience; one query."""
    mine = Seat.objects.filter(person=person, kind__in=PARENT_KINDS, until=None)
    return list(mine.select_related("coalition__series", "coalition__parent_terms"))


def has_parent_seat(person: Person, coalition: Coalition) -> bool:
    """Whether somebody has, or had, a seat here as parent or expert by experience."""
    mine = Seat.objects.filter(person=person, coalition=coalition, kind__in=PARENT_KINDS)
    return mine.exists()


def check_may_claim(by: Person, coalition: Coalition, whose: Person) -> None:
    """A parent claims for themselves; who guides the coalition for a parent in it."""
    own = by.pk == whose.pk or guides(by, coalition)
    require(own and has_parent_seat(whose, coalition), _("Dit is van iemand anders."))


def check_may_see_claim(by: Person, claim: Claim) -> None:
    """The parent, who guides the coalition, and the payer of its region."""
    coalition = claim.coalition
    seen = by.pk == claim.person_id or guides(by, coalition) or pays(by, coalition.region_id)
    require(seen, _("Dit is van iemand anders."))


def check_may_change_claim(by: Person, claim: Claim) -> None:
    """The parent, and who guides the coalition for them."""
    own = by.pk == claim.person_id or guides(by, claim.coalition)
    require(own, _("Dit is van iemand anders."))


def check_may_decide_claim(by: Person, claim: Claim) -> None:
    """Who guides the coalition, never about one's own claim."""
    check_guides(by, claim.coalition)
    require(by.pk != claim.person_id, _("Over wat je zelf vraagt, beslist iemand anders."))


def check_pays(by: Person, region: Area) -> None:
    """Raise NotAllowed unless the person is the payer of this region."""
    require(pays(by, region.pk), _("Dit is voor wie in deze regio betaalt."))


def check_may_pay(by: Person, claim: Claim) -> None:
    """The payer of the region, neither for oneself nor what one approved oneself: two people see each claim."""
    check_pays(by, claim.coalition.region)
    apart = by.pk not in {claim.person_id, claim.approved_by_id}
    require(apart, _("Wat je zelf vroeg of goedkeurde, betaalt iemand anders."))


def check_may_see_run(by: Person, run: PaymentRun) -> None:
    """Only the payer of the region: a list holds bank numbers."""
    check_pays(by, run.region)


def regions_of_payer(person: Person) -> list[Area]:
    """The regions in which somebody pays, by name."""
    found = [one.region for one in current_roles(person) if one.kind == RoleKind.PAYER]
    return sorted((one for one in found if one), key=lambda one: one.name)


def organisations_of(person: Person) -> list[Organisation]:
    """The organisations that somebody represents, by name; no query beyond the roles."""
    found = {
        one.organisation_id: one.organisation
        for one in current_roles(person)
        if one.kind == RoleKind.EMPLOYER and one.organisation
    }
    return sorted(found.values(), key=lambda one: one.name)


def check_may_count(by: Person, organisation: Organisation) -> None:
    """Who represents an organisation counts for it."""
    require(represents(by, organisation.pk), _("Deze organisatie is van iemand anders."))


def check_may_change_activity(by: Person, activity: ParentActivity) -> None:
    """Only the organisation that counted."""
    check_may_count(by, activity.organisation)


def check_owns_poll(by: Person, poll: ParentPoll) -> None:
    """The organisation that owns the poll, or the coordinator of its region."""
    owns = represents(by, poll.organisation_id) or coordinates(by, poll.region_id)
    require(owns, _("Deze peiling is van een andere organisatie."))


def check_may_poll(by: Person) -> None:
    """Who represents an organisation, or coordinates a region."""
    require(
        bool(organisations_of(by)) or is_coordinator(by),
        _("Een peiling is van een organisatie, of van de coördinator."),
    )


def check_may_see_contacts(by: Person) -> None:
    """Contacts and wishes are for coordinators."""
    require(is_coordinator(by), _("Contacten zijn voor coördinatoren."))


def check_may_see_contact(by: Person, row: Contact | Wish) -> None:
    """Only coordinators of the same region."""
    require(coordinates(by, row.region_id), _("Deze regio hoort bij een andere coördinator."))


def regions_to_map(person: Person) -> list[Area]:
    """The regions whose map somebody may see: one's own as coordinator, of one's organisation or coalition.

    At most three queries.
    """
    found = {one.pk: one for one in regions_of_coordinator(person)}
    for organisation in organisations_of(person):
        found |= {one.pk: one for one in organisation.regions.all()}
    seats = Seat.objects.filter(person=person, until=None).select_related("coalition__region")
    found |= {one.coalition.region_id: one.coalition.region for one in seats}
    return sorted(found.values(), key=lambda one: one.name)
