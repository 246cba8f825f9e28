"""What goes to a register, and when somebody is asked for a number. Pure: values in, decision out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

MOST_ASKED = 2
ASK_AGAIN = timedelta(days=7)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet would run these


class Standing(StrEnum):
    """How it stands with somebody's number in a register."""

    READY = "ready"
    BROKEN = "broken"
    TWICE = "twice"
    MISSING = "missing"
    ELSEWHERE = "elsewhere"


class Deed(StrEnum):
    """What a line asks of the register."""

    ADD = "add"
    CHANGE = "change"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Line:
    """Somebody's points as a register has them, or should: the enrolment, number and points."""

    enrolment: int
    number: str
    points: Decimal


@dataclass(frozen=True)
class Step:
    """One line of an export."""

    deed: Deed
    line: Line


def at_register(history: Iterable[Step]) -> dict[int, Line]:
    """What the register has after all these steps, by enrolment; in the order in which they were sent."""
    has: dict[int, Line] = {}
    for step in history:
        if step.deed != Deed.WITHDRAW:
            has[step.line.enrolment] = step.line
        elif _same_number(has, step.line):
            del has[step.line.enrolment]
    return has


def _same_number(has: Mapping[int, Line], line: Line) -> bool:
    known = has.get(line.enrolment)
    return known is not None and known.number == line.number


def changes(
    sent: Mapping[int, Line], ready: Mapping[int, Line], counting: Collection[int]
) -> list[Step]:
    """What must be sent so that a register that has ``sent`` has ``ready``: first what is taken back.

    Who counts and has no number any more keeps what was sent: taking a number out of a profile, or an
    account away, does not take points away. Another number takes the old one back and adds the new.
    """
    steps = [
        Step(Deed.WITHDRAW, line)
        for pk, line in sent.items()
        if _goes(line, ready.get(pk), counting)
    ]
    for pk, line in ready.items():
        known = sent.get(pk)
        if known is None or known.number != line.number:
            steps.append(Step(Deed.ADD, line))
        elif known.points != line.points:
            steps.append(Step(Deed.CHANGE, line))
    return steps


def everything(
    sent: Mapping[int, Line], ready: Mapping[int, Line], counting: Collection[int]
) -> list[Step]:
    """The whole list anew: what is taken back, then everybody who counts."""
    gone = [step for step in changes(sent, ready, counting) if step.deed == Deed.WITHDRAW]
    kept = {pk: line for pk, line in sent.items() if pk in counting}
    return gone + [Step(Deed.ADD, line) for line in {**kept, **ready}.values()]


def _goes(line: Line, now: Line | None, counting: Collection[int]) -> bool:
    return line.enrolment not in counting or (now is not None and now.number != line.number)


def standing(number: str, *, fits: bool, twice: bool, has_another: bool) -> Standing:
    """How it stands with a number: ``fits`` the form, is there ``twice``, or one of another register is there."""
    if not number:
        return Standing.ELSEWHERE if has_another else Standing.MISSING
    if not fits:
        return Standing.BROKEN
    return Standing.TWICE if twice else Standing.READY


def may_ask(
    asked_for_run: Sequence[datetime], asked_at_all: Sequence[datetime], moment: datetime
) -> bool:
    """Whether somebody may be asked for a number: at most twice for one run, and once a week in all."""
    lately = any(moment - at < ASK_AGAIN for at in asked_at_all)
    return len(asked_for_run) < MOST_ASKED and not lately


def counts(followed: int, sessions: int, needed: int | None) -> bool:
    """Whether who followed so many sessions counts: all of them, or as many as the run asks for."""
    wanted = sessions if needed is None else min(needed, sessions)
    return 0 < wanted <= followed


def plain(text: str) -> str:
    """Text on one line that a spreadsheet shows and never runs."""
    kept = "".join(sign if sign.isprintable() else " " for sign in text)
    return f"'{kept}" if text.startswith(FORMULA) or kept.lstrip().startswith(FORMULA) else kept
