"""Reading accounts: which closed one is in the way, and what was booked after closing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from veerkracht.funding.account_figures import Accounted, closed_accounts
from veerkracht.funding.models import Claim, FinalAccount, Scheme, Stand

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True)
class Late:
    """What was booked in the period of a closed account after it was closed: how many, and cents."""

    account: FinalAccount
    number: int
    amount: int

    def is_over(self, since: date, until: date) -> bool:
        """Whether it is about exactly this period."""
        return (self.account.from_day, self.account.until_day) == (since, until)


def closed_over(scheme: Scheme, since: date, until: date) -> FinalAccount | None:
    """The first closed account of a scheme that holds a day of this period."""
    found = closed_accounts(scheme).filter(from_day__lte=until, until_day__gte=since)
    return found.filter(supplement=False).first()


def late_bookings(closed: Iterable[FinalAccount]) -> list[Late]:
    """For each of a scheme's closed accounts what came later and no supplement holds; one query when any is closed."""
    known = list(closed)
    if not known:
        return []
    before = Accounted.of(known)
    claims = Claim.objects.filter(scheme=known[0].scheme_id, stand=Stand.REALISED)
    rows = [
        (day, amount)
        for cause, number, day, amount in claims.values_list("cause", "cause_id", "day", "amount")
        if (cause, number) not in before.claims
    ]
    found = []
    for one in known:
        late = [amount for day, amount in rows if one.from_day <= day <= one.until_day]
        if late and not one.supplement:
            found.append(Late(one, len(late), sum(late)))
    return found
