"""Who may do what with money of a scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import (
    coordinates,
    current_roles,
    is_administrator,
    is_coordinator,
    pays,
    represents,
)

if TYPE_CHECKING:
    from veerkracht.funding.models import MoneyWait, Scheme
    from veerkracht.people.models import Person

READERS = (RoleKind.EMPLOYER, RoleKind.PAYER)


def may_keep(by: Person, scheme: Scheme) -> bool:
    """Whether somebody keeps this scheme: its rules, ceilings, editions and accounts."""
    return coordinates(by, scheme.region_id)


def may_book(by: Person, scheme: Scheme) -> bool:
    """Whether somebody may book by hand: who keeps the scheme, and who pays in the region."""
    return may_keep(by, scheme) or pays(by, scheme.region_id)


def may_read(by: Person, scheme: Scheme) -> bool:
    """Whether somebody may see this scheme: also the contacts of the funder and the client."""
    either = represents(by, scheme.funder_id) or represents(by, scheme.client_id)
    return either or may_book(by, scheme)


def readable(by: Person) -> Q:
    """The schemes that somebody may see, as a condition."""
    if is_administrator(by):
        return Q()
    roles = current_roles(by)
    mine = [role.organisation_id for role in roles if role.kind == RoleKind.EMPLOYER]
    regions = [
        role.region_id
        for role in roles
        if role.kind in {RoleKind.COORDINATOR, RoleKind.PAYER} and role.region_id
    ]
    return Q(region__in=regions) | Q(funder__in=mine) | Q(client__in=mine)


def may_see_list(by: Person) -> bool:
    """Whether the page of schemes is for somebody: a coordinator, a payer, or a contact."""
    return is_coordinator(by) or any(role.kind in READERS for role in current_roles(by))


def check_may_see_list(by: Person) -> None:
    """Raise NotAllowed unless the page of schemes is for this person."""
    require(
        may_see_list(by),
        _("Deze pagina is voor coördinatoren, betalers en contactpersonen van de subsidiegever."),
    )


def check_may_keep(by: Person, scheme: Scheme) -> None:
    """Raise NotAllowed unless this person keeps the scheme."""
    require(may_keep(by, scheme), _("Deze subsidie hoort bij een andere coördinator."))


def check_may_book(by: Person, scheme: Scheme) -> None:
    """Raise NotAllowed unless this person may book by hand."""
    require(may_book(by, scheme), _("Alleen de coördinator of de betaler van de regio boekt hier."))


def check_may_read(by: Person, scheme: Scheme) -> None:
    """Raise NotAllowed unless this person may see the scheme."""
    require(may_read(by, scheme), _("Deze subsidie is van een andere regio of organisatie."))


def check_is_mine(by: Person, wait: MoneyWait) -> None:
    """Raise NotAllowed unless this person is the one who waits."""
    require(by.pk == wait.person_id, _("Dit is van iemand anders."))


def check_may_make(by: Person) -> None:
    """Raise NotAllowed unless this person coordinates a region."""
    require(is_coordinator(by), _("Alleen een coördinator maakt een subsidie aan."))
