"""Half years, and what is different between two versions of a plan. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

JULY = 7
REMINDED_IN = {6: (0, 1), 7: (0, 1), 12: (0, 2), 1: (-1, 2)}  # month → years back, half
SAME, NEW, GONE, CHANGED = "same", "new", "gone", "changed"


@dataclass(frozen=True, order=True)
class Half:
    """The first or second half of a year."""

    year: int
    half: int

    @property
    def since(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.half == 1 else JULY, 1)

    @property
    def until(self) -> date:
        """Its last day."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)


def half_of(day: date) -> Half:
    """The half year in which a day lies."""
    return Half(day.year, 1 if day.month < JULY else 2)


def half_to_report(today: date) -> Half | None:
    """Which half year asks for a report: in its last month and the month after; None in other months."""
    found = REMINDED_IN.get(today.month)
    return Half(today.year + found[0], found[1]) if found else None


@dataclass(frozen=True)
class Piece:
    """Words that are in both texts, only in the new one, or only in the old one."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One thing of a plan in two versions: its name, what happened to it, and the pieces of its text."""

    name: str
    kind: str
    pieces: tuple[Piece, ...]


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """By name what is new, changed or the same, in the order of the new version; then what is gone."""
    found = [_difference(name, before.get(name), text) for name, text in after.items()]
    gone = [name for name in before if name not in after]
    return found + [Difference(name, GONE, (Piece(GONE, before[name]),)) for name in gone]


def _difference(name: str, was: str | None, text: str) -> Difference:
    if was is None:
        return Difference(name, NEW, (Piece(NEW, text),))
    if was == text:
        return Difference(name, SAME, (Piece(SAME, text),))
    return Difference(name, CHANGED, tuple(pieces(was, text)))


def pieces(before: str, after: str) -> Iterator[Piece]:
    """What two texts share and where they differ, word by word; joined they give both texts back."""
    old, new = _words(before), _words(after)
    for op, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if op == "equal":
            yield Piece(SAME, "".join(old[a:b]))
            continue
        if b > a:
            yield Piece(GONE, "".join(old[a:b]))
        if d > c:
            yield Piece(NEW, "".join(new[c:d]))


def _words(text: str) -> Sequence[str]:
    """Words, each with the white space after it."""
    found: list[str] = []
    for sign in text:
        if found and (sign.isspace() or not found[-1][-1].isspace()):
            found[-1] += sign
        else:
            found.append(sign)
    return found
