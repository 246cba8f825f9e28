"""Whom a message reaches, when it goes, and what is wrong with it. Pure: values in, decision out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from veerkracht.messages.rules import after_quiet

STATES: dict[str, tuple[str, ...]] = {
    "placed": ("placed",),
    "offered": ("offered",),
    "waiting": ("waiting",),
    "everybody": ("placed", "offered", "waiting", "asked"),
}
MOST_EDITIONS = 50
MOST_SUBJECT, MOST_TEXT = 120, 5_000
FURTHEST = timedelta(days=180)
NEAR = timedelta(hours=24)


class Problem(StrEnum):
    """Why a message cannot go as it is; ``messages_to_participants_words`` says it in a sentence."""

    NO_EDITIONS = "no-editions"
    TOO_MANY_EDITIONS = "too-many-editions"
    SEVERAL_REGIONS = "several-regions"
    NO_SUBJECT = "no-subject"
    NO_TEXT = "no-text"
    UNREADABLE = "unreadable"
    NOBODY = "nobody"
    PAST = "past"
    TOO_FAR = "too-far"
    NOT_URGENT = "not-urgent"
    GONE = "gone"


def flaw_of_editions(region_ids: Iterable[int]) -> Problem | None:
    """What is wrong with the editions chosen, given the region of each."""
    regions = list(region_ids)
    if not regions:
        return Problem.NO_EDITIONS
    if len(regions) > MOST_EDITIONS:
        return Problem.TOO_MANY_EDITIONS
    return Problem.SEVERAL_REGIONS if len(set(regions)) > 1 else None


def flaw_of_words(subject: str, text: str) -> tuple[Problem, str] | None:
    """What is wrong with what was typed, and in which field."""
    for words, missing, field in (
        (subject, Problem.NO_SUBJECT, "subject"),
        (text, Problem.NO_TEXT, "text"),
    ):
        if not words.strip():
            return missing, field
        if any(ord(sign) < ord(" ") and sign not in "\n\r\t" for sign in words):
            return Problem.UNREADABLE, field
    return None


def is_near_session(moment: datetime, sessions: Iterable[tuple[datetime, datetime]]) -> bool:
    """Whether a session (start, end) goes on now or begins within a day."""
    return any(begins - NEAR <= moment <= ends for begins, ends in sessions)


def flaw_of_moment(moment: datetime, asked: datetime | None) -> Problem | None:
    """What is wrong with the moment that was asked for; none was asked for: at once."""
    if asked is None:
        return None
    if asked < moment:
        return Problem.PAST
    return Problem.TOO_FAR if asked - moment > FURTHEST else None


def goes_at(moment: datetime, asked: datetime | None, *, urgent: bool) -> datetime:
    """When it goes: as asked or at once, but not in the quiet hours unless it is urgent."""
    wanted = asked or moment
    return wanted if urgent else after_quiet(wanted)


def paragraphs(text: str) -> tuple[str, ...]:
    """Blank lines part paragraphs; single breaks within them stay."""
    parts = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    return tuple(part.strip() for part in parts if part.strip())
