"""Which step follows which, which readings may be kept, and what is due when. Pure: no Django, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

# From where to where a pilot may go. “ended” again after a decision: it was taken back.
STEPS: dict[str, frozenset[str]] = {
    "draft": frozenset({"running"}),
    "running": frozenset({"ended", "stopped"}),
    "ended": frozenset({"decided"}),
    "decided": frozenset({"ended"}),
    "stopped": frozenset(),
}
FEWEST_PEOPLE = 10  # below this a number may tell of somebody
FEWEST_FOR_PERCENTAGE = 30  # below this one answer moves it by more than three points
MOST = {"number": Decimal(9_999_999_999), "percentage": Decimal(100), "scale": Decimal(10)}
BASELINE_AHEAD = timedelta(days=21)  # how long before the start the first reading is asked
SILENT_AFTER = timedelta(weeks=6)
DECIDE_WITHIN = timedelta(days=28)
LATE_AFTER = timedelta(days=14)  # how long something may wait before it counts as late
MOMENTS = ("baseline", "middle", "end")


def may_go(state: str, to: str) -> bool:
    """Whether a pilot may go from one state to another."""
    return to in STEPS.get(state, frozenset())


class Refused(StrEnum):
    """Why a reading or a target cannot be kept."""

    RANGE = "range"
    WHOLE = "whole"
    OVER_MISSING = "over missing"
    FEW_PEOPLE = "few people"
    FEW_FOR_PERCENTAGE = "few for percentage"


def refuse_value(kind: str, value: Decimal) -> Refused | None:
    """Why a number of this kind cannot be: below nothing, or above 100 percent or a 10."""
    in_range = value.is_finite() and 0 <= value <= MOST[kind]
    return None if in_range else Refused.RANGE


def refuse_reading(kind: str, about: str, value: Decimal, over: int | None) -> Refused | None:
    """Why a reading cannot be kept; ``over`` is n.

    What is about fewer than ten people may tell of one of them; a percentage of fewer than thirty says little.
    """
    wrong = refuse_value(kind, value)
    if wrong:
        return wrong
    if about == "count":
        return _refuse_count(value)
    if kind == "percentage":
        return _refuse_few(over, FEWEST_FOR_PERCENTAGE, Refused.FEW_FOR_PERCENTAGE)
    if about == "people":
        return _refuse_few(over, FEWEST_PEOPLE, Refused.FEW_PEOPLE)
    return None


def _refuse_count(value: Decimal) -> Refused | None:
    if value != value.to_integral_value():
        return Refused.WHOLE
    return Refused.FEW_PEOPLE if value < FEWEST_PEOPLE else None


def _refuse_few(over: int | None, fewest: int, why: Refused) -> Refused | None:
    if over is None:
        return Refused.OVER_MISSING
    return why if over < fewest else None


def halfway(since: date, until: date) -> date:
    """The day in the middle of a period."""
    return since + (until - since) // 2


@dataclass(frozen=True)
class Standing:
    """What one must know of a pilot to say what is due."""

    state: str
    since: date
    until: date
    started_on: date | None
    ended_on: date | None
    last_note_on: date | None
    lacking: frozenset[str]  # moments of which some measure has no reading


class DueKind(StrEnum):
    """What a pilot waits for."""

    BASELINE = "baseline"
    MIDDLE = "middle"
    END = "end"
    NOTE = "note"
    ENDING = "ending"
    DECISION = "decision"


@dataclass(frozen=True)
class Due:
    """Something that a pilot waits for, since when; ``late``: it waited so long that a mail may ask for it."""

    kind: DueKind
    since: date
    late: bool


def due(pilot: Standing, today: date) -> list[Due]:
    """What a pilot waits for today, what waits longest first."""
    found = [
        *_readings_due(pilot),
        *_note_due(pilot),
        *_step_due(pilot),
    ]
    named = [
        Due(kind, since, today - since >= LATE_AFTER) for kind, since in found if since <= today
    ]
    return sorted(named, key=lambda one: (one.since, one.kind))


def _readings_due(pilot: Standing) -> list[tuple[DueKind, date]]:
    if pilot.state not in {"draft", "running", "ended"}:
        return []
    days = {"baseline": pilot.since - BASELINE_AHEAD}
    if pilot.state == "running":
        days["middle"] = halfway(pilot.started_on or pilot.since, pilot.until)
        days["end"] = pilot.until
    if pilot.state == "ended":
        days = {"end": pilot.ended_on or pilot.until}
    return [(DueKind(one), day) for one, day in days.items() if one in pilot.lacking]


def _note_due(pilot: Standing) -> list[tuple[DueKind, date]]:
    if pilot.state != "running":
        return []
    last = max(day for day in (pilot.last_note_on, pilot.started_on, pilot.since) if day)
    return [(DueKind.NOTE, last + SILENT_AFTER)]


def _step_due(pilot: Standing) -> list[tuple[DueKind, date]]:
    if pilot.state == "running":
        return [(DueKind.ENDING, pilot.until + timedelta(days=1))]
    if pilot.state == "ended" and pilot.ended_on:
        return [(DueKind.DECISION, pilot.ended_on)]
    return []


class Verdict(StrEnum):
    """How a measure stands against its target and where it began."""

    REACHED = "reached"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


def verdict(
    *, up: bool, target: Decimal | None, first: Decimal | None, last: Decimal | None
) -> Verdict:
    """Whether the last reading reached the target, or went the wished way since the first."""
    if last is None:
        return Verdict.UNKNOWN
    if target is not None and (last >= target if up else last <= target):
        return Verdict.REACHED
    if first is None:
        return Verdict.UNKNOWN
    if last == first:
        return Verdict.SAME
    return Verdict.BETTER if (last > first) == up else Verdict.WORSE
