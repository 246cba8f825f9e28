"""What registers ask in a period, as data, and what somebody still misses. Pure.

Sources: the register of KNOV asks 200 hours in five years; SKJ (its older chamber) 60 points of training,
50 of reflection and 50 free ones in five years. Of the other registers we know that they exist and not
what they ask, so those say nothing about amounts: who is registered checks it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal(0)


class Part(StrEnum):
    """What counts where: training, reflection on one's own work, or whatever one has left of both."""

    TRAINING = "training"
    REFLECTION = "reflection"
    FREE = "free"


class Unit(StrEnum):
    """In what a register counts."""

    HOURS = "hours"
    POINTS = "points"


@dataclass(frozen=True)
class RegisterRule:
    """What one register asks in ``years``; nothing in ``needs``: we do not know how much.

    ``sure`` is False when the register may ask something else today: pages say so.
    """

    years: int = 5
    unit: Unit = Unit.POINTS
    needs: tuple[tuple[Part, int], ...] = ()
    sure: bool = False


RULES: Mapping[str, RegisterRule] = {
    "knov": RegisterRule(unit=Unit.HOURS, needs=((Part.FREE, 200),), sure=True),
    "skj": RegisterRule(needs=((Part.TRAINING, 60), (Part.REFLECTION, 50), (Part.FREE, 50))),
}


def rule_for(register: str) -> RegisterRule:
    """What this register asks; of one that we do not know: nothing, to be checked there."""
    return RULES.get(register, RegisterRule())


@dataclass(frozen=True)
class Line:
    """Of one part: how much somebody has, and how much is needed."""

    part: Part
    have: Decimal
    need: int

    @property
    def missing(self) -> Decimal:
        """What is still to come; never below zero."""
        return max(ZERO, self.need - self.have)


def tally(rule: RegisterRule, training: Decimal, reflection: Decimal) -> list[Line]:
    """What somebody has of each part. What is left of training and reflection counts as free."""
    asked = dict(rule.needs)
    given = {Part.TRAINING: training, Part.REFLECTION: reflection}
    used = {part: min(have, Decimal(asked.get(part, 0))) for part, have in given.items()}
    given[Part.FREE] = sum((given[part] - used[part] for part in used), ZERO)
    return [
        Line(part, given[part] if part is Part.FREE else used[part], need)
        for part, need in rule.needs
    ]


def missing(lines: list[Line]) -> Decimal:
    """All that is still to come, over the parts."""
    return sum((line.missing for line in lines), ZERO)


def last_day(starts_on: date, years: int) -> date:
    """The last day of a period: the day before it began, so many years later (29 February: the 28th)."""
    year = starts_on.year + years
    try:
        after = starts_on.replace(year=year)
    except ValueError:
        after = date(year, 3, 1)
    return after - timedelta(days=1)


def first_day(ends_on: date, years: int) -> date:
    """The first day of a period of so many years that ends on this day."""
    return last_day(ends_on, -years) + timedelta(days=2)
