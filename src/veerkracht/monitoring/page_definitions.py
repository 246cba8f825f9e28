"""What an indicator means and what one aims at, as the part that counts tells it.

All of it is public text and public aims: no count passes here. A page shows less where nothing is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from veerkracht.disclosure.tables import Key

DIMENSIONS: Final = ("area", "sector", "function", "period")
COUNT: Final = "veerkracht.monitoring.count_queries"
GROUPS: Final = "veerkracht.monitoring.count_facts"
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
    counting = _part(COUNT)
    if counting is None:
        return Told()
    try:
        found = counting.definition(indicator)
    except (LookupError, ObjectDoesNotExist):
        return Told()
    aims = counting.targets(indicator, area_code=area_code)
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
    """Code → words of the groups of ``SECTORS`` or ``FUNCTIONS`` in which is counted, in order; empty without any."""
    counting = _part(GROUPS)
    return {one.code: _words(one, "name") for one in counting.groups(kind)} if counting else {}


def group_of_sector(code: str) -> str:
    """The group in which a sector is counted; the sector itself where there are no groups."""
    counting = _part(GROUPS)
    return str(counting.sector_of(code)) if counting else code


def _part(name: str) -> Any:
    """The reads of the part that counts; None where that part is not installed."""
    return import_module(name) if find_spec(name) else None


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
