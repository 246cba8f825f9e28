"""What an indicator means and what one aims at, as the part that counts tells it.

All of it is public text and public aims: no count passes here. A page shows less where nothing is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import get_language

from veerkracht.monitoring import count_facts, count_queries

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from veerkracht.disclosure.tables import Key
    from veerkracht.monitoring.count_rules import Definition

DIMENSIONS: Final = ("area", "sector", "function", "period")
SECTORS, FUNCTIONS = "sectors", "functions"


@dataclass(frozen=True)
class Told:
    """What a page tells of an indicator besides its figures; empty where nobody said anything.

    ``targets`` has a number per (area, sector, function, period), ``""`` for the total over one.
    """

    meaning: str = ""
    numerator: str = ""
    denominator: str = ""
    owner: str = ""
    source: str = ""
    version: int = 1
    threshold: int = 10
    targets: Mapping[Key, int] = field(default_factory=dict)

    def target(
        self, area: str, sector: str = "", function: str = "", period: str = ""
    ) -> int | None:
        """The target of one cell; None where there is none."""
        return self.targets.get((area, sector, function, period))


def told(indicator: str, area_code: str) -> Told:
    """What is told of an indicator, with its targets within an area."""
    return told_of([indicator], area_code)[indicator]


def told_of(indicators: Collection[str], area_code: str) -> dict[str, Told]:
    """The same of several, in as many queries as for one; nothing of a code that is no indicator any more."""
    defined = [one for one in count_queries.definitions() if one.code in indicators]
    aims = count_queries.targets_of(defined, area_code=area_code)
    known = {one.code: _told(one, aims[one.code]) for one in defined}
    return {code: known.get(code, Told()) for code in indicators}


def _told(found: Definition, aims: Mapping[Key, int]) -> Told:
    return Told(
        meaning=_words(found, "meaning"),
        numerator=_words(found, "numerator"),
        denominator=_words(found, "denominator"),
        owner=_words(found, "owner"),
        source=_words(found, "source"),
        version=int(found.version),
        threshold=int(found.threshold or 10),
        targets=_whole(aims, tuple(found.breakdowns)),
    )


def names(kind: str) -> dict[str, str]:
    """Code → words of the groups of ``SECTORS`` or ``FUNCTIONS`` in which is counted, in order."""
    return {one.code: _words(one, "name") for one in count_facts.groups(kind)}


def group_of_sector(code: str) -> str:
    """The group in which a sector is counted."""
    return count_facts.sector_of(code)


def _words(found: Any, name: str) -> str:
    """A text in the reader's language; Dutch where there is no English."""
    english = (get_language() or "nl").startswith("en")
    other = getattr(found, f"{name}_en", "") if english else ""
    return str(other or getattr(found, name, ""))


def _whole(aims: Mapping[Key, int], breakdowns: tuple[str, ...]) -> dict[Key, int]:
    """Keys by the breakdowns of one indicator as keys by all four, with totals for what it has not."""
    places = [name for name in DIMENSIONS if name in breakdowns]
    whole = {}
    for key, number in aims.items():
        if len(key) == len(places):
            codes = dict(zip(places, key, strict=True))
            whole[tuple(codes.get(name, "") for name in DIMENSIONS)] = number
    return whole
