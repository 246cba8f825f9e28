"""Rows of the database and what they stand for in ``count_rules``: keys are signed there and unsigned here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from veerkracht.monitoring.count_models import CountedCell, CountedFact, CountedUnit
from veerkracht.monitoring.count_rules import (
    Cell,
    CellKey,
    Fact,
    Unit,
    UnitKey,
    signed,
    unsigned,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

BATCH = 1_000  # rows read or written at once
PLACE = ("area", "sector", "function")
Row = tuple[int, Fact]  # the key of the record, and a fact of it


def fact_row(row: CountedFact) -> Row:
    """The key of the record, and the fact."""
    return unsigned(row.record), Fact(
        indicator=row.indicator,
        period=row.period,
        who=unsigned(row.who),
        item=unsigned(row.item),
        on=row.on,
        area=row.area,
        sector=row.sector,
        function=row.function,
        number=row.number,
        contributor=unsigned(row.contributor),
    )


def facts_until(day: date, indicators: Iterable[str]) -> Iterable[Fact]:
    """Facts of these indicators that had happened by a day; one query."""
    found = CountedFact.objects.filter(indicator__in=list(indicators), on__lte=day)
    return (fact_row(row)[1] for row in found.iterator(chunk_size=BATCH))


def kept_fact(name: str, row: Row) -> CountedFact:
    """A fact of a source as a row."""
    record, fact = row
    return CountedFact(
        source=name,
        record=signed(record),
        indicator=fact.indicator,
        period=fact.period,
        who=signed(fact.who),
        item=signed(fact.item),
        on=fact.on,
        number=fact.number,
        contributor=signed(fact.contributor),
        **_place(fact),
    )


def _place(thing: Fact | Unit | CellKey) -> dict[str, str]:
    return {name: getattr(thing, name) for name in PLACE}


def key_of_unit(row: CountedUnit) -> UnitKey:
    """Which unit it is."""
    return UnitKey(row.indicator, row.period, unsigned(row.who))


def unit_in(row: CountedUnit) -> Unit:
    """The unit."""
    return Unit(
        references=row.references,
        area=row.area,
        sector=row.sector,
        function=row.function,
        number=row.number,
        contributor=unsigned(row.contributor),
    )


def kept_unit(key: UnitKey, unit: Unit) -> CountedUnit:
    """A unit as a row."""
    return CountedUnit(
        indicator=key.indicator,
        period=key.period,
        who=signed(key.who),
        references=unit.references,
        number=unit.number,
        contributor=signed(unit.contributor),
        **_place(unit),
    )


def key_of_cell(row: CountedCell) -> CellKey:
    """Which cell it is."""
    return CellKey(row.indicator, row.period, row.area, row.sector, row.function)


def cell_in(row: CountedCell) -> Cell:
    """What the cell holds."""
    return Cell(row.units, row.number, unsigned(row.key_sum))


def kept_cell(key: CellKey, cell: Cell) -> CountedCell:
    """A cell as a row."""
    return CountedCell(
        indicator=key.indicator,
        period=key.period,
        units=cell.units,
        number=cell.number,
        key_sum=signed(cell.key_sum),
        **_place(key),
    )
