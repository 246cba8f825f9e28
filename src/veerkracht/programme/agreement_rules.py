"""How a promise becomes firmer, and when it asks for attention. Pure.

The steps come from the field: a promise that stands in a budget lasts longer than one that was spoken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INTENTION, SPECIFIC, SIGNED = "intention", "specific", "signed"
IN_BUDGET, RENEWED = "in-budget", "renewed"
MONEY, REVIEW, END = "money", "review", "end"

# From which step to which: one at a time, and a renewed promise is renewed again.
FIRMER: dict[str, str] = {
    INTENTION: SPECIFIC,
    SPECIFIC: SIGNED,
    SIGNED: IN_BUDGET,
    IN_BUDGET: RENEWED,
    RENEWED: RENEWED,
}
STEPS = (INTENTION, SPECIFIC, SIGNED, IN_BUDGET, RENEWED)
BY_RENEWAL = frozenset({IN_BUDGET, RENEWED})  # the next step is a renewal, with a new end
PAID = frozenset({IN_BUDGET, RENEWED})  # steps at which money should be there


@dataclass(frozen=True)
class Standing:
    """What an alarm depends on.

    ``has_line``: money was named. ``last_year`` is the last year for which a funder promised something
    for it, None for none; ``goes_on``: that money is structural, so the funder means to go on after it.
    """

    step: str
    until: date | None
    review_on: date | None = None
    is_over: bool = False
    has_line: bool = False
    last_year: int | None = None
    goes_on: bool = False


def next_step(step: str) -> str:
    """The step after this one."""
    return FIRMER[step]


def may_fall_back(step: str, to: str) -> bool:
    """Whether a promise may go from a step back to another: only to a looser one."""
    return to in STEPS and STEPS.index(to) < STEPS.index(step)


def steps_before(step: str) -> Sequence[str]:
    """Looser steps, loosest first."""
    return STEPS[: STEPS.index(step)]


def money_ends_early(standing: Standing) -> bool:
    """Whether the money stops before the promise does; a promise without an end lasts for ever.

    Structural money goes on. A promise that should be paid for, of which nothing is promised, has no money.
    """
    if not standing.has_line or standing.goes_on:
        return False
    if standing.last_year is None:
        return standing.step in PAID
    return standing.until is None or standing.until.year > standing.last_year


def causes(standing: Standing, today: date, ahead: timedelta) -> list[str]:
    """Why people should look at a promise today; nothing for one that was closed.

    Money that stops early is told at once; a review on its day; an end ``ahead`` of it.
    """
    if standing.is_over:
        return []
    holds = {
        MONEY: money_ends_early(standing),
        REVIEW: standing.review_on is not None and standing.review_on <= today,
        END: standing.until is not None and standing.until <= today + ahead,
    }
    return [cause for cause, does in holds.items() if does]
