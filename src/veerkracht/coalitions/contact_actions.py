"""The verbs of the facilitator's contacts: talks, what to come back to, and wishes heard."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions.events import WishHeard, WishSettled
from veerkracht.coalitions.models import Contact, Wish
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.people.models import Organisation, Sector
from veerkracht.people.policies import check_may_coordinate
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from veerkracht.people.models import Person


@dataclass(frozen=True)
class Talk:
    """With which organisation one spoke when and about what, and what to come back to."""

    organisation: Organisation
    day: date
    words: str
    spoke_with: str = ""
    follow_up: str = ""
    follow_up_on: date | None = None


@transaction.atomic
def keep_contact(
    *, region: Area, talk: Talk, by: Person, contact: Contact | None = None
) -> Contact:
    """Write a talk down, or mend it. Raises RuleBroken for a day to come, or to come back before the talk."""
    check_may_coordinate(by, region.pk)
    if contact is not None:
        policies.check_may_see_contact(by, contact)
    _check_talk(talk)
    row = contact or Contact(region=region, by=by, made_at=now())
    if contact is not None and talk.follow_up_on != contact.follow_up_on:
        row.followed_at = None
    for field in fields(talk):
        setattr(row, field.name, getattr(talk, field.name))
    row.save()
    record("contacts.kept", row, by=by, region_id=region.pk)
    return row


def _check_talk(talk: Talk) -> None:
    if talk.day > today():
        raise RuleBroken(_("Schrijf een gesprek op als het is geweest."), field="day")
    if bool(talk.follow_up) != bool(talk.follow_up_on):
        message = _("Vul allebei in: waar je op terugkomt, en wanneer.")
        raise RuleBroken(message, field="follow_up" if talk.follow_up_on else "follow_up_on")
    if talk.follow_up_on and talk.follow_up_on < talk.day:
        raise RuleBroken(_("Kies een dag na het gesprek."), field="follow_up_on")


@transaction.atomic
def follow_up(*, contact: Contact, by: Person) -> None:
    """Say that one came back to it; again changes nothing."""
    policies.check_may_see_contact(by, contact)
    if Contact.objects.filter(pk=contact.pk, followed_at=None).update(followed_at=now()):
        record("contacts.followed_up", contact, by=by, region_id=contact.region_id)


@transaction.atomic
def drop_contact(*, contact: Contact, by: Person) -> None:
    """Take a talk away; wishes heard in it stay."""
    policies.check_may_see_contact(by, contact)
    record("contacts.dropped", contact, by=by, region_id=contact.region_id)
    contact.delete()


@dataclass(frozen=True)
class Heard:
    """A wish, of which sector and area if that was said."""

    words: str
    sector: Sector | None = None
    area: Area | None = None


@transaction.atomic
def keep_wish(*, region: Area, heard: Heard, by: Person, contact: Contact | None = None) -> Wish:
    """Write down a wish, in a talk or on its own."""
    check_may_coordinate(by, region.pk)
    if contact is not None:
        policies.check_may_see_contact(by, contact)
    wish = Wish.objects.create(
        region=region,
        contact=contact,
        heard_on=contact.day if contact else today(),
        by=by,
        words=heard.words,
        sector=heard.sector,
        area=heard.area,
    )
    record("contacts.wish_heard", wish, by=by, region_id=region.pk)
    announce(WishHeard(wish.pk))
    return wish


@transaction.atomic
def settle_wish(*, wish: Wish, outcome: str, by: Person) -> None:
    """Say what became of a wish; again changes what was said."""
    policies.check_may_see_contact(by, wish)
    if not outcome:
        raise RuleBroken(_("Schrijf op wat het werd."), field="outcome")
    Wish.objects.filter(pk=wish.pk).update(settled_at=now(), outcome=outcome)
    record("contacts.wish_settled", wish, by=by, region_id=wish.region_id)
    announce(WishSettled(wish.pk, by.pk))
