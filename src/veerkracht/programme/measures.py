"""What a target or an indicator is read from. A higher app gives measures; a reading may be shown to anybody.

A reading is a count of people, so whoever registers a measure lets it through ``disclosure`` first and gives
words, never a bare number (architecture, rule 9).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from veerkracht.kernel.registries import Registry

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.people.models import Sector
    from veerkracht.places.models import Area


@dataclass(frozen=True)
class Reading:
    """How a measure stands: protected words such as “ongeveer 45” or “minder dan 10”, and until which day."""

    words: str
    until: date


@dataclass(frozen=True)
class Released:
    """An indicator among the released figures that seems the same, and in a sentence how it counts otherwise."""

    indicator: str
    differs: Any


class Measure(Protocol):
    """A measure: its title, and how it stands in an area and a year, for one sector or for all."""

    title: Any

    def read(self, area: Area, year: int, sector: Sector | None) -> Reading | None:
        """The reading, or None where nothing is known. A handful of queries at most."""
        ...


measures: Registry[Measure] = Registry("What targets and indicators are read from")

# Measure → the released indicator that a reader may lay beside it.
beside: Registry[Released] = Registry("Released figures beside what targets are read from")
