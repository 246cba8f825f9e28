"""What was published, as anybody can read it, and what an attack on it finds. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from veerkracht.disclosure.rounding import Span, span
from veerkracht.disclosure.tables import Dimension, Key, Rules
from veerkracht.disclosure.values import BASE, Figure

INTERVAL: Final = "interval"
TABLES: Final = "tables"
AREAS: Final = "areas"
DATES: Final = "dates"
AVERAGING: Final = "averaging"


@dataclass(frozen=True)
class PublishedTable:
    """A table that was shown: every key with what it shows.

    ``base``: numbers were rounded to a multiple of it. ``noise``: they were moved by so much at most before that.
    """

    name: str
    subject: str
    dimensions: tuple[Dimension, ...]
    figures: Mapping[Key, Figure]
    base: int = BASE
    noise: int = 0

    def read(self, number: int, rules: Rules) -> Span:
        """Between which counts the one lies that is shown as this number."""
        low, high = span(number, self.base, threshold=1 if self.noise else rules.threshold)
        if not self.noise or number == 0 == high:
            return low, high
        return max(rules.threshold, low - self.noise), max(rules.threshold, high + self.noise)


@dataclass(frozen=True)
class Published:
    """The tables of one release, as they were on a day."""

    name: str
    as_of: date
    tables: Sequence[PublishedTable]


@dataclass(frozen=True)
class Finding:
    """A number that can be worked out too closely: from ``low`` to ``high``, both included.

    ``kind``: ``interval`` (from its own table), ``tables`` (from tables of one release together), ``areas`` (releases
    of one day), ``dates`` (releases of several days; with ``is_change`` it is the change between them that can be
    worked out), ``averaging`` (one number shown in different ways). ``because`` names what was laid beside each
    other: names of tables or releases, joined by " + ". ``release`` is the release that hides it.
    """

    kind: str
    table: str
    key: Key
    low: int
    high: int
    because: str
    release: str = ""
    is_change: bool = False
