"""Tables before they are protected: dimensions with a hierarchy, and cells with what protection must know. Pure.

A key has a code for each dimension of its table, in order; ``TOTAL`` is the total over a dimension. In a hierarchy a
code's parent is a coarser code of the same dimension (municipality → region), and the top of it is ``TOTAL``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

TOTAL: Final = ""
MODULUS: Final = 2**64
Key = tuple[str, ...]


@dataclass(frozen=True)
class Dimension:
    """A breakdown: ``parents`` gives of each code the coarser one it lies in (``TOTAL`` at the top)."""

    name: str
    parents: Mapping[str, str]

    @property
    def leaves(self) -> tuple[str, ...]:
        """The finest codes, in order."""
        above = set(self.parents.values())
        return tuple(code for code in self.parents if code not in above)


@dataclass(frozen=True)
class RawCell:
    """What was counted: people, the sum of their integer record keys mod 2**64, and the largest contributors.

    ``largest`` are the contributions (whole numbers) of the biggest few contributors, most first, such as how many of
    these people come from one organisation: dominance and p% look at them. Empty means that each counts for one.
    """

    count: int
    key_sum: int = 0
    largest: tuple[int, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table with its totals left out: leaves only. Totals are sums, so no table can contradict itself.

    Tables of one release are *linked* when they share leaves or totals of the same ``subject`` (what is counted): the
    sum over a dimension that one of them does not have is the same number.
    """

    name: str
    subject: str
    dimensions: tuple[Dimension, ...]
    cells: Mapping[Key, RawCell] = field(default_factory=dict)


@dataclass(frozen=True)
class Rules:
    """How a release is protected; ``None`` switches a rule off.

    ``threshold``: fewer is hidden. ``dominance`` (n, k): hidden when the n largest contributors make more than k
    percent. ``p_percent``: hidden when the largest can be estimated to within p percent by the second largest.
    ``base``: shown counts are rounded to a multiple of it (1: not rounded). ``width``: a hidden number must be
    possible over at least so many values.
    """

    threshold: int = 10
    dominance: tuple[int, int] | None = None
    p_percent: int | None = None
    base: int = 5
    width: int = 10
