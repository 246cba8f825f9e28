"""The money of a region as a page shows it: by year, by theme or funder, and what falls away when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.kernel.money import euros
from veerkracht.kernel.numbers import whole
from veerkracht.programme import money_rules as rules
from veerkracht.programme import money_words as words
from veerkracht.programme.models import FIRST_YEAR, LAST_YEAR, BudgetLine
from veerkracht.programme.money_chart import SERIES, Drawing, draw
from veerkracht.programme.money_queries import agreements_that_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

USUAL = (2024, 2030)
FIELDS = (
    "pk", "theme_id", "theme__title", "theme__title_en", "funder_id", "funder__name",
    "what", "what_en", "year", "structural", "asked", "promised", "reserved", "realised",
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What a page of money shows: years, which amount, by theme or by funder, and of which only."""

    first: int
    last: int
    measure: str = "promised"
    per: str = "thema"
    theme: int | None = None
    funder: int | None = None

    @classmethod
    def of(cls, asked: QueryDict) -> Choice:
        """From an address; what cannot be read is as usual."""
        first, last = rules.span(
            _number(asked, "van"),
            _number(asked, "tot"),
            bounds=(FIRST_YEAR, LAST_YEAR),
            usual=USUAL,
        )
        measure, per = asked.get("bedrag", ""), asked.get("per", "")
        return cls(
            first,
            last,
            measure if measure in words.measures() else "promised",
            per if per in {"thema", "geldgever"} else "thema",
            _number(asked, "thema"),
            _number(asked, "geldgever"),
        )


def _number(asked: QueryDict, name: str) -> int | None:
    return whole(asked.get(name, ""))


@dataclass(frozen=True)
class Stream:
    """One purpose: any of its lines (to open it), and its cents by year of the view, None for no line."""

    line: int
    theme: str
    funder: str
    what: str
    structural: bool
    cents: list[int | None]


def rows_of(found: QuerySet[BudgetLine], choice: Choice) -> list[dict[str, Any]]:
    """The lines as plain values; one query."""
    chosen = found.filter(theme=choice.theme) if choice.theme else found
    chosen = chosen.filter(funder=choice.funder) if choice.funder else chosen
    return list(chosen.values(*FIELDS))


def kinds_of(found: QuerySet[BudgetLine]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """The themes and the funders of these lines, by name; one query."""
    names = ("theme_id", "theme__title", "theme__title_en", "funder_id", "funder__name")
    every = list(found.order_by().values(*names).distinct())
    themes = {(_said(row, "theme__title"), row["theme_id"]) for row in every}
    return sorted(themes), sorted({(row["funder__name"], row["funder_id"]) for row in every})


def _said(row: dict[str, Any], name: str) -> str:
    """In the reader's language."""
    english = (get_language() or "nl").startswith("en") and row.get(f"{name}_en")
    return str(english or row[name])


def _stream(row: dict[str, Any]) -> str:
    return f"{row['theme_id']}:{row['funder_id']}:{row['what']}"


def _line(row: dict[str, Any], choice: Choice) -> rules.Line:
    series = _said(row, "theme__title") if choice.per == "thema" else row["funder__name"]
    cents, structural = row[choice.measure], row["structural"]
    return rules.Line(_stream(row), series, row["year"], cents, structural)


@dataclass(frozen=True)
class Picture:
    """Everything that the page tells of the money."""

    years: list[rules.Year]
    falls: list[rules.Fall]
    opening: str
    description: str
    names: list[str]
    has_others: bool
    drawing: Drawing
    ends: list[str]
    ending: list[tuple[int, str, str]]
    streams: list[Stream]


def picture(rows: Sequence[dict[str, Any]], choice: Choice) -> Picture:
    """The lines of a region (or of one funder), worked out. One query, for the agreements that end."""
    first, last = choice.first, choice.last
    lines = [_line(row, choice) for row in rows]
    if choice.measure in {
        "asked",
        "promised",
    }:  # what is set apart or spent says nothing of later years
        lines = rules.gone_on(lines, last)
    shown = [one for one in lines if first <= one.year <= last]
    years, falls = rules.by_year(shown, first, last), rules.falls(shown, first, last)
    names = rules.series_of(shown, SERIES)
    stops = agreements_that_end(first, last)
    titles = {_stream(row): f"{row['funder__name']}: {_said(row, 'what')}" for row in rows}
    return Picture(
        years=years,
        falls=falls,
        opening=words.opening(falls, first, last),
        description=words.description(years),
        names=names,
        has_others=len(rules.series_of(shown, SERIES + 1)) > SERIES,
        drawing=draw(shown, names, first, last, sorted({day.year for _name, day in stops})),
        ends=[words.ends_sentence(name, day) for name, day in stops],
        ending=[
            (year, titles[stream], euros(cents))
            for year, stream, cents in rules.streams_that_end(shown, first, last)
        ],
        streams=_streams(rows, choice),
    )


def _streams(rows: Sequence[dict[str, Any]], choice: Choice) -> list[Stream]:
    by_stream: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_stream.setdefault(_stream(row), []).append(row)
    return [_summed(of, choice) for of in by_stream.values()]


def _summed(of: list[dict[str, Any]], choice: Choice) -> Stream:
    newest = max(of, key=lambda row: row["year"])
    cents = {row["year"]: row[choice.measure] for row in of}
    return Stream(
        line=newest["pk"],
        theme=_said(newest, "theme__title"),
        funder=newest["funder__name"],
        what=_said(newest, "what"),
        structural=newest["structural"],
        cents=[cents.get(year) for year in range(choice.first, choice.last + 1)],
    )


def others() -> str:
    """What the drawing calls all series that have no colour of their own."""
    return _("Overige")
