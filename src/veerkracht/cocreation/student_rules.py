"""How a placement and a reaction go from one state to the next. Pure."""

from __future__ import annotations

from datetime import date, timedelta

LONGEST_OPEN = timedelta(days=365)

PLACEMENT_STEPS: dict[str, tuple[frozenset[str], str]] = {
    "approve": (frozenset({"review"}), "open"),
    "refuse": (frozenset({"review"}), "closed"),
    "fill": (frozenset({"open"}), "filled"),
    "close": (frozenset({"review", "open"}), "closed"),
}


def next_state(step: str, state: str) -> str | None:
    """The state of a placement after a step; None when it cannot be taken from here."""
    before, after = PLACEMENT_STEPS[step]
    return after if state in before else None


def is_open(state: str, closes_on: date, today: date) -> bool:
    """Whether students may react."""
    return state == "open" and closes_on >= today


def days_are_right(from_on: date, until_on: date, closes_on: date, today: date) -> str:
    """The field that is wrong, or an empty string."""
    if until_on < from_on:
        return "until_on"
    if not today <= closes_on <= today + LONGEST_OPEN:
        return "closes_on"
    return ""
