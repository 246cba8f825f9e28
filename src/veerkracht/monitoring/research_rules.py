"""Who may have which records for research, for how long, and under which name. Pure: no Django, no clock.

A record leaves under a pseudonym: HMAC-SHA256 (RFC 2104, FIPS 198-1) of the person's number under a key that is made
for one file and thrown away with it. So two files cannot be laid on each other, and nobody can make a pseudonym
again, we neither. It stays personal data (AVG art. 4(5), recital 26): what surrounds a person may still tell who it is.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

# From where to where a request may go. "ended": the researcher said that the file is destroyed.
STEPS: Final[dict[str, frozenset[str]]] = {
    "asked": frozenset({"approved", "refused", "withdrawn"}),
    "approved": frozenset({"ended"}),
    "refused": frozenset(),
    "withdrawn": frozenset(),
    "ended": frozenset(),
}
LONGEST: Final = timedelta(days=2 * 366)  # how long a researcher may keep a file
MOST_FILES: Final = 3  # of one request: a file that got lost on the way is made anew
FETCH_WITHIN: Final = timedelta(days=7)
REMIND_BEFORE: Final = timedelta(days=14)
LEAST: Final = 10  # people who must share what others could recognise somebody by
PSEUDONYM: Final = "person"
RARE: Final = "afgeschermd"
KEY_BYTES: Final = 32


@dataclass(frozen=True)
class Column:
    """A column that may leave. ``known``: others could know this of somebody, so it needs company."""

    code: str
    known: bool = True


# What divides people most goes first where too few share all of it, so that what is asked most stays.
HIDDEN_FIRST: Final = ("municipality", "quarter", "capacity", "length", "kind", "sector", "region")
_WHO: Final = (Column("sector"), Column("capacity"), Column("municipality"))
RECORDS: Final[dict[str, tuple[Column, ...]]] = {
    "trainings": (
        Column("quarter"),
        Column("region"),
        Column("kind"),
        Column("length"),
        *_WHO,
        Column("attended", known=False),
    ),
    "intervision": (
        Column("quarter"),
        Column("region"),
        *_WHO,
        Column("attended", known=False),
    ),
}


class Wrong(StrEnum):
    """Why a request or a decision cannot be."""

    NO_COLUMNS = "no columns"
    UNKNOWN_COLUMN = "unknown column"
    PERIOD = "period"
    PERIOD_AHEAD = "period ahead"
    KEPT_PAST = "kept past"
    KEPT_LONG = "kept long"
    SAME_PERSON = "same person"
    NO_AGREEMENT = "no agreement"
    NO_REASON = "no reason"


def may_go(state: str, to: str) -> bool:
    """Whether a request may go from one state to another."""
    return to in STEPS.get(state, frozenset())


def columns_of(records: str) -> tuple[str, ...]:
    """The codes of what may leave of these records, in order; ValueError for records that never leave."""
    if records not in RECORDS:
        raise ValueError(records)
    return tuple(column.code for column in RECORDS[records])


def in_order(records: str, columns: Collection[str]) -> list[str]:
    """The chosen columns in the order of the list."""
    return [code for code in columns_of(records) if code in columns]


def known_to_others(records: str, columns: Collection[str]) -> list[str]:
    """Of the chosen columns those by which somebody could be recognised, in the order in which they are hidden."""
    known = [one.code for one in RECORDS[records] if one.known and one.code in columns]
    return sorted(known, key=HIDDEN_FIRST.index)


def refuse_columns(records: str, columns: Collection[str]) -> Wrong | None:
    """Why these columns cannot be asked for."""
    if not columns:
        return Wrong.NO_COLUMNS
    return None if set(columns) <= set(columns_of(records)) else Wrong.UNKNOWN_COLUMN


def refuse_period(since: date, until: date, today: date) -> Wrong | None:
    """Why records of this period cannot be asked for: turned round, or not over yet."""
    if until < since:
        return Wrong.PERIOD
    return Wrong.PERIOD_AHEAD if until >= today else None


def refuse_keeping(keep_until: date, today: date) -> Wrong | None:
    """Why a file cannot be kept until this day."""
    if keep_until <= today:
        return Wrong.KEPT_PAST
    return Wrong.KEPT_LONG if keep_until - today > LONGEST else None


def refuse_decision(
    *, asked_by: int | None, by: int, agreed: bool, agreement: str, words: str
) -> Wrong | None:
    """Why this decision cannot be: a second person decides, yes on an agreement and no with a reason."""
    if asked_by == by:
        return Wrong.SAME_PERSON
    if agreed and not agreement.strip():
        return Wrong.NO_AGREEMENT
    return Wrong.NO_REASON if not agreed and not words.strip() else None


def pseudonym(key: bytes, number: int) -> str:
    """Thirty-two hexadecimal signs for a person in one file. ValueError for a key that is too short."""
    if len(key) < KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return hmac.digest(key, b"person %d" % number, "sha256")[:16].hex()


def quarter(day: date) -> str:
    """The quarter of a day: ``2026-Q3``."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def length(hours: float) -> str:
    """How long a training is, in three words: exact hours would name the training."""
    if hours <= 4:
        return "half-day"
    return "day" if hours <= 8 else "days"


def attended(presences: Sequence[bool | None]) -> str:
    """How much of a training somebody was there: ``all``, ``part``, ``none``, or ``unknown`` when nobody noted it."""
    noted = [one for one in presences if one is not None]
    if not noted:
        return "unknown"
    return "all" if all(noted) else "part" if any(noted) else "none"
