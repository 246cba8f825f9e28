"""How somebody who joins goes from one state to the next. Pure."""

from __future__ import annotations

JOIN_STEPS: dict[str, tuple[frozenset[str], str]] = {
    "confirm": (frozenset({"asked"}), "confirmed"),
    "accept": (frozenset({"confirmed"}), "accepted"),
    "refuse": (frozenset({"confirmed"}), "refused"),
    "leave": (frozenset({"asked", "confirmed", "accepted"}), "left"),
}


def next_state(step: str, state: str) -> str | None:
    """The state of an offer after a step; None when it cannot be taken from here."""
    before, after = JOIN_STEPS[step]
    return after if state in before else None
