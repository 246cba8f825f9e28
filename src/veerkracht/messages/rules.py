"""What a letter is, and when a message that did not arrive is tried again. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

MOST_ATTEMPTS = 12


@dataclass(frozen=True)
class Letter:
    """One mail in words: paragraphs in order, one button at most, a calendar file if it has one.

    ``facts`` are label and value pairs shown as a small table. ``calendar`` is the text of an .ics
    whose METHOD is ``calendar_method`` (RFC 5546).
    """

    subject: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    button: tuple[str, str] | None = None
    after: tuple[str, ...] = field(default=())
    calendar: str = ""
    calendar_method: str = "REQUEST"


def next_attempt(attempts: int, moment: datetime) -> datetime | None:
    """When to try again after ``attempts`` failures: soon first, hourly at last; None gives up."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return moment + min(timedelta(seconds=10 * 2**attempts), timedelta(hours=1))


def one_line(text: str) -> str:
    """A header value without line breaks, at most 250 characters."""
    return " ".join(text.split())[:250]
