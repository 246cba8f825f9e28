"""The verbs of who reads the newsletter: ask, confirm, choose, leave; and asking the people on a list.

What a page answers never depends on whether an address is known: that is only told by mail.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel import rows
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.outreach import newsletter_rules as rules
from veerkracht.outreach.models import AddressList, Subscriber, SubscriberState
from veerkracht.outreach.newsletter_policies import check_may_make_for
from veerkracht.people.models import Sector
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from veerkracht.people.models import Person

MOST_ADDRESSES = 5_000  # in one list
A_MINUTE = 120  # mails to the people on a list
CONFIRM, KNOWN = "newsletter.confirm", "newsletter.known"


@dataclass(frozen=True)
class Choices:
    """What somebody wants to read, and in which language; empty means everything."""

    regions: Sequence[Area] = ()
    sectors: Sequence[Sector] = ()
    kinds: Sequence[str] = ()
    language: str = ""


@dataclass
class Brought:
    """What came of a list: asked, known already, left before, and rows without an address."""

    asked: int = 0
    known: int = 0
    left: int = 0
    unreadable: int = 0
    new: list[str] = field(default_factory=list)


def mark_of(address: str) -> str:
    """The keyed hash of an address, by which one who left is known again."""
    key = f"veerkracht newsletter {settings.SECRET_KEY}".encode()
    return hmac.new(key, rules.tidy_address(address).encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def ask(*, address: str, choices: Choices) -> None:
    """Ask for the newsletter: a mail with a link goes to the address, at most one a day.

    Who gets it already hears so by mail, and keeps what was chosen. Raises RuleBroken for what is no address.
    """
    email = rules.tidy_address(address)
    if not email:
        raise RuleBroken(_("Dit is geen e-mailadres. Kijk het nog eens na."), field="email")
    language = choices.language or (get_language() or "nl")[:2]
    mark = mark_of(email)
    fresh = Subscriber(email=email, mark=mark, token=new_token(), language=language, asked_at=now())
    rows.insert([fresh], unless_there="mark")
    found = Subscriber.objects.select_for_update().get(mark=mark)
    if found.state != SubscriberState.CONFIRMED:
        _ask_again(found, email, language)
        _choose(found, choices)
    _tell(found)


def _ask_again(found: Subscriber, email: str, language: str) -> None:
    """Who left gets a new token: links in old mails do not bring anybody back."""
    if found.state == SubscriberState.LEFT:
        found.token = new_token()
    found.email, found.state = email, SubscriberState.ASKED
    found.language, found.asked_at, found.brought_by = language, now(), None
    found.save()


def _tell(found: Subscriber) -> None:
    kind = KNOWN if found.state == SubscriberState.CONFIRMED else CONFIRM
    once = f"{kind}-{found.pk}-{found.token[:6]}-{today()}"
    facts = {"subscriber": found.pk}
    queue([News(kind, found.email, once, facts, language=found.language)])


def _choose(found: Subscriber, choices: Choices) -> None:
    found.regions.set(choices.regions)
    found.sectors.set(choices.sectors)
    found.kinds = sorted(set(choices.kinds))
    found.language = choices.language or found.language
    found.refused = 0  # who comes back and chooses has an address that works
    found.save(update_fields=["kinds", "language", "refused"])


def new_token() -> str:
    """What stands in the links of one's mails; nobody can guess it."""
    return secrets.token_urlsafe(32)


@transaction.atomic
def confirm(*, subscriber: Subscriber) -> bool:
    """The link in the mail was followed and the button pressed. False when it was confirmed or left already."""
    return bool(
        Subscriber.objects.filter(pk=subscriber.pk, state=SubscriberState.ASKED).update(
            state=SubscriberState.CONFIRMED, confirmed_at=now(), left_at=None, refused=0
        )
    )


@transaction.atomic
def choose(*, subscriber: Subscriber, choices: Choices) -> None:
    """Change what one wants to read, by the link in a mail. Raises RuleBroken for who left."""
    found = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if found.state != SubscriberState.CONFIRMED:
        raise RuleBroken(_("Je krijgt de nieuwsbrief niet. Meld je eerst aan."))
    _choose(found, choices)


@transaction.atomic
def leave(*, subscriber: Subscriber) -> None:
    """Stop: the address and all that was chosen go at once, only the mark stays; again changes nothing."""
    changed = Subscriber.objects.filter(pk=subscriber.pk).exclude(state=SubscriberState.LEFT)
    if changed.update(
        email="", state=SubscriberState.LEFT, left_at=now(), kinds=[], brought_by=None
    ):
        subscriber.regions.clear()
        subscriber.sectors.clear()


@transaction.atomic
def bring_list(
    *, region: Area, ground: str, source: str, table: list[list[str]], by: Person
) -> AddressList:
    """Ask the people on a list whether they want the newsletter of a region; nobody is put on it.

    Who gets it, was asked before, or left, is passed over. The mails go at a pace, outside the quiet hours.
    Raises RuleBroken for a list without addresses or with more than 5,000.
    """
    check_may_make_for(by, region.pk)
    found, unreadable = rules.addresses_in(table)
    if not found:
        raise RuleBroken(_("In deze lijst staat geen e-mailadres."), field="file")
    if len(found) > MOST_ADDRESSES:
        raise RuleBroken(_("Neem hoogstens 5000 adressen tegelijk."), field="file")
    brought = _sorted_out(found)
    made = AddressList.objects.create(
        region=region,
        ground=ground,
        source=source,
        by=by,
        made_at=now(),
        asked=len(brought.new),
        known=brought.known,
        left=brought.left,
        unreadable=unreadable,
    )
    _ask_all(made, brought.new)
    record("newsletter.list_brought", made, by=by, region_id=region.pk)
    return made


def _sorted_out(addresses: list[str]) -> Brought:
    brought = Brought()
    marks = {mark_of(one): one for one in addresses}
    states = dict(Subscriber.objects.filter(mark__in=marks).values_list("mark", "state"))
    for mark, address in marks.items():
        if mark not in states:
            brought.new.append(address)
        elif states[mark] == SubscriberState.LEFT:
            brought.left += 1
        else:
            brought.known += 1
    return brought


def _ask_all(made: AddressList, addresses: list[str]) -> None:
    moment = now()
    fresh = [
        Subscriber(
            email=one, mark=mark_of(one), token=new_token(), asked_at=moment, brought_by=made
        )
        for one in addresses
    ]
    rows.insert(fresh, unless_there="mark")
    asked = list(Subscriber.objects.filter(brought_by=made).order_by("pk"))
    link = Subscriber.regions.through
    link.objects.bulk_create(link(subscriber=one, area=made.region) for one in asked)
    queue(_to_ask(one, number, moment) for number, one in enumerate(asked))


def _to_ask(one: Subscriber, number: int, moment: datetime) -> News:
    due = after_quiet(moment + timedelta(seconds=60 * number / A_MINUTE))
    facts = {"subscriber": one.pk}
    return News(CONFIRM, one.email, f"{CONFIRM}-{one.pk}-{one.token[:6]}", facts, due_at=due)
