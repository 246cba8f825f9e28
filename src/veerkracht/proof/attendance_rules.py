"""Codes, times and marks of a meeting. Pure: keys, moments and words in, decisions out."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

STEP = 30  # seconds that a code on the screen is the newest
OPEN_BEFORE = timedelta(minutes=30)
IN_TIME = timedelta(minutes=15)  # who comes later than this is late
TOLD_OLD = 240  # earlier steps that we still know to be old: two hours
DIGITS = 6
BITS_128 = 16  # bytes of a code in an address

PRESENT, LATE, LEFT_EARLY = "present", "late", "left-early"
EXCUSED, ABSENT = "excused", "absent"
WERE_THERE = frozenset({PRESENT, LATE, LEFT_EARLY})
MOST_REASON = 200


class Code(StrEnum):
    """What a code is that somebody shows."""

    SCREEN = "screen"  # on the screen now, or half a minute ago
    PAPER = "paper"
    OLD = "old"  # was on the screen, and is no longer
    WRONG = "wrong"


class Refusal(StrEnum):
    """Why nobody is noted; the words stand in ``attendance_words``."""

    NOT_OPEN_YET = "not-open-yet"
    OVER = "over"
    CALLED_OFF = "called-off"
    CODE_OLD = "code-old"
    CODE_WRONG = "code-wrong"
    NO_PLACE = "no-place"
    TOO_OFTEN = "too-often"
    TOO_MANY_MINUTES = "too-many-minutes"
    REASON_TOO_LONG = "reason-too-long"
    FULL = "full"
    OTHERS_WAIT = "others-wait"


def step_of(moment: datetime) -> int:
    """The number of the half minute that a moment falls in, on the server's clock."""
    return int(moment.timestamp()) // STEP


def code_of(key: bytes, session_id: int, step: int | None) -> bytes:
    """The code of a meeting in a step; without a step the one on paper (HMAC-SHA-256, RFC 2104)."""
    said = f"{session_id}:{'paper' if step is None else step}"
    return hmac.digest(key, said.encode(), hashlib.sha256)


def in_address(code: bytes) -> str:
    """A code as it stands in an address: 128 bits, 22 signs."""
    return base64.urlsafe_b64encode(code[:BITS_128]).rstrip(b"=").decode()


def as_digits(code: bytes) -> str:
    """A code as six digits to type: other bits than those in the address (truncated as in RFC 4226)."""
    return f"{int.from_bytes(code[BITS_128 : BITS_128 + 8]) % 10**DIGITS:0{DIGITS}}"


def judge(shown: str, *, key: bytes, session_id: int, moment: datetime) -> Code:
    """What this code is for this meeting at this moment: in an address, or as six digits with or without spaces.

    The current step holds and the one before it, by the server's clock alone.
    """
    said = "".join(shown.split())
    now = step_of(moment)
    if _is(said, code_of(key, session_id, now)) or _is(said, code_of(key, session_id, now - 1)):
        return Code.SCREEN
    if _is(said, code_of(key, session_id, None)):
        return Code.PAPER
    digits = (
        said.isdigit()
    )  # of a million, some were shown today: only an address is known to be old
    old = range(now - 2, now - TOLD_OLD, -1)
    if not digits and any(_is(said, code_of(key, session_id, step)) for step in old):
        return Code.OLD
    return Code.WRONG


def _is(said: str, code: bytes) -> bool:
    right = as_digits(code) if len(said) == DIGITS else in_address(code)
    return hmac.compare_digest(said.encode(), right.encode())


def why_not_now(starts_at: datetime, ends_at: datetime, moment: datetime) -> Refusal | None:
    """Somebody notes themselves from half an hour before a meeting until its end."""
    if moment < starts_at - OPEN_BEFORE:
        return Refusal.NOT_OPEN_YET
    return Refusal.OVER if moment > ends_at else None


@dataclass(frozen=True)
class Arrived:
    """How somebody was there who comes in at a moment, and the minutes that are left when late."""

    presence: str
    minutes: int | None = None


def arrival(starts_at: datetime, ends_at: datetime, moment: datetime) -> Arrived:
    """In time until a quarter of an hour after the start; then late, with the minutes that are left."""
    if moment <= starts_at + IN_TIME:
        return Arrived(PRESENT)
    return Arrived(LATE, max(0, int((ends_at - moment).total_seconds() // 60)))


def keeps(known: str | None, *, confirmed: bool, shown: Code) -> bool:
    """Whether what is known of somebody stays as it is when they show a code.

    Confirmed presence stays. What was said on paper gives way to the screen. Who was ticked as absent
    and shows the code of the screen is there after all; paper is not enough for that.
    """
    if known is None:
        return False
    if confirmed:
        return known in WERE_THERE or shown is Code.PAPER
    return shown is Code.PAPER


@dataclass(frozen=True)
class Said:
    """What a trainer says of one person: how they were there, minutes, why not."""

    presence: str
    minutes: int | None = None
    reason: str = ""


def tidy(said: Said) -> Said:
    """Minutes only of who came late or left early, a reason only of who was excused."""
    part = said.presence in {LATE, LEFT_EARLY}
    return Said(
        said.presence,
        said.minutes if part else None,
        said.reason.strip() if said.presence == EXCUSED else "",
    )


def why_not_said(
    said: Said, *, starts_at: datetime, ends_at: datetime, moment: datetime
) -> Refusal | None:
    """Somebody can be excused beforehand; the rest is known from half an hour before the start on."""
    if said.presence != EXCUSED and moment < starts_at - OPEN_BEFORE:
        return Refusal.NOT_OPEN_YET
    if said.minutes is not None and not 0 <= said.minutes <= whole_minutes(starts_at, ends_at):
        return Refusal.TOO_MANY_MINUTES
    return Refusal.REASON_TOO_LONG if len(said.reason) > MOST_REASON else None


def whole_minutes(starts_at: datetime, ends_at: datetime) -> int:
    """How long a meeting takes, in minutes."""
    return int((ends_at - starts_at).total_seconds() // 60)


def when_made(*, made: float, sent: float, moment: datetime) -> datetime:
    """When a mark that waited on a phone was made, by our clock.

    ``made`` and ``sent`` are seconds on the phone's own clock, which may be wrong: only the time
    between them counts. Never later than now.
    """
    waited = max(0.0, min(sent - made, timedelta(days=30).total_seconds()))
    return moment - timedelta(seconds=waited)
