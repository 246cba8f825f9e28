"""What somebody meets who wants a place that a scheme pays for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.enrolment.policies import Panel
from veerkracht.funding.models import (
    LIVE_WAITS,
    Account,
    AccountKind,
    Cause,
    Ceiling,
    Claim,
    Cover,
    MoneyWait,
    OwnPayment,
    SchemeRules,
    Short,
    Stand,
    WaitState,
)
from veerkracht.funding.words import short_in_words
from veerkracht.kernel.clock import local, now

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition

TEMPLATE = "funding/parts/choices.html"


@dataclass(frozen=True)
class Prospect:
    """How the money stands for one person and edition: what is short, who waits before, the full price."""

    short: str
    wait: MoneyWait | None
    before: int
    price: int
    own: bool = False  # this person chose to pay

    @property
    def sentence(self) -> str:
        """What is short, in words; empty when there is money."""
        return short_in_words(self.short) if self.short else ""


def prospect(person: Person, edition: Edition) -> Prospect | None:
    """How the money stands; None when no scheme pays for the edition. Without locks.

    An edition without a scheme costs one query.
    """
    covering = Cover.objects.filter(edition=edition).first()
    if covering is None:
        return None
    own = OwnPayment.objects.filter(edition=edition, person=person).first()
    if own:
        return Prospect("", None, 0, own.price, own=True)
    wait = MoneyWait.objects.filter(edition=edition, person=person, state__in=LIVE_WAITS).first()
    return Prospect(
        short=_short(covering, edition, person, wait),
        wait=wait,
        before=_before(covering, wait),
        price=edition.price + covering.amount,
    )


def _before(covering: Cover, wait: MoneyWait | None) -> int:
    ahead = MoneyWait.objects.filter(scheme=covering.scheme_id, state=WaitState.WAITING)
    if wait:
        ahead = ahead.filter(asked_at__lte=wait.asked_at).exclude(pk=wait.pk)
    return ahead.count()


def _short(covering: Cover, edition: Edition, person: Person, wait: MoneyWait | None) -> str:
    if (wait and wait.state == WaitState.TOLD) or _is_reserved(edition, person):
        return ""
    if wait:
        return wait.short
    free = Account.objects.get(scheme=covering.scheme_id, kind=AccountKind.AVAILABLE).balance
    waiting = MoneyWait.objects.filter(scheme=covering.scheme_id, state=WaitState.WAITING)
    if free < covering.amount or waiting.filter(short=Short.TOTAL).exists():
        return Short.TOTAL
    return _short_of_ceiling(covering, edition, person)


def _is_reserved(edition: Edition, person: Person) -> bool:
    offered = Enrolment.objects.filter(edition=edition, person=person, state=State.OFFERED)
    held = Claim.objects.filter(cause=Cause.PLACE, stand=Stand.RESERVED)
    return held.filter(cause_id__in=offered.values("pk")).exists()


def _short_of_ceiling(covering: Cover, edition: Edition, person: Person) -> str:
    year, mine = local(edition.starts_at or now()).year, person.organisation_id
    for ceiling in Ceiling.objects.filter(scheme=covering.scheme_id):
        if ceiling.used + covering.amount <= ceiling.amount:
            continue
        if ceiling.year == year:
            return Short.YEAR
        if mine and ceiling.organisation_id == mine:
            return Short.ORGANISATION
    return _short_of_first(covering, mine)


def _short_of_first(covering: Cover, organisation: int | None) -> str:
    """An organisation that has used nothing yet has no ceiling of its own: the rules say the most."""
    rules = SchemeRules.objects.filter(scheme=covering.scheme_id).order_by("-version")[0]
    most = rules.most_per_organisation
    return (
        Short.ORGANISATION if organisation and most is not None and covering.amount > most else ""
    )


def panel(person: Person, edition: Edition) -> Panel | None:
    """The two choices where one would ask for a place, when the money is gone or waits for this person."""
    found = prospect(person, edition)
    if found is None or not (found.short or found.wait or found.own):
        return None
    return Panel(TEMPLATE, {"money": found, "edition": edition}, instead=not found.own)
