"""Dashboards: all indicators of one area, of several side by side, and what an organisation may know of itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from veerkracht.disclosure.thresholds import protect_list
from veerkracht.disclosure.values import ABSENT, BASE, HIDDEN, Figure, shown
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.clock import now, today
from veerkracht.monitoring import page_definitions as definitions
from veerkracht.monitoring import page_drawing as drawing
from veerkracht.monitoring import page_queries as queries
from veerkracht.monitoring import page_words as words
from veerkracht.monitoring.page_facts import Found, aimed, longest, together, whole_name
from veerkracht.monitoring.page_queries import TOTAL, Board, Cut
from veerkracht.monitoring.page_words import Reading, reading
from veerkracht.proof.models import ATTENDED, Attendance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.figures.models import Table
    from veerkracht.people.models import Organisation
    from veerkracht.places.models import Area

MOST_YEARS: Final = 3


@dataclass(frozen=True)
class Card:
    """One indicator on a dashboard: its latest reading here, the same of the whole beside it, and its line."""

    table: Table
    now: Reading
    beside: Reading | None
    chart: drawing.Chart
    period: str
    url: str

    @property
    def unit(self) -> str:
        """What is counted, in the reader's language."""
        return in_language(self.table, "unit")


@dataclass(frozen=True)
class Dashboard:
    """The cards of one area; ``added`` when it was summed from its municipalities."""

    cards: list[Card]
    beside_name: str
    added: bool = False


def of_area(board: Board, code: str, name: str) -> Dashboard:
    """Every indicator in one area, beside the whole; the total itself has nothing beside it."""
    whole = board.release.area.code
    found = Found(queries.across(board.tables, {TOTAL, whole, code}), whole)
    cards = [_card(found, one, code, name) for one in board.tables]
    return Dashboard(_aimed(board, _known(cards), code), whole_name(board))


def _known(cards: list[Card]) -> list[Card]:
    """Cards of what is counted here at all; every card where nothing is."""
    known = [one for one in cards if any(has.number != ABSENT for has in one.chart.readings)]
    return known or cards


def _card(found: Found, table: Table, code: str, name: str) -> Card:
    periods = found.periods(table)
    rows = [_at(found, table, code, one, words.period(one)) for one in periods]
    return _card_of(found, table, rows, code, name)


def _card_of(found: Found, table: Table, rows: list[Reading], code: str, name: str) -> Card:
    """A card of what an area has in each period, all in percent or all in counts, and the whole in the same way."""
    rows, period = words.alike(rows), rows[-1].code
    last = replace(rows[-1], code=code, name=name)
    beside = _at(found, table, TOTAL, period, name) if code != TOTAL else None
    if beside and last.is_lone_count:
        beside = replace(beside, rated=False, instead=True)
    line = drawing.chart(rows, frame=drawing.SMALL)
    return Card(table, last, beside, line, words.period(period), _url(table, code))


def _at(found: Found, table: Table, area: str, period: str, name: str) -> Reading:
    cell = found.at(table, Cut(area=area, period=period))
    return reading(cell, period, name, rated=table.has_rates)


def _url(table: Table, code: str) -> str:
    path = reverse("monitoring:page_figure", args=[table.indicator])
    return f"{path}?gebied={code}" if code else path


def _aimed(board: Board, cards: Sequence[Card], code: str) -> list[Card]:
    """The same cards, those that have percentages with their targets."""
    rated = [card.table.indicator for card in cards if card.table.has_rates]
    told = definitions.told_of(rated, board.release.area.code)
    return [_with_target(card, told.get(card.table.indicator), code) for card in cards]


def _with_target(card: Card, told: definitions.Told | None, code: str) -> Card:
    if told is None:
        return card
    target = told.target(code, period=card.chart.readings[-1].code)
    return replace(card, now=aimed(replace(card.now, rounded=told.threshold > 1), target))


