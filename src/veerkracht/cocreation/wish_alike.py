"""Which wishes may be the same, and why. Pure: words in, proposals out; a person decides.

Each wish is a set of lemmas. A rare word tells more than a common one: it weighs the logarithm of how few wishes have
it (inverse document frequency; Spärck Jones 1972). Two wishes are as alike as the weight of the words they share over
the weight of all their words (weighted Jaccard), with a little more for the same municipality, sector or theme. An
index from word to wishes finds who can be alike at all, and words that very many wishes have are no way in.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

ALIKE = 0.34  # from here on proposed
SAME_PLACE, SAME_SECTOR, SAME_THEME = 0.05, 0.05, 0.05
WAYS_IN = 6  # the rarest words of a wish lead to others
MOST_BEHIND_A_WORD = 400  # a word that more wishes have is no way in
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


@dataclass
class Index:
    """Which wishes have a word."""

    texts: Mapping[int, Text]
    behind: Mapping[str, Sequence[int]]
    weights: Mapping[str, float] = field(default_factory=dict)

    def weight(self, terms: Iterable[str]) -> float:
        """What these words weigh together."""
        return sum(self.weights.get(term, 0.0) for term in terms)


def index_of(texts: Iterable[Text]) -> Index:
    """The index of all wishes that are compared."""
    known = {text.key: text for text in texts}
    behind: dict[str, list[int]] = defaultdict(list)
    for text in known.values():
        for term in text.terms:
            behind[term].append(text.key)
    weights = {term: math.log((1 + len(known)) / len(keys)) + 0.1 for term, keys in behind.items()}
    return Index(known, behind, weights)


def compared(index: Index, one: Text, other: Text) -> Alike | None:
    """How alike two wishes are; None when not enough to say so."""
    shared = one.terms & other.terms
    fewest = min(FEWEST_SHARED, len(one.terms), len(other.terms))
    if not shared or len(shared) < fewest:
        return None
    score = index.weight(shared) / index.weight(one.terms | other.terms)
    same_area = one.area is not None and one.area == other.area
    same_theme = one.theme is not None and one.theme == other.theme
    same_sector = bool(one.sectors & other.sectors)
    score += SAME_PLACE * same_area + SAME_SECTOR * same_sector + SAME_THEME * same_theme
    if score < ALIKE:
        return None
    rarest = tuple(sorted(shared, key=lambda term: (-index.weights[term], term)))
    return Alike(one.key, other.key, min(score, 1.0), rarest, same_area, same_sector, same_theme)


def alike_to(index: Index, one: Text, most: int) -> list[Alike]:
    """The wishes most like this one, which is itself in the index or not, the likest first."""
    others = (index.texts[key] for key in _candidates(index, one))
    found = [compared(index, one, other) for other in others]
    return _likest([pair for pair in found if pair], most)


def pairs(index: Index, most: int) -> list[Alike]:
    """The pairs that are most alike in all, each once, the likest first."""
    found = [
        pair
        for text in index.texts.values()
        for key in _candidates(index, text)
        if key > text.key and (pair := compared(index, text, index.texts[key]))
    ]
    return _likest(found, most)


def _candidates(index: Index, one: Text) -> list[int]:
    """Wishes that share one of the telling words, those that share most of them first."""
    known = [term for term in one.terms if term in index.behind]
    telling = sorted(known, key=lambda term: (len(index.behind[term]), term))[:WAYS_IN]
    met: Counter[int] = Counter()
    for term in telling:
        if len(index.behind[term]) <= MOST_BEHIND_A_WORD:
            met.update(index.behind[term])
    met.pop(one.key, None)
    return list(met)


def _likest(found: list[Alike], most: int) -> list[Alike]:
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))[:most]
