"""Pure: which known word is meant by a mistyped one, and which part of a text shows what was asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

SHORTEST = 4  # letters of a word that is kept, and that may be mended
LONG = 8  # from so many letters on two mistakes are forgiven, below it one
HEAD = 9  # letters at the beginning of which some may drop out; the rest is compared afterwards
EXCERPT = 220  # characters
LEAD_IN = 60  # characters before the first word that was asked
_WORD = re.compile(r"[^\W_]+")


def forgiven(word: str) -> int:
    """How many mistakes are forgiven in a word of this length (Damerau-Levenshtein distance)."""
    if len(word) < SHORTEST or word.isdigit():
        return 0
    return 2 if len(word) >= LONG else 1


def rests(word: str) -> list[str]:
    """The beginning of a word, and all that is left of it when as many letters drop out as are forgiven.

    Two words within that distance have a rest in common (the symmetric deletion of SymSpell), so that
    a plain index finds every word that may be meant.
    """
    head = word[:HEAD]
    found = {head}
    for number in range(1, forgiven(word) + 1):
        found |= {"".join(left) for left in combinations(head, len(head) - number)}
    return sorted(found)


def distance(one: str, other: str) -> int:
    """How many letters differ: added, left out, replaced, or two neighbours exchanged (each once)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        current = [i]
        for j, right in enumerate(other, start=1):
            best = min(row[j] + 1, current[-1] + 1, row[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                best = min(best, before[j - 2] + 1)
            current.append(best)
        before, row = row, current
    return row[-1]


def nearest(word: str, known: Mapping[str, int]) -> str:
    """The known word that is meant: the nearest, of those the one that occurs most; else "".

    ``known`` says in how many documents each occurs. A first letter is seldom wrong, so that counts.
    """
    most = forgiven(word)
    near = [(distance(word, one), one[:1] != word[:1], -times, one) for one, times in known.items()]
    fitting = sorted(one for one in near if one[0] <= most)
    return fitting[0][-1] if fitting else ""


@dataclass(frozen=True)
class Piece:
    """A part of an excerpt; ``asked`` when it is a word that was asked."""

    text: str
    asked: bool = False


def excerpt(text: str, is_asked: Callable[[str], bool]) -> list[Piece]:
    """The part of a text around the first word that was asked, cut at words, with those words apart."""
    first = next((match for match in _WORD.finditer(text) if is_asked(match.group())), None)
    start = max(0, first.start() - LEAD_IN) if first else 0
    if start:
        start = text.find(" ", start) + 1
    shown = text[start : start + EXCERPT]
    if start + EXCERPT < len(text):
        shown = f"{shown.rsplit(' ', 1)[0]} …"
    return pieces(f"… {shown}" if start else shown, is_asked)


def pieces(text: str, is_asked: Callable[[str], bool]) -> list[Piece]:
    """A text in pieces, with the words that were asked apart."""
    found: list[Piece] = []
    told = 0
    for match in _WORD.finditer(text):
        if is_asked(match.group()):
            found += [Piece(text[told : match.start()]), Piece(match.group(), asked=True)]
            told = match.end()
    return [one for one in (*found, Piece(text[told:])) if one.text]


def counted(codes: Iterable[str], most: int) -> list[tuple[str, int]]:
    """Codes with how often each occurs, the most frequent first, so many at most."""
    times: dict[str, int] = {}
    for code in codes:
        times[code] = times.get(code, 0) + 1
    return sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
