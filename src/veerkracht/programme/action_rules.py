"""When an action is late, and when whoever does it is asked for a word. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

OPEN = frozenset({"planned", "under-way"})
WORD_HOLDS = timedelta(days=28)  # how long a word about a late action says enough


def is_late(status: str, due_on: date | None, today: date) -> bool:
    """Whether it should have been ready, and is neither done nor stopped."""
    return status in OPEN and due_on is not None and due_on < today


def asks_for_word(status: str, due_on: date | None, last_word_on: date | None, today: date) -> bool:
    """Whether it is late, and nothing was said of it since it should have been ready, or not for four weeks."""
    if not is_late(status, due_on, today):
        return False
    if last_word_on is None or due_on is None or last_word_on <= due_on:
        return True
    return today - last_word_on > WORD_HOLDS


def days_late(due_on: date | None, today: date) -> int:
    """How many days ago it should have been ready; 0 when it is not late."""
    return max(0, (today - due_on).days) if due_on else 0
