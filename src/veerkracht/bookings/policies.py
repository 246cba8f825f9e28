"""Who may book for an organisation, see its bookings, and answer for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import current_roles, represents

if TYPE_CHECKING:
    from veerkracht.bookings.models import BookingLine
    from veerkracht.people.models import Organisation, Person


def organisations_of(person: Person) -> list[Organisation]:
    """The organisations that somebody is the contact of today, by name."""
    roles = [role for role in current_roles(person) if role.kind == RoleKind.EMPLOYER]
    found = [role.organisation for role in roles if role.organisation]
    return sorted(found, key=lambda one: one.name)


def check_is_contact(person: Person) -> None:
    """Raise NotAllowed unless the person is the contact of any organisation."""
    require(
        bool(organisations_of(person)),
        _("Deze pagina is voor contactpersonen van een werkgever of school."),
    )


def check_may_book(by: Person, organisation_id: int) -> None:
    """Raise NotAllowed unless the person is the contact of this organisation, today."""
    require(
        represents(by, organisation_id),
        _("Je bent geen contactpersoon van deze organisatie."),
    )


def check_may_answer(by: Person, line: BookingLine) -> None:
    """Raise NotAllowed unless the line is about this person: nobody answers for somebody else."""
    require(by.pk == line.person_id, _("Deze vraag is voor iemand anders."))