def of_areas_together(
    board: Board, ways: Sequence[Sequence[Area]], code: str, name: str
) -> Dashboard:
    """Every indicator in an area of which only parts are known: their sum, where all may be known.

    ``ways`` are the parts into which it can be divided, the first that an indicator has counts.
    """
    whole = board.release.area.code
    codes = [[one.code for one in parts] for parts in ways]
    found = Found(queries.across(board.tables, {TOTAL, whole, *chain(*codes)}), whole)
    cards = [
        replace(
            _card_of(found, table, _summed(found, table, codes), code, name), url=_url(table, TOTAL)
        )
        for table in board.tables
    ]
    return Dashboard(cards, whole_name(board), added=True)


def _summed(found: Found, table: Table, ways: Sequence[Sequence[str]]) -> list[Reading]:
    """The sum of the parts of an area in each period."""
    return [
        together(
            [[_at(found, table, one, period, "") for one in parts] for parts in ways],
            period,
            words.period(period),
        )
        for period in found.periods(table)
    ]


@dataclass(frozen=True)
class Row:
    """One indicator in several areas, in its latest period, with what the largest bar stands for."""

    table: Table
    period: str
    readings: list[Reading]
    longest: int
    told: str

    @property
    def unit(self) -> str:
        """What is counted, in the reader's language."""
        return in_language(self.table, "unit")

    @property
    def rated(self) -> bool:
        """Whether it is shown in percentages."""
        return any(one.rated for one in self.readings)


def _row(table: Table, period: str, readings: list[Reading]) -> Row:
    """A row of readings side by side. The whole is no rival of its parts, so no sentence compares the two."""
    rows = words.alike(readings)
    told = words.of_groups([one for one in rows if one.code != TOTAL])
    return Row(table, words.period(period), rows, longest(rows), told)


def side_by_side(board: Board, areas: Sequence[tuple[str, str]]) -> list[Row]:
    """Every indicator in each of these areas (code, words); one query."""
    whole = board.release.area.code
    found = Found(queries.across(board.tables, {whole, *(code for code, _name in areas)}), whole)
    rows = []
    for table in board.tables:
        period = found.periods(table)[-1]
        readings = [
            replace(_at(found, table, code, period, name), code=code) for code, name in areas
        ]
        rows.append(_row(table, period, readings))
    return rows


def of_sectors(board: Board, area: str, codes: Sequence[tuple[str, str]]) -> list[Row]:
    """Every indicator that has sectors, in one area, for these sectors (code, words); one query."""
    whole = board.release.area.code
    wanted = [code for code, _name in codes]
    found = Found(queries.of_sectors(board.tables, area, wanted), whole)
    rows = []
    for table in board.tables:
        if not found.codes(table, 1):
            continue
        period = found.periods(table)[-1]
        readings = [
            reading(
                found.at(table, Cut(area, code, period=period)), code, name, rated=table.has_rates
            )
            for code, name in codes
        ]
        rows.append(_row(table, period, readings))
    return rows


def own_reach(organisation: Organisation) -> list[Reading]:
    """How many different colleagues came to a training in each of the last whole years, cleared by ``disclosure``.

    Who works there now counts. A year that runs is left out: it changes by one person at a time.
    """
    counted = _counted(organisation)
    years = range(today().year - MOST_YEARS, today().year)
    safe = protect_list({year: counted.get(year, 0) for year in years})
    return [
        Reading(str(year), str(year), number=_rounded(safe.cells[year].or_none())) for year in years
    ]


def _rounded(number: int | None) -> Figure:
    """A count that was cleared, rounded to the base; hidden stays hidden."""
    return HIDDEN if number is None else shown((2 * number + BASE) // (2 * BASE) * BASE)


def _counted(organisation: Organisation) -> dict[int, int]:
    """Distinct people per year: raw, so it leaves this module only through ``protect_list``."""
    there = Attendance.objects.filter(
        enrolment=OuterRef("pk"), confirmed=True, presence__in=ATTENDED
    )
    came = Enrolment.objects.filter(
        Q(came=True) | Exists(there),
        person__organisation=organisation,
        state=State.PLACED,
        edition__ends_at__lt=now(),
    )
    by_year = came.order_by().values_list("edition__ends_at__year")
    return {int(year): int(n) for year, n in by_year.annotate(n=Count("person", distinct=True))}


def nothing_known(rows: Sequence[Reading]) -> bool:
    """Whether none of these readings has anything to say."""
    return all(one.number in (ABSENT, shown(0)) for one in rows)
