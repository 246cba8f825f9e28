"""How a proposal moves, when a round passes, and what is different between two versions. Pure.

Consent: a proposal passes when nobody has an objection and enough people said something, not when most
people want it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DRAFT, IN_ROUND, AGREED = "draft", "in-round", "agreed"
SENT_BACK, WITHDRAWN = "sent-back", "withdrawn"
AGREE, REMARK, OBJECTION, ABSTAIN = "agree", "remark", "objection", "abstain"
PASSED, OBJECTED, TOO_FEW, STOPPED = "passed", "objected", "too-few", "stopped"

# state → verb → next state
MOVES: dict[str, dict[str, str]] = {
    DRAFT: {"write": DRAFT, "open": IN_ROUND, "withdraw": WITHDRAWN},
    IN_ROUND: {"pass": AGREED, "send back": SENT_BACK, "withdraw": WITHDRAWN},
    SENT_BACK: {"write": DRAFT, "withdraw": WITHDRAWN},
    AGREED: {},
    WITHDRAWN: {},
}
AFTER = {PASSED: "pass", OBJECTED: "send back", TOO_FEW: "send back", STOPPED: "withdraw"}
SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=60)
REMIND_BEFORE = timedelta(hours=30)  # so that it never falls in the night before
SAME, NEW, GONE = "same", "new", "gone"
_WORD = re.compile(r"\S+\s*|\s+")


def moved(state: str, verb: str) -> str | None:
    """The state after a verb; None when it cannot be."""
    return MOVES[state].get(verb)


def needed(members: int, quorum: int) -> int:
    """How many of so many members must say something, for a share in per cent; at least one."""
    return max(1, -(-members * quorum // 100))


def outcome(said: Sequence[str], enough: int) -> str:
    """How a round ends: one objection keeps it from passing; so do too few who said anything.

    Who leaves it to others said something too.
    """
    if OBJECTION in said:
        return OBJECTED
    return PASSED if len(said) >= enough else TOO_FEW


def is_length(opened_at: datetime, closes_at: datetime) -> bool:
    """Whether a round may last so long."""
    return SHORTEST <= closes_at - opened_at <= LONGEST


def remind_from(opened_at: datetime, closes_at: datetime) -> datetime:
    """When who said nothing is reminded: some time before the end, never in the first half."""
    return max(closes_at - REMIND_BEFORE, opened_at + (closes_at - opened_at) / 2)


@dataclass(frozen=True)
class Words:
    """Words that are in both texts, only in the new one, or only in the old one."""

    kind: str
    text: str


def compared(before: str, after: str) -> Iterator[Words]:
    """What two texts share and where they differ, word by word; joined they give both texts back."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    for op, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if op == "equal":
            yield Words(SAME, "".join(old[a:b]))
            continue
        if b > a:
            yield Words(GONE, "".join(old[a:b]))
        if d > c:
            yield Words(NEW, "".join(new[c:d]))
