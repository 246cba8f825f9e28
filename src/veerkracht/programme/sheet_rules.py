"""How a theme sheet goes from draft to public, and how two sheets differ. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

# From which state, by which move, to which state. A new edition replaces the one that was public.
MOVES: dict[str, dict[str, str]] = {
    "draft": {"asked": "review"},
    "review": {"approved": "approved", "sent-back": "draft", "taken-back": "draft"},
    "approved": {"published": "published", "taken-back": "draft"},
    "published": {},
    "replaced": {},
}
ALIKE = 0.45  # share of common words from which two lines of two regions are about the same
TELLING = 3  # letters: shorter words say little about what a line is about
_PARTS = re.compile(r"\s+|\w+|[^\w\s]")
_WORDS = re.compile(r"\w+")


def after(state: str, move: str) -> str | None:
    """The state that a move leads to; None where it cannot be made."""
    return MOVES[state].get(move)


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """A piece of text, and whether it stayed, went or came."""

    mark: Mark
    text: str


def pieces(before: str, now: str) -> list[Piece]:
    """The two texts as one, word by word: what went stands before what came in its place."""
    old, new = _PARTS.findall(before), _PARTS.findall(now)
    found: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Piece(Mark.SAME, "".join(old[a:b])))
            continue
        found += [Piece(Mark.GONE, "".join(old[a:b]))] if b > a else []
        found += [Piece(Mark.NEW, "".join(new[c:d]))] if d > c else []
    return _calm(found)


def _calm(found: list[Piece]) -> list[Piece]:
    """A lone space between two changes belongs to them: whole phrases are easier to read than scraps."""
    gone, new, calm = "", "", []
    for place, one in enumerate(found):
        between = 0 < place < len(found) - 1
        if one.mark is Mark.SAME and not (between and not one.text.strip()):
            calm += [*_changed(gone, new), one]
            gone = new = ""
            continue
        gone += one.text if one.mark is not Mark.NEW else ""
        new += one.text if one.mark is not Mark.GONE else ""
    return calm + _changed(gone, new)


def _changed(gone: str, new: str) -> list[Piece]:
    if gone == new:
        return [Piece(Mark.SAME, gone)] if gone else []
    parts = (Piece(Mark.GONE, gone), Piece(Mark.NEW, new))
    return [one for one in parts if one.text]


@dataclass(frozen=True)
class Line:
    """What is compared of a line. ``more`` is what was typed beside the text; ``origins`` are the keys it goes by."""

    number: int
    section: str
    kind: str
    text: str
    more: str = ""
    origins: frozenset[UUID] = field(default_factory=frozenset)


class Change(StrEnum):
    """How a line differs between two sheets."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Pair:
    """A line before and now, either of which may be missing, with the words marked."""

    before: Line | None
    now: Line | None

    @property
    def change(self) -> Change:
        """How the line differs."""
        if self.before is None:
            return Change.ADDED
        if self.now is None:
            return Change.REMOVED
        return Change.SAME if _said(self.before) == _said(self.now) else Change.CHANGED

    @property
    def section(self) -> str:
        """Where the pair stands: where the line stands now, or stood."""
        line = self.now or self.before
        return line.section if line else ""

    @property
    def text(self) -> list[Piece]:
        """The text with its marks."""
        before, now = (one.text if one else None for one in (self.before, self.now))
        return _marked(before, now)

    @property
    def more(self) -> list[Piece]:
        """What stands beside the text, with its marks."""
        before, now = (one.more if one else None for one in (self.before, self.now))
        return _marked(before, now)


def _said(line: Line) -> tuple[str, ...]:
    return (line.section, line.kind, line.text, line.more)


def _marked(before: str | None, now: str | None) -> list[Piece]:
    if before is None or now is None:
        mark = Mark.NEW if before is None else Mark.GONE
        text = now or before or ""
        return [Piece(mark, text)] if text else []
    return pieces(before, now)


def compare(before: Sequence[Line], now: Sequence[Line]) -> list[Pair]:
    """Every line of two editions of one sheet, by key: those of now in their order, then what went."""
    known = {key: line for line in before for key in line.origins}
    pairs, kept = [], set()
    for line in now:
        old = next((known[key] for key in line.origins if key in known), None)
        if old:
            kept.add(old.number)
        pairs.append(Pair(old, line))
    return pairs + [Pair(old, None) for old in before if old.number not in kept]


def lay_beside(theirs: Sequence[Line], ours: Sequence[Line]) -> list[Pair]:
    """Lines of two regions under each heading: the same line, else the one that says most alike.

    ``before`` in a pair is theirs, ``now`` ours.
    """
    pairs: list[Pair] = []
    left = {line.number: line for line in theirs}
    for line in ours:
        match = _same_line(line, left.values()) or _alike(line, left.values())
        if match:
            del left[match.number]
        pairs.append(Pair(match, line))
    return pairs + [Pair(line, None) for line in left.values()]


def _same_line(line: Line, others: Iterable[Line]) -> Line | None:
    return next((one for one in others if line.origins & one.origins), None)


def _alike(line: Line, others: Iterable[Line]) -> Line | None:
    """The most alike under the same heading; none when they have too little in common."""
    wanted = _telling(line.text)
    near = [one for one in others if one.section == line.section]
    scored = [(_share(wanted, _telling(one.text)), -one.number, one) for one in near]
    best = max(scored, key=lambda one: one[:2], default=None)
    return best[2] if best and best[0] >= ALIKE else None


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORDS.findall(text.lower()) if len(word) > TELLING)


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def by_section(pairs: Sequence[Pair], sections: Sequence[str]) -> dict[str, list[Pair]]:
    """Pairs under each heading, in the order of the headings; a heading without pairs is left out."""
    place = {section: number for number, section in enumerate(sections)}
    ordered = sorted(pairs, key=lambda one: place[one.section])
    return {section: list(found) for section, found in groupby(ordered, lambda one: one.section)}


def moved(order: Sequence[int], number: int, by: int) -> list[int]:
    """The numbers with one of them a place up (-1) or down (1); at the edge nothing changes."""
    at = order.index(number)
    to = min(max(at + by, 0), len(order) - 1)
    left = [one for one in order if one != number]
    return [*left[:to], number, *left[to:]]
