"""What a device may send to be counted, when a quarter enters the figures, and a number that keeps to itself. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

FEWEST_AT_ONCE = 20  # rows of a quarter that enter the figures together
FEWEST_SHOWN = 10
SENT_WITHIN = timedelta(days=14)
SETTLED_AFTER = SENT_WITHIN + timedelta(days=2)
LARGEST = 1_000  # bytes
FIELDS = frozenset({"instrument", "region", "quarter", "sector", "token_hash"})
YOUNG = "young"
REGION = re.compile(r"[a-z0-9-]{1,40}")
HASH, TOKEN = re.compile(r"[0-9a-f]{64}"), re.compile(r"[A-Za-z0-9_-]{22}")


class NotCounted(ValueError):
    """What came cannot be counted; the message is a word for a program, such as ``young``."""


class TooFewToShow(ValueError):
    """A number below ten was about to be shown: a bug of who shows it."""


@dataclass(frozen=True)
class Sent:
    """What a device sends of one conversation, and nothing else."""

    instrument: str
    region: str
    quarter: str
    sector: str
    token_hash: str


def quarter_of(day: date) -> str:
    """The quarter of a day, such as ``2026-4``."""
    return f"{day.year}-{(day.month + 2) // 3}"


def last_day(quarter: str) -> date:
    """The last day of a quarter."""
    year, number = int(quarter[:4]), int(quarter[5])
    beginning = date(year + number // 4, 3 * (number % 4) + 1, 1)
    return beginning - timedelta(days=1)


def acceptable_quarters(day: date) -> frozenset[str]:
    """The quarters that may be sent on a day: its own, and that of two weeks before."""
    return frozenset({quarter_of(day), quarter_of(day - SENT_WITHIN)})


def is_settled(quarter: str, day: date) -> bool:
    """Whether nothing can come any more for this quarter, so that its figures stay as they are."""
    return day > last_day(quarter) + SETTLED_AFTER


def read_count(body: bytes, *, day: date, instruments: set[str], sectors: set[str]) -> Sent:
    """What was sent, in every detail as it should be. Raises NotCounted, for the young form as well."""
    given = _object(body)
    if set(given) != FIELDS or not all(isinstance(value, str) for value in given.values()):
        raise NotCounted("fields")
    sent = Sent(**given)
    if sent.instrument == YOUNG:
        raise NotCounted("young")
    allowed = (
        ("instrument", sent.instrument in instruments),
        ("sector", sent.sector in sectors),
        ("region", REGION.fullmatch(sent.region)),
        ("quarter", sent.quarter in acceptable_quarters(day)),
        ("token_hash", HASH.fullmatch(sent.token_hash)),
    )
    for field, is_right in allowed:
        if not is_right:
            raise NotCounted(field)
    return sent


def read_withdrawal(body: bytes) -> str:
    """The hash of the token that was sent. Raises NotCounted for anything but a token."""
    given = _object(body)
    token = given.get("token")
    if set(given) != {"token"} or not isinstance(token, str) or not TOKEN.fullmatch(token):
        raise NotCounted("token")
    return hash_of(token)


def hash_of(token: str) -> str:
    """SHA-256 over the token as it is written, in hexadecimal."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def _object(body: bytes) -> dict[str, Any]:
    if len(body) > LARGEST:
        raise NotCounted("size")
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotCounted("json") from error
    if not isinstance(given, dict):
        raise NotCounted("json")
    return given


class NumberOfConversations:
    """How many conversations; can be added up, and refuses to be shown below ten.

    It is no ``int``: a page, a file or the API that shows it by mistake fails instead of telling.
    """

    __slots__ = ("_number",)

    def __init__(self, number: int) -> None:
        self._number = number

    def __add__(self, other: NumberOfConversations) -> NumberOfConversations:
        return NumberOfConversations(self._number + other._number)

    def __str__(self) -> str:
        """The number in figures. Raises TooFewToShow below ten."""
        if self._number < FEWEST_SHOWN:
            raise TooFewToShow
        return str(self._number)

    def __format__(self, how: str) -> str:
        return format(str(self), how)

    def __repr__(self) -> str:
        return "NumberOfConversations(…)"
