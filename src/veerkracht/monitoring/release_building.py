"""From what was frozen to the content of a release: sliced by period, protected, rounded, with rates. No database.

Each period is protected on its own. A total over periods is the sum of what is shown of each, hidden when one of them
is: so it tells nothing that was not told already. Denominators come from elsewhere and are rounded like the counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from veerkracht.disclosure.protection import protect
from veerkracht.disclosure.tables import TOTAL, Key, Rules, Table
from veerkracht.disclosure.totals import with_totals
from veerkracht.disclosure.values import ABSENT, HIDDEN, LEAST_FOR_RATE, Figure, rate, shown, total
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
    """The release with this number. With the gate off only small counts are hidden: only ever to be attacked."""
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
    rules = frozen.rules if protects else Rules(threshold=frozen.rules.threshold, base=1)
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
        made = protect([table], rules, also={table.name: _also(frozen, period)})
        loss, bound = loss + made.loss, bound + made.bound
        audited = audited and made.audited
        for key, figure in made.figures[table.name].items():
            found[with_period(frozen.table, key, period)] = figure
    gap = 0 if loss <= bound else round(100 * (loss - bound) / loss)
    return found, gap, audited


def _also(frozen: FrozenTable, period: str) -> list[Key]:
    """What was hidden before in the slice of this period, by its keys."""
    if period == TOTAL:
        return list(frozen.also)
    place = [one.name for one in frozen.table.dimensions].index(PERIOD)
    return [(*key[:place], *key[place + 1 :]) for key in frozen.also if key[place] == period]


def _open(frozen: FrozenTable) -> dict[Key, Figure]:
    """Every count and total as it is, but for what is small by itself: what one does who knows no better."""
    least = frozen.rules.threshold
    return {
        with_period(frozen.table, key, period): (
            HIDDEN if 0 < cell.count < least else shown(cell.count)
        )
        for period, table in slices(frozen.table)
        for key, cell in with_totals(table).items()
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


def _cells(
    frozen: FrozenTable, figures: Mapping[Key, Figure], rules: Rules
) -> Iterator[CellContent]:
    names = [one.name for one in frozen.table.dimensions]
    counts = {key: rounded(figure, rules.base) for key, figure in figures.items()}
    for key, count in _over_periods(names, counts).items():
        out_of = _out_of(frozen.denominators.get(key), rules)
        named = dict(zip(names, key, strict=True))
        whole = tuple(named.get(name, TOTAL) for name in BREAKDOWNS)
        wanted = frozen.words["has_rates"]
        yield CellContent(whole, count, out_of, rate(count, out_of) if wanted else ABSENT)


def _over_periods(names: list[str], counts: Mapping[Key, Figure]) -> Mapping[Key, Figure]:
    """Figures with their totals over periods added up from what is shown."""
    if PERIOD not in names:
        return counts
    place = names.index(PERIOD)
    found = {key: figure for key, figure in counts.items() if key[place] != TOTAL}
    parts: dict[Key, list[Figure]] = defaultdict(list)
    for key, figure in found.items():
        parts[(*key[:place], TOTAL, *key[place + 1 :])].append(figure)
    return found | {key: total(figures) for key, figures in parts.items()}


def _out_of(number: int | None, rules: Rules) -> Figure:
    if number is None:
        return ABSENT
    return HIDDEN if 0 < number < rules.threshold else rounded(shown(number), rules.base)


def rounded(figure: Figure, base: int) -> Figure:
    """To the nearest multiple of ``base``, half up; what was rounded already stays."""
    if figure.number is None:
        return figure
    return shown((2 * figure.number + base) // (2 * base) * base)
