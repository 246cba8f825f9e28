"""Which professionals may be shared with, and may read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.models import Person
from veerkracht.people.policies import current_roles, is_administrator


def may_be_shared_with(person: Person) -> bool:
    """Somebody of an organisation, or with a role here: a resident sees both names before sharing."""
    if not person.is_active:
        return False
    return (
        person.organisation_id is not None
        or bool(current_roles(person))
        or is_administrator(person)
    )


def check_may_be_shared_with(person: Person) -> None:
    """Raise NotAllowed unless residents may share with this person."""
    require(
        may_be_shared_with(person),
        _("Vul eerst bij je gegevens in waar je werkt. Dan zien bewoners met wie ze delen."),
    )
