"""Which wishes may be the same, and why. Pure: words in, proposals out; a person decides.

Each wish is a set of lemmas. A rare word tells more than a common one: it weighs the logarithm of how few wishes have
it (inverse document frequency; Spärck Jones 1972). Two wishes are as alike as the weight of the words they share over
the weight of all their words (weighted Jaccard), with a little more for the same municipality, sector or theme. An
index from word to wishes finds who can be alike at all, and words that very many wishes have are no way in.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

ALIKE = 0.34  # from here on proposed
SAME_PLACE, SAME_SECTOR, SAME_THEME = 0.05, 0.05, 0.05
WAYS_IN = 6  # the rarest words of a wish lead to others
MOST_BEHIND_A_WORD = 400  # a word that more wishes have is no way in
MOST_CANDIDATES = 12  # of one wish are compared in full
FEWEST_SHARED = 2  # words, or all words of the shorter one


@dataclass(frozen=True)
class Text:
    """A wish as this module sees it."""

    key: int
    terms: frozenset[str]
    area: int | None = None
    sectors: frozenset[int] = frozenset()
    theme: int | None = None


@dataclass(frozen=True)
class Alike:
    """Two wishes, how alike they are (0 to 1), the words they share, the rarest first, and what else is the same."""

    one: int
    other: int
    score: float
    shared: tuple[str, ...]
    same_area: bool = False
    same_sector: bool = False
    same_theme: bool = False


@dataclass(frozen=True)
class Index:
    """Which wishes have a word, in order of their keys; what words weigh, and what all words of a wish do."""

    texts: Mapping[int, Text]
    behind: Mapping[str, Sequence[int]]
    weights: Mapping[str, float]
    totals: Mapping[int, float]


def index_of(texts: Iterable[Text]) -> Index:
    """The index of all wishes that are compared."""
    known = {text.key: text for text in texts}
    behind: dict[str, list[int]] = defaultdict(list)
    for key in sorted(known):
        for term in known[key].terms:
            behind[term].append(key)
    weights = {term: math.log((1 + len(known)) / len(keys)) + 0.1 for term, keys in behind.items()}
    totals = {key: sum(weights[term] for term in text.terms) for key, text in known.items()}
    return Index(known, behind, weights, totals)


def compared(index: Index, one: Text, other: Text) -> Alike | None:
    """How alike two wishes of the index are; None when not enough to say so."""
    shared = one.terms & other.terms
    if len(shared) < max(1, min(FEWEST_SHARED, len(one.terms), len(other.terms))):
        return None
    weight = sum(index.weights[term] for term in shared)
    score = weight / (index.totals[one.key] + index.totals[other.key] - weight)
    same_area = one.area is not None and one.area == other.area
    same_theme = one.theme is not None and one.theme == other.theme
    same_sector = bool(one.sectors & other.sectors)
    score += SAME_PLACE * same_area + SAME_SECTOR * same_sector + SAME_THEME * same_theme
    if score < ALIKE:
        return None
    rarest = tuple(sorted(shared, key=lambda term: (-index.weights[term], term)))
    return Alike(one.key, other.key, min(score, 1.0), rarest, same_area, same_sector, same_theme)


def alike_to(index: Index, key: int, most: int) -> list[Alike]:
    """The wishes most like this one of the index, the likest first."""
    one = index.texts[key]
    found = (
        compared(index, one, index.texts[other]) for other in _candidates(index, one, after=-1)
    )
    return _likest([pair for pair in found if pair], most)


def pairs(index: Index, most: int) -> list[Alike]:
    """The pairs that are most alike in all, each once, the likest first."""
    found = (
        compared(index, text, index.texts[key])
        for text in index.texts.values()
        for key in _candidates(index, text, after=text.key)
    )
    return _likest([pair for pair in found if pair], most)


def _candidates(index: Index, one: Text, *, after: int) -> list[int]:
    """Wishes with a later key that share enough of the telling words; those that share most of them, first."""
    telling = sorted(one.terms, key=lambda term: (len(index.behind[term]), term))[:WAYS_IN]
    met: Counter[int] = Counter()
    for term in telling:
        keys = index.behind[term]
        if len(keys) <= MOST_BEHIND_A_WORD:
            met.update(keys[bisect_right(keys, after) :])
    enough = min(FEWEST_SHARED, len(telling))
    found = [(number, key) for key, number in met.items() if number >= enough and key != one.key]
    return [key for _number, key in nlargest(MOST_CANDIDATES, found)]


def _likest(found: list[Alike], most: int) -> list[Alike]:
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))[:most]
