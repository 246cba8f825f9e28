"""From what was frozen to the content of a release: sliced by period, protected, rounded, with rates. No database.

People in two periods are partly the same people, so periods are not added up: each period is protected on its own,
and no total over periods is published. Denominators come from elsewhere and are rounded like the counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from veerkracht.disclosure.protection import protect
from veerkracht.disclosure.tables import TOTAL, Dimension, Key, Rules, Table
from veerkracht.disclosure.values import ABSENT, HIDDEN, LEAST_FOR_RATE, Figure, rate, shown
from veerkracht.figures.actions import BREAKDOWNS, CellContent, Content, TableContent, text_of
from veerkracht.monitoring.release_rules import PERIOD, TOGETHER, Frozen, FrozenTable

AT = "@"  # between the name of a table and its period
WORDS = ("name", "name_en", "meaning", "meaning_en", "numerator", "denominator", "unit", "unit_en")


@dataclass(frozen=True)
class Sliced:
    """How the protection of one indicator came out: figures shown and hidden, and how far from the best it may be."""

    indicator: str
    shown: int
    hidden: int
    gap: int  # whole percent between what was lost and the best bound on it
    audited: bool


@dataclass(frozen=True)
class Built:
    """The content, its canonical text, and how each table came out."""

    content: Content
    text: str
    tables: tuple[Sliced, ...]


def tells_of_people(rules: Rules) -> bool:
    """Whether the figures of a table are about people: others have no threshold and are shown as they are."""
    return rules.threshold > 1


def build(frozen: Frozen, number: int, *, gate: bool = True) -> Built:
    """The release with this number. With the gate off nothing is hidden or rounded: only ever to be attacked."""
    made = [_table(one, gate=gate) for one in frozen.tables]
    content = Content(
        area=frozen.area,
        area_name=frozen.area_name,
        number=number,
        as_of=frozen.as_of,
        tables=tuple(table for table, _how in made),
        method={"batch": frozen.batch, "least_for_rate": LEAST_FOR_RATE, "together": TOGETHER},
    )
    return Built(content, text_of(content), tuple(how for _table, how in made))


def _table(frozen: FrozenTable, *, gate: bool) -> tuple[TableContent, Sliced]:
    protects = gate and tells_of_people(frozen.rules)
    rules = frozen.rules if protects else Rules(threshold=1, base=1)
    figures, gap, audited = _protected(frozen, rules) if protects else (_open(frozen), 0, True)
    cells = tuple(_cells(frozen, figures, rules))
    words, table = frozen.words, frozen.table
    made = TableContent(
        indicator=table.name,
        version=words["version"],
        order=words["order"],
        has_rates=words["has_rates"],
        dimensions=table.dimensions,
        cells=cells,
        base=rules.base,
        threshold=frozen.rules.threshold,
        source=frozen.source,
        **{name: words[name] for name in WORDS},
    )
    seen = sum(one.figure.is_shown for one in cells)
    return made, Sliced(table.name, seen, len(cells) - seen, gap, audited)


def _protected(frozen: FrozenTable, rules: Rules) -> tuple[dict[Key, Figure], int, bool]:
    """Figures by key of the whole table; the gap to the best, in whole percent; whether each slice was audited."""
    found: dict[Key, Figure] = {}
    loss = bound = 0.0
    audited = True
    for period, table in slices(frozen.table):
        made = protect([table], rules)
        loss, bound = loss + made.loss, bound + made.bound
        audited = audited and made.audited
        for key, figure in made.figures[table.name].items():
            found[with_period(frozen.table, key, period)] = figure
    gap = 0 if loss <= bound else round(100 * (loss - bound) / loss)
    return found, gap, audited


def _open(frozen: FrozenTable) -> dict[Key, Figure]:
    """Every count and total as it is."""
    return {
        with_period(frozen.table, key, period): shown(number)
        for period, table in slices(frozen.table)
        for key, number in sums(
            {key: cell.count for key, cell in table.cells.items()}, table.dimensions
        ).items()
    }


def slices(table: Table) -> Iterator[tuple[str, Table]]:
    """A table for each period, without that breakdown; the table itself without periods or with nothing else."""
    names = [one.name for one in table.dimensions]
    if PERIOD not in names or len(names) == 1:
        yield TOTAL, table
        return
    place = names.index(PERIOD)
    rest = (*table.dimensions[:place], *table.dimensions[place + 1 :])
    for period in sorted(table.dimensions[place].leaves):
        cells = {
            (*key[:place], *key[place + 1 :]): cell
            for key, cell in table.cells.items()
            if key[place] == period
        }
        named = {"name": f"{table.name}{AT}{period}", "subject": f"{table.subject}{AT}{period}"}
        yield period, replace(table, dimensions=rest, cells=cells, **named)


def with_period(table: Table, key: Key, period: str) -> Key:
    """The key in the whole table of a key in a slice of it."""
    names = [one.name for one in table.dimensions]
    if period == TOTAL:
        return key
    place = names.index(PERIOD)
    return (*key[:place], period, *key[place:])


def sums(leaves: Mapping[Key, int], dimensions: tuple[Dimension, ...]) -> dict[Key, int]:
    """Every number with all its totals and subtotals."""
    found: dict[Key, int] = defaultdict(int)
    for key, number in leaves.items():
        ways = [_upwards(one, code) for one, code in zip(dimensions, key, strict=True)]
        for above in product(*ways):
            found[above] += number
    return dict(found)


def _upwards(dimension: Dimension, code: str) -> list[str]:
    """A code, the coarser ones it lies in, and the total."""
    way = [code]
    while way[-1] != TOTAL:
        way.append(dimension.parents.get(way[-1], TOTAL))
    return way


def _cells(
    frozen: FrozenTable, figures: Mapping[Key, Figure], rules: Rules
) -> Iterator[CellContent]:
    names = [one.name for one in frozen.table.dimensions]
    place = names.index(PERIOD) if PERIOD in names else None
    denominators = _denominators(frozen)
    for key, figure in figures.items():
        if place is not None and key[place] == TOTAL:
            continue  # periods do not add up
        count = rounded(figure, rules.base)
        out_of = _out_of(denominators.get(key), rules)
        named = dict(zip(names, key, strict=True))
        whole = tuple(named.get(name, TOTAL) for name in BREAKDOWNS)
        wanted = frozen.words["has_rates"]
        yield CellContent(whole, count, out_of, rate(count, out_of) if wanted else ABSENT)


def _denominators(frozen: FrozenTable) -> Mapping[Key, int]:
    """Denominators by key; their totals are added up when only the finest were given."""
    given = frozen.denominators
    if not given or any(TOTAL in key for key in given):
        return given
    return sums(given, frozen.table.dimensions)


def _out_of(number: int | None, rules: Rules) -> Figure:
    if number is None:
        return ABSENT
    return HIDDEN if 0 < number < rules.threshold else rounded(shown(number), rules.base)


def rounded(figure: Figure, base: int) -> Figure:
    """To the nearest multiple of ``base``, half up; what was rounded already stays."""
    if figure.number is None:
        return figure
    return shown((2 * figure.number + base) // (2 * base) * base)
