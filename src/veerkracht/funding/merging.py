"""What funding settles before two persons become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from veerkracht.funding.ceiling_actions import stop_waiting
from veerkracht.funding.models import LIVE_WAITS, MoneyWait, OwnPayment

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def before_merging(keep: Person, drop: Person) -> None:
    """One wait and one payment an edition: those of the account that goes end."""
    waits = MoneyWait.objects.filter(person=keep, state__in=LIVE_WAITS).values("edition")
    twice = MoneyWait.objects.filter(person=drop, state__in=LIVE_WAITS, edition__in=waits)
    for wait in twice:
        stop_waiting(wait=wait, by=drop)
    paid = OwnPayment.objects.filter(person=keep).values("edition")
    OwnPayment.objects.filter(person=drop, edition__in=paid).delete()
