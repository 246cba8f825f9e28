"""What somebody chose on a page of figures, read from its address, and the addresses of other choices.

Filters are links: they work without scripts, can be kept, and hold codes only, never a number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from veerkracht.monitoring import page_words as words
from veerkracht.monitoring.page_queries import TOTAL, Cut

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

REAL: Final = "grenzen"
BY_NAME, BY_FIGURE = "naam", "meest"
MUNICIPALITY, REGION, COALITION = "gemeente", "regio", "coalitie"
LISTS: Final = (MUNICIPALITY, REGION, COALITION)


@dataclass(frozen=True)
class Choice:
    """Which cut of a table, which list of areas under the map, in which order, and on which map."""

    cut: Cut
    per: str = MUNICIPALITY
    order: str = BY_NAME
    real: bool = False

    @property
    def query(self) -> str:
        """The end of an address that says the same; empty for what stands there without a choice."""
        said = {
            "gebied": self.cut.area,
            "sector": self.cut.sector,
            "functie": self.cut.function,
            "periode": self.cut.period,
            "per": self.per if self.per != MUNICIPALITY else "",
            "volgorde": self.order if self.order != BY_NAME else "",
            "kaart": REAL if self.real else "",
        }
        chosen = urlencode({name: value for name, value in said.items() if value})
        return f"?{chosen}" if chosen else "?"

    def but(self, **cut: str) -> str:
        """The same with another area, sector, function or period."""
        return replace(self, cut=replace(self.cut, **cut)).query

    def listed(self, *, per: str = "", order: str = "", real: bool | None = None) -> str:
        """The same with another list, order or map."""
        other = replace(self, per=per or self.per, order=order or self.order)
        return replace(other, real=self.real if real is None else real).query


def chosen(asked: Mapping[str, str], areas: Collection[str], sectors: Collection[str]) -> Choice:
    """What an address asks for; an area or sector that is not there is passed over.

    Functions and periods stay as they are asked for: which there are is known only when cells are read.
    """
    area, sector = asked.get("gebied", ""), asked.get("sector", "")
    cut = Cut(
        area if area in areas else TOTAL,
        sector if sector in sectors else TOTAL,
        _code(asked.get("functie", "")),
        _code(asked.get("periode", "")),
    )
    per = asked.get("per", "")
    return Choice(
        cut,
        per if per in LISTS else MUNICIPALITY,
        BY_FIGURE if asked.get("volgorde") == BY_FIGURE else BY_NAME,
        asked.get("kaart") == REAL,
    )


def _code(asked: str) -> str:
    """A code as it may stand in a cell; anything else is no choice."""
    plain = asked.replace("-", "").replace("_", "")
    return asked if len(asked) <= 40 and plain.isascii() and plain.isalnum() else TOTAL


@dataclass(frozen=True)
class Option:
    """One choice in a list: its words, the address with it, and whether it holds now."""

    words: str
    url: str
    on: bool


@dataclass(frozen=True)
class Pick:
    """A filter: what it is of, what is chosen now, what there is to choose, and whether that is not the first."""

    label: str
    now: str
    options: list[Option]
    on: bool


def pick(label: str, now: str, named: Iterable[tuple[str, str]], url: Callable[[str], str]) -> Pick:
    """A filter of (code, words), of which the code ``now`` holds."""
    rows = [Option(told, url(code), code == now) for code, told in named]
    held = next((row.words for row in rows if row.on), rows[0].words if rows else "")
    return Pick(label, held, rows, bool(rows) and not rows[0].on)


def picks(
    choice: Choice,
    *,
    areas: list[tuple[str, str]],
    sectors: list[tuple[str, str]],
    functions: list[tuple[str, str]],
    periods: list[str],
) -> list[Pick]:
    """The filters of a page, each only where there is more than one thing to choose."""
    cut = choice.cut
    offered = [
        pick(_("Gebied"), cut.area, areas, lambda code: choice.but(area=code)),
        pick(_("Sector"), cut.sector, sectors, lambda code: choice.but(sector=code)),
        pick(_("Functie"), cut.function, functions, lambda code: choice.but(function=code)),
    ]
    told = [(code, words.period(code)) for code in reversed(periods)]
    if told:
        offered.append(pick(_("Periode"), cut.period, told, lambda code: choice.but(period=code)))
    return [one for one in offered if len(one.options) > 1]
