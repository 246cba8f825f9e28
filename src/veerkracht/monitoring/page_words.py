"""Figures in words: what is shown, what is hidden, between what a rounded one lies, and which period it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from veerkracht.disclosure.values import ABSENT, LEAST_FOR_RATE, Figure, Status
from veerkracht.monitoring import page_rules as rules

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from veerkracht.figures.models import Cell

HIDDEN_SHORT = "<10"  # on a tile; the legend says it in full
SHOWN, HIDDEN, FEW, NONE = "shown", "hidden", "few", "none"
MOST_NAMED = 3  # that share a place in a sentence; more are told by how many they are


def number(value: int) -> str:
    """A number with its thousands apart."""
    return str(number_format(value, force_grouping=True))


def percent(value: int) -> str:
    """Whole percent."""
    return f"{value}%"


def hidden() -> str:
    """What stands instead of a hidden number."""
    return _("minder dan 10 of afgeschermd")


def told(figure: Figure) -> str:
    """A count in words."""
    if figure.number is not None:
        return number(figure.number)
    return hidden() if figure.status is Status.HIDDEN else _("geen gegevens")


@dataclass(frozen=True)
class Reading:
    """One figure as a page shows it: of what, how many, out of how many, and how many percent.

    ``rated``: its percentage is what the page is about, not the count. ``instead``: it would be, but counts are
    shown because most of its set has no percentage. ``rounded``: both counts were rounded, each by itself.
    """

    code: str
    name: str
    number: Figure = ABSENT
    out_of: Figure = ABSENT
    rate: Figure = ABSENT
    rated: bool = False
    url: str = ""
    target: int | None = None
    instead: bool = False
    rounded: bool = True

    @property
    def main(self) -> Figure:
        """What is drawn, classed and sorted by."""
        return self.rate if self.rated else self.number

    @property
    def state(self) -> str:
        """Whether the main figure is shown, hidden, a percentage of too few people, or not there at all."""
        if self.main.is_shown:
            return SHOWN
        if self.number.status is Status.HIDDEN:
            return HIDDEN
        if self.rated and self.number.is_shown and self.main.status is Status.HIDDEN:
            return FEW
        return NONE

    @property
    def told(self) -> str:
        """The main figure in words."""
        return self.rate_told if self.rated else self.number_told

    @property
    def is_lone_count(self) -> bool:
        """Whether the count is known, and nobody knows out of how many."""
        asked = self.rated or self.instead
        return asked and self.number.is_shown and self.rate.status is Status.ABSENT

    @property
    def headline(self) -> str:
        """The main figure in words where it stands alone; the count when that is all there is."""
        return self.number_told if self.is_lone_count else self.told

    @property
    def number_told(self) -> str:
        """How many, in words."""
        return told(self.number)

    @property
    def out_of_told(self) -> str:
        """Out of how many, in words."""
        return told(self.out_of)

    @property
    def rate_told(self) -> str:
        """How many percent, in words."""
        if self.rate.number is not None:
            return percent(self.rate.number)
        if self.number.status is Status.HIDDEN:
            return hidden()
        if self.rate.status is Status.HIDDEN:
            return _("te weinig mensen voor een percentage")
        return _("we weten niet van hoeveel") if self.is_lone_count else _("geen gegevens")

    @property
    def rate_in_row(self) -> str:
        """How many percent, beside the count in a table: what is hidden was said in full there."""
        if self.number.status is Status.HIDDEN and not self.rate.is_shown:
            return _("afgeschermd")
        return self.rate_told

    @property
    def short(self) -> str:
        """The main figure for a tile."""
        if self.main.number is not None:
            return percent(self.main.number) if self.rated else number(self.main.number)
        return {HIDDEN: HIDDEN_SHORT, FEW: f"n<{LEAST_FOR_RATE}"}.get(self.state, "–")

    @property
    def whole(self) -> str:
        """All of it in words: “235 van 1.300, dat is 18%”."""
        return self.whole_in("")

    def whole_in(self, unit: str) -> str:
        """The same in a unit: “235 van 1.300 euro, dat is 18%”."""
        if not self.number.is_shown:
            return self.number_told
        if not self.out_of.is_shown:
            return f"{self.number_told} {unit}".strip()
        named = {"number": self.number_told, "out_of": self.out_of_told, "unit": unit}
        words = (_("%(number)s van %(out_of)s %(unit)s") % named).strip()
        if not self.rate.is_shown:
            return words
        return _("%(part)s, dat is %(rate)s") % {"part": words, "rate": self.rate_told}

    @property
    def between(self) -> str:
        """Between what the percentage lies because the counts are rounded; empty when that says nothing."""
        if not self.rounded or None in (self.rate.number, self.number.number, self.out_of.number):
            return ""
        low, high = rules.margin(self.number.number or 0, self.out_of.number or 0)
        if low == high:
            return ""
        return _("door het afronden tussen %(low)s en %(high)s") % {
            "low": percent(low),
            "high": percent(high),
        }


def reading(cell: Cell | None, code: str, name: str, *, rated: bool, url: str = "") -> Reading:
    """A cell as a page shows it; absent for a cell that is not there."""
    if cell is None:
        return Reading(code, name, rated=rated, url=url)
    return Reading(code, name, cell.figure, cell.out_of, cell.rate, rated, url)


def alike(rows: Sequence[Reading]) -> list[Reading]:
    """Readings that are shown together: percentages where most of what is known has one, else counts for all."""
    known = [row for row in rows if row.rated and row.number.is_shown]
    if not known or 2 * sum(row.rate.is_shown for row in known) > len(known):
        return list(rows)
    return [replace(row, rated=False, instead=row.rated or row.instead) for row in rows]


def _in_counts(rows: Sequence[Reading]) -> list[str]:
    """What is said where counts stand instead of percentages."""
    said = _("Je ziet aantallen, want van de meeste is er geen percentage.")
    return [said] if any(row.instead for row in rows) else []


def period(code: str) -> str:
    """A period in words: 2026, “3e kwartaal 2026”, “november 2026”."""
    year, _dash, part = code.partition("-")
    if part.startswith("Q"):
        return _("%(quarter)se kwartaal %(year)s") % {"quarter": part[1:], "year": year}
    if part.isdigit() and 1 <= int(part) <= 12:
        return str(date_format(date(int(year), int(part), 1), "F Y"))
    return code or _("alles samen")


def period_short(code: str) -> str:
    """A period for the foot of a drawing: 2026, “K3 '26”, “11-'26”."""
    year, _dash, part = code.partition("-")
    if not part:
        return code
    lead = _("K%(n)s") % {"n": part[1:]} if part.startswith("Q") else f"{part}-"
    return f"{lead} '{year[2:]}" if part.startswith("Q") else f"{lead}'{year[2:]}"


def of_places(rows: Sequence[Reading], kind: str) -> str:
    """What a map or list of areas shows, as sentences that a screen reader reads aloud."""
    seen = [row for row in rows if row.state == SHOWN]
    kept = sum(row.state == HIDDEN for row in rows)
    parts = [
        _("Je ziet een cijfer van %(n)s van de %(all)s %(kind)s.")
        % {"n": len(seen), "all": len(rows), "kind": kind}
    ]
    parts += _compared(rows, lambda n: f"{n} {kind}")
    if kept:
        words = _("Bij %(n)s is het cijfer minder dan 10 of afgeschermd.")
        parts.append(words % {"n": kept})
    return " ".join([*parts, *_in_counts(rows)])


def of_groups(rows: Sequence[Reading]) -> str:
    """What a list of sectors, functions or areas shows. Totals over the others do not belong in it."""
    told = _compared(rows, lambda n: _("%(n)s van de %(all)s") % {"n": n, "all": len(rows)})
    return " ".join([*(told or [_("Er valt nog niets te vergelijken.")]), *_in_counts(rows)])


def _compared(rows: Sequence[Reading], many: Callable[[int], str]) -> list[str]:
    """Which is highest and which lowest as they are shown, with all that share that place; or that all are equal."""
    known = [row for row in rows if row.main.is_shown]
    found = rules.extremes(known, lambda row: row.main)
    if found:
        high, low = found
        named = {"high": _named(high, many), "most": high[0].told}
        named |= {"low": _named(low, many), "least": low[0].told}
        return [_("Hoogste: %(high)s (%(most)s). Laagste: %(low)s (%(least)s).") % named]
    if len(known) > 1:
        return [_("Overal waar je een cijfer ziet, is het %(told)s.") % {"told": known[0].told}]
    return []


def _named(rows: Sequence[Reading], many: Callable[[int], str]) -> str:
    """A few by name, more by how many they are."""
    if len(rows) > MOST_NAMED:
        return many(len(rows))
    *others, last = [row.name for row in rows]
    if not others:
        return last
    return _("%(names)s en %(last)s") % {"names": ", ".join(others), "last": last}


def of_periods(rows: Sequence[Reading]) -> str:
    """What a line shows: where it begins and where it ends, as far as both may be known."""
    return " ".join([_ends(rows), *_in_counts(rows)])


def _ends(rows: Sequence[Reading]) -> str:
    if len(rows) < 2:
        return _("Er is één periode bekend. Later zie je hier hoe het verandert.")
    first, last = rows[0], rows[-1]
    if not first.main.is_shown and not last.main.is_shown:
        return _("Van het begin en het eind van deze lijn is geen cijfer te zien.")
    named = {"first": first.name, "then": first.told, "last": last.name, "now": last.told}
    if first.state == NONE:
        return _("Van %(first)s zijn er geen gegevens. In %(last)s was het %(now)s.") % named
    if last.state == NONE:
        return _("In %(first)s was het %(then)s. Van %(last)s zijn er geen gegevens.") % named
    return _("In %(first)s was het %(then)s, in %(last)s %(now)s.") % named
