"""What an organisation's system does about its people, and what the people answer. See ``actions``.

An organisation describes; it never reads or changes the account itself. Somebody is linked without a
question only at an address of a domain that an administrator gave to the organisation. See ADR 0016.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record as note
from veerkracht.connections import scim_rules as rules
from veerkracht.connections.scim_models import ProvisionedPerson
from veerkracht.connections.scim_rules import ProvisionState
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.messages.actions import News, queue
from veerkracht.people import queries as people
from veerkracht.people.actions import (
    enter_organisation,
    invite_person,
    leave_organisation,
    save_profile,
)

if TYPE_CHECKING:
    from veerkracht.people.models import Organisation, Person


@dataclass(frozen=True)
class _Before:
    """How a row stood before a change."""

    state: ProvisionState
    address: str


class Taken(Exception):
    """The organisation already described somebody by this user name or address."""


@transaction.atomic
def provision(
    *, organisation: Organisation, record: dict[str, Any], by: Person
) -> ProvisionedPerson:
    """Take in the description of somebody new. Raises Taken, and RuleBroken on a value that cannot be.

    Without an address nobody is asked and nobody linked; the organisation may name one later.
    """
    row = ProvisionedPerson(organisation=organisation)
    _describe(row, record)
    return _save(row, None, by=by, verb="provisioned")


@transaction.atomic
def change_provisioned(
    *, row: ProvisionedPerson, record: dict[str, Any], by: Person
) -> ProvisionedPerson:
    """Take in another description of somebody; deactivating is leaving.

    Raises Taken, RuleBroken, and OutOfDate when somebody else changed the row since it was read.
    """
    held = ProvisionedPerson.objects.select_for_update().filter(pk=row.pk, version=row.version)
    found = held.first()
    if found is None:
        raise OutOfDate
    before = _Before(ProvisionState(found.state), found.address)
    _describe(found, record)
    found.version, found.changed_at = found.version + 1, now()
    return _save(found, before, by=by, verb="provisioning changed")


@transaction.atomic
def withdraw(*, row: ProvisionedPerson, by: Person) -> None:
    """The organisation forgets somebody: the link ends, the account stays the person's own."""
    row = ProvisionedPerson.objects.select_for_update().get(pk=row.pk)
    person = row.person
    note("provisioning ended", row, by=by, values={"user name": row.user_name})
    row.delete()
    if person:
        leave_organisation(person=person, organisation=row.organisation)


@transaction.atomic
def accept(*, row: ProvisionedPerson, person: Person) -> None:
    """The person says yes, with the account that they are signed in with.

    Raises RuleBroken when nothing waits any more, or when the organisation knows this account by
    another description.
    """
    row = _waiting(row)
    if not person.is_active:
        raise NotAllowed
    row.person, row.state = person, ProvisionState.LINKED
    try:
        with transaction.atomic():
            row.save(update_fields=["person", "state"])
    except IntegrityError as error:
        raise RuleBroken(_("Je account hoort al bij deze organisatie.")) from error
    enter_organisation(person=person, organisation=row.organisation, by=person)
    note("provisioning accepted", row, by=person)


@transaction.atomic
def decline(*, row: ProvisionedPerson) -> None:
    """The owner of the address says no; the organisation does not learn it. Raises RuleBroken."""
    row = _waiting(row)
    row.state = ProvisionState.DECLINED
    row.save(update_fields=["state"])
    note("provisioning declined", row, by=None)


def _waiting(row: ProvisionedPerson) -> ProvisionedPerson:
    found = ProvisionedPerson.objects.select_for_update(of=("self",)).filter(
        pk=row.pk, state=ProvisionState.WAITING
    )
    held = found.select_related("organisation").first()
    if held is None:
        raise RuleBroken(_("Dit is al geregeld."))
    return held


def _describe(row: ProvisionedPerson, record: dict[str, Any]) -> None:
    """Put a description in a row, unsaved."""
    said = rules.describe(record)
    if not said.user_name or len(said.user_name) > rules.MOST:
        raise RuleBroken("userName is missing or too long", field="userName")
    if len(said.external_id) > rules.MOST:
        raise RuleBroken("externalId is too long", field="externalId")
    _check_address(said.address)
    row.user_name, row.external_id = said.user_name, said.external_id
    row.address, row.active, row.record = said.address, said.active, record


def _check_address(address: str) -> None:
    if not address:
        return
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise RuleBroken("this is no e-mail address", field="emails") from wrong
    if len(address) > rules.MOST:
        raise RuleBroken("the e-mail address is too long", field="emails")


def _save(
    row: ProvisionedPerson, before: _Before | None, *, by: Person, verb: str
) -> ProvisionedPerson:
    """Write the row and carry out what follows from it, as one."""
    has_moved = before is not None and before.address != row.address
    row.state = rules.next_state(
        before.state if before else None,
        active=row.active,
        is_owned=people.owns_domain(row.organisation, row.address),
        has_moved=has_moved,
    )
    leaver = row.person if row.state == ProvisionState.LEFT else None
    comes = row.state == ProvisionState.LINKED and row.person_id is None
    try:
        with transaction.atomic():
            row.person = _newcomer(row) if comes else None if leaver else row.person
            row.save()
    except IntegrityError as error:
        raise Taken from error
    if leaver:
        leave_organisation(person=leaver, organisation=row.organisation)
    if comes:
        _welcome(row)
    if row.state == ProvisionState.WAITING and (
        before is None or has_moved or before.state != ProvisionState.WAITING
    ):
        _tell(row, "asked", people.find_person(row.address))
    note(verb, row, by=by, values={"user name": row.user_name, "state": row.state})
    return row


def _welcome(row: ProvisionedPerson) -> None:
    if row.person:
        enter_organisation(person=row.person, organisation=row.organisation)
        _tell(row, "linked", row.person)


def _newcomer(row: ProvisionedPerson) -> Person:
    """Who has this address: known, and then left as they are, or new with what the organisation said."""
    said = rules.describe(row.record)
    known = people.find_person(row.address)
    if known:
        return known
    person = invite_person(email=row.address, name=said.name, by=None)
    return save_profile(person=person, by=person, kind=said.kind, function=said.title)


def _tell(row: ProvisionedPerson, kind: str, known: Person | None) -> None:
    """By mail, at most once a day for one address and organisation, however often it is asked."""
    if not row.address:
        return
    whom = hashlib.sha256(row.address.encode()).hexdigest()[:32]
    queue(
        [
            News(
                kind=f"connections.scim_{kind}",
                address=row.address,
                once=f"scim_{kind}:{row.organisation_id}:{whom}:{today()}",
                facts={"row": row.pk},
                person_id=known.pk if known else None,
                language=known.language if known else "nl",
            )
        ]
    )
