"""Keeping cells: by what changed, within seconds; and by counting everything again, each night.

One process counts at a time (an advisory lock), so that no record is read twice at once; units and cells are locked in
one fixed order all the same. A fact is never added to a cell: the unit it is of is made anew out of all its facts, and
what its home gains and another loses is the difference. So the same fact twice changes nothing.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from veerkracht.kernel import rows
from veerkracht.kernel.clock import now
from veerkracht.monitoring.count_facts import sources
from veerkracht.monitoring.count_keys import key_of
from veerkracht.monitoring.count_models import (
    Changed,
    CountedCell,
    CountedFact,
    CountedUnit,
    Recount,
)
from veerkracht.monitoring.count_rows import (
    BATCH,
    PLACE,
    cell_in,
    fact_row,
    kept_cell,
    kept_fact,
    kept_unit,
    key_of_cell,
    key_of_unit,
    unit_in,
)
from veerkracht.monitoring.count_rules import (
    Cell,
    cells_of,
    changes,
    signed,
    unit_key,
    unit_of,
    units_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from veerkracht.monitoring.count_facts import Asked, Source
    from veerkracht.monitoring.count_rows import Row
    from veerkracht.monitoring.count_rules import CellKey, Fact, Unit, UnitKey

logger = logging.getLogger("veerkracht.monitoring")

LOCK = 7_310_909  # an advisory lock of ours
AT_ONCE = 500  # changed records in one transaction
LATELY = timedelta(hours=12)


def note_changed(about: str, records: Collection[int]) -> None:
    """Write that these records changed, in the transaction in which they did; one statement."""
    moment = now()
    found = [Changed(about=about, record=record, at=moment) for record in sorted(set(records))]
    rows.insert(found, numbers=False)


def roll_up() -> int:
    """Bring the cells up to what changed (a job of every second); how many changes were dealt with."""
    done = 0
    while Changed.objects.exists():
        part = _roll_up_some()
        done += part
        if part < AT_ONCE:
            break
    return done


@transaction.atomic
def _roll_up_some() -> int:
    if not _alone(wait=False):
        return 0
    waiting = list(Changed.objects.order_by("pk")[:AT_ONCE])
    about: dict[str, set[int]] = defaultdict(set)
    for row in waiting:
        about[row.about].add(row.record)
    for name, source in sources.items():
        records = {
            record
            for word, feed in source.listens.items()
            if word in about
            for record in feed(about[word])
        }
        if records:
            _read_anew(name, source, records)
    Changed.objects.filter(pk__in=[row.pk for row in waiting]).delete()
    return len(waiting)


def _read_anew(name: str, source: Source, records: Asked) -> None:
    """Replace the facts of a source; one that fails does not hold up the others, and is right after the recount."""
    try:
        with transaction.atomic():
            replace_facts(name, source, records)
    except Exception:
        logger.exception("Facts of %s could not be read", name)


def replace_facts(name: str, source: Source, records: Asked) -> int:
    """Let the facts of these records (None: of all) be what the source says now; how many came or went."""
    kept = CountedFact.objects.filter(source=name)
    if records is not None:
        keys = [signed(key_of(name, record)) for record in sorted(records)]
        kept = kept.filter(record__in=keys)
    known = {fact_row(row): row.pk for row in kept.iterator(chunk_size=BATCH)}
    told = {(key_of(name, record), fact) for record, fact in source.facts(records)}
    return _exchange(
        name, gone={row: known[row] for row in known.keys() - told}, come=told - known.keys()
    )


def _exchange(name: str, *, gone: Mapping[Row, int], come: Collection[Row]) -> int:
    _in_parts(list(gone.values()), lambda part: CountedFact.objects.filter(pk__in=part).delete())
    ordered = sorted(come, key=lambda row: (row[0], row[1].on, row[1].item, row[1].indicator))
    CountedFact.objects.bulk_create([kept_fact(name, row) for row in ordered], batch_size=BATCH)
    touched = {unit_key(fact) for _record, fact in (*gone, *come)}
    _in_parts(sorted(touched), _settle)
    return len(gone) + len(come)


def _in_parts(values: list[Any], do: Callable[[list[Any]], object]) -> None:
    for start in range(0, len(values), BATCH):
        do(values[start : start + BATCH])


def _settle(touched: Collection[UnitKey]) -> None:
    """Make these units anew out of their facts, and let their cells follow."""
    wanted, who = set(touched), sorted({signed(key.who) for key in touched})
    held = CountedUnit.objects.select_for_update().filter(who__in=who)
    before = {key_of_unit(row): row for row in held.order_by("who", "indicator", "period")}
    facts: dict[UnitKey, list[Fact]] = defaultdict(list)
    for row in CountedFact.objects.filter(who__in=who):
        fact = fact_row(row)[1]
        facts[unit_key(fact)].append(fact)
    was = {key: unit_in(row) for key, row in before.items() if key in wanted}
    made = {key: unit_of(facts.get(key, ())) for key in wanted}
    is_now = {key: unit for key, unit in made.items() if unit is not None}
    _write_units(was, is_now, {key: row.pk for key, row in before.items()})
    _write_cells(changes(was, is_now))


def _write_units(
    was: Mapping[UnitKey, Unit], is_now: Mapping[UnitKey, Unit], numbers: Mapping[UnitKey, int]
) -> None:
    gone = [numbers[key] for key in was.keys() - is_now.keys()]
    CountedUnit.objects.filter(pk__in=gone).delete()
    fresh = [key for key in sorted(is_now) if was.get(key) != is_now[key]]
    _upsert(
        [kept_unit(key, is_now[key]) for key in fresh],
        unique=["who", "indicator", "period"],
        fields=["references", *PLACE, "number", "contributor"],
    )


def _write_cells(pairs: Mapping[CellKey, tuple[Cell, Cell]]) -> None:
    """Add what comes and take off what goes, under locks in the order of the key."""
    if not pairs:
        return
    held = CountedCell.objects.select_for_update().filter(
        indicator__in={key.indicator for key in pairs}, period__in={key.period for key in pairs}
    )
    held = held.filter(area__in={key.area for key in pairs})
    known = {key_of_cell(row): row for row in held.order_by("indicator", "period", *PLACE)}
    cells = {
        key: (cell_in(known[key]) if key in known else Cell()) + comes - goes
        for key, (comes, goes) in pairs.items()
    }
    empty = [known[key].pk for key, cell in cells.items() if not cell.units and key in known]
    CountedCell.objects.filter(pk__in=empty).delete()
    _upsert(
        [kept_cell(key, cells[key]) for key in sorted(cells) if cells[key].units],
        unique=["indicator", "period", *PLACE],
        fields=["units", "number", "key_sum"],
    )


def _upsert(found: list[Any], *, unique: list[str], fields: list[str]) -> None:
    if found:
        type(found[0]).objects.bulk_create(
            found,
            update_conflicts=True,
            unique_fields=unique,
            update_fields=fields,
            batch_size=BATCH,
        )


# The recount


def recount_nightly() -> int:
    """Recount, unless that was done in the last twelve hours (a daily job, in however many processes)."""
    last = Recount.objects.first()
    return 0 if last is not None and now() - last.at < LATELY else recount()


@transaction.atomic
def recount() -> int:
    """Read all facts anew and make every unit and cell out of them (a nightly job); how many cells were not right.

    What no event told of comes in here. Cells that were not what their facts say would be a bug: they are put
    right, and the number of them is kept and logged.
    """
    begin = time.monotonic()
    _alone(wait=True)
    seen = list(Changed.objects.values_list("pk", flat=True))
    for name, source in sources.items():
        _read_anew(name, source, None)
    _forget_sources()
    different = _set_right()
    _in_parts(seen, lambda part: Changed.objects.filter(pk__in=part).delete())
    took = time.monotonic() - begin
    Recount.objects.create(at=now(), seconds=round(took, 3), different=different)
    if different:
        logger.error("The recount put %s cells right", different)
    return different


def _forget_sources() -> None:
    """Facts of a source that is no longer there go."""
    names = [name for name, _source in sources.items()]
    lost = {fact_row(row): row.pk for row in CountedFact.objects.exclude(source__in=names)}
    _exchange("", gone=lost, come=())


def _set_right() -> int:
    """Compare units and cells with what all facts make; write what differs, and return how many cells did."""
    facts = (fact_row(row)[1] for row in CountedFact.objects.iterator(chunk_size=BATCH))
    units = units_of(facts)
    known = {key_of_unit(row): row for row in CountedUnit.objects.iterator(chunk_size=BATCH)}
    was = {key: unit_in(row) for key, row in known.items()}
    if was != units:
        _write_units(was, units, {key: row.pk for key, row in known.items()})
    cells = cells_of(units)
    kept = {key_of_cell(row): row for row in CountedCell.objects.iterator(chunk_size=BATCH)}
    wrong = {
        key
        for key in cells.keys() | kept.keys()
        if key not in kept or key not in cells or cell_in(kept[key]) != cells[key]
    }
    CountedCell.objects.filter(pk__in=[kept[key].pk for key in wrong if key in kept]).delete()
    fresh = [kept_cell(key, cells[key]) for key in sorted(wrong) if key in cells]
    CountedCell.objects.bulk_create(fresh, batch_size=BATCH)
    return len(wrong)


def _alone(*, wait: bool) -> bool:
    """Hold the lock of counting until the end of the transaction; False when another has it and we do not wait."""
    call = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}(%s)", [LOCK])
        (got,) = cursor.fetchone()
    return wait or bool(got)
