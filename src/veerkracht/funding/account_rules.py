"""Which period one accounts on next. Pure."""

from __future__ import annotations

from datetime import date, timedelta


def next_period(scheme: tuple[date, date], accounted: date | None, on: date) -> tuple[date, date]:
    """A calendar year, or the part of it within the scheme: what follows on the last account, else last year.

    ``accounted`` is the last day that a closed account holds. A scheme that is accounted for until its end
    gets its whole period again: there is nothing left to suggest.
    """
    since, until = scheme
    if accounted is not None and accounted >= until:
        return since, until
    if accounted is not None:
        first = max(accounted + timedelta(days=1), since)
    else:
        first = max(date(min(on.year - 1, until.year), 1, 1), since)
    return first, min(date(first.year, 12, 31), until)
