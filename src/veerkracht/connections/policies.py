"""Who may make, see and end tokens and webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.policies import (
    NO_SECOND_FACTOR,
    coordinates,
    current_roles,
    is_administrator,
    regions_of_coordinator,
    represents,
)

if TYPE_CHECKING:
    from veerkracht.connections.models import Token, Webhook
    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area


def organisations_of(person: Person) -> list[Organisation]:
    """The organisations that this person is a contact of, by name."""
    mine = {role.organisation_id: role.organisation for role in current_roles(person)}
    found = [one for one in mine.values() if one and represents(person, one.pk)]
    return sorted(found, key=lambda one: one.name)


def check_may_make_token(by: Person, organisation: Organisation | None) -> None:
    """Everybody makes tokens for themselves; a contact also for their organisation."""
    require(
        organisation is None or represents(by, organisation.pk),
        _("Alleen een contactpersoon van deze organisatie kan dat."),
    )


def check_may_revoke(by: Person, token: Token) -> None:
    """Whose it is, a contact of the organisation, or an administrator."""
    own = token.person_id == by.pk
    ours = token.organisation_id is not None and represents(by, token.organisation_id)
    require(own or ours or is_administrator(by), _("Dit token is van iemand anders."))


def check_may_make_webhook(
    by: Person, *, organisation: Organisation | None, region: Area | None
) -> None:
    """A contact for their organisation, a coordinator for their region."""
    ours = organisation is not None and represents(by, organisation.pk)
    mine = region is not None and coordinates(by, region.pk)
    require(ours or mine, _("Alleen een contactpersoon of coördinator kan dat."))


def check_may_run_webhook(by: Person, webhook: Webhook) -> None:
    """A contact of its organisation, a coordinator of its region, or an administrator."""
    ours = webhook.organisation_id is not None and represents(by, webhook.organisation_id)
    mine = webhook.region_id is not None and coordinates(by, webhook.region_id)
    require(ours or mine or is_administrator(by), _("Deze webhook is van iemand anders."))


def may_have_webhooks(person: Person) -> bool:
    """Whether there is an organisation or region for which this person can make one."""
    return bool(organisations_of(person) or regions_of_coordinator(person))


def still_holds(token: Token) -> bool:
    """Whether somebody still stands behind a token: its person, or a contact of its organisation."""
    if token.person is not None:
        return token.person.is_active
    return token.made_by is not None and represents(token.made_by, token.organisation_id)


def without_staff_roles(person: Person) -> Person:
    """The person as a token acts for them. A token is no second factor, so staff roles do not count."""
    setattr(person, NO_SECOND_FACTOR, True)
    return person
