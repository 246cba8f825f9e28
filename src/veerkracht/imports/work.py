"""What the job does with lists: read, weigh, take over, undo. Each in one transaction that holds the list alone.

A worker that dies lets go of the list, and nothing is left half done: the next one starts over.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import connection, transaction
from django.db.models import F

from veerkracht.audit.actions import record
from veerkracht.imports import columns, lines, queries, reading, rules
from veerkracht.imports.directory import Directory
from veerkracht.imports.fields import Field, Kind
from veerkracht.imports.models import ImportedList, State, Upload
from veerkracht.imports.progress import telling
from veerkracht.imports.reading import Problem, Table, Unreadable
from veerkracht.imports.reading.table import MOST_COLUMNS, MOST_ROWS
from veerkracht.imports.taking_over import take_over
from veerkracht.imports.undoing import undo
from veerkracht.imports.weighing import weigh
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken

logger = logging.getLogger("veerkracht.imports")
WRITING_LOCK = 7_310_512  # an advisory lock: one list at a time writes, so that its preview holds
MOST_AT_ONCE = 20  # lists in one round of the job
FAILED, NOT_ALLOWED = "failed", "not-allowed"


def work_on_lists() -> int:
    """Bring every list that waits for a job one step further; how many steps were made."""
    done = 0
    while done < MOST_AT_ONCE and (number := _next()):
        _work_on(number)
        done += 1
    return done


def hurry(imported: ImportedList) -> None:
    """Do a small step at once, while the person waits; a large one is left to the job."""
    imported.refresh_from_db()
    if imported.state == State.READING:
        size = len(Upload.objects.get(imported=imported).content)
        small = size <= rules.AT_ONCE_BYTES
    else:
        small = imported.state == State.WEIGHING and imported.lines.count() <= rules.AT_ONCE_ROWS
    if small:
        _work_on(imported.pk)
        imported.refresh_from_db()


def _next() -> int | None:
    """The first list that waits and that nobody holds; a step that failed too often is given up."""
    with transaction.atomic():
        free = ImportedList.objects.select_for_update(skip_locked=True, of=("self",))
        row = free.filter(state__in=rules.BUSY).order_by("tries", "pk").first()
        if row is None:
            return None
        if row.tries >= rules.MOST_TRIES:
            _give_up(row, FAILED)
        else:
            ImportedList.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
        return row.pk


def _work_on(number: int) -> None:
    """One step of one list, all of it or nothing."""
    with transaction.atomic():
        free = ImportedList.objects.select_for_update(skip_locked=True, of=("self",))
        found = free.select_related("by", "region", "grants", "undone_by").filter(pk=number)
        row = found.filter(state__in=rules.BUSY).first()
        if row is None:
            return
        try:
            with transaction.atomic():
                STEPS[State(row.state)](row)
                row.tries = 0
                row.save()
        except Unreadable as unreadable:
            row.refresh_from_db()
            _give_up(row, unreadable.problem)
        except (NotAllowed, RuleBroken) as refused:
            row.refresh_from_db()
            logger.warning("List %s was refused: %s", number, refused)
            _give_up(row, NOT_ALLOWED if isinstance(refused, NotAllowed) else FAILED)
        except Exception:
            logger.exception("List %s could not be worked on", number)


def _give_up(row: ImportedList, trouble: str) -> None:
    """What was not done stays undone; the person is told why."""
    row.trouble, row.tries = trouble, 0
    row.state = State.TAKEN_OVER if row.state == State.UNDOING else State.REFUSED
    row.save()


def _read(row: ImportedList) -> None:
    content = bytes(Upload.objects.get(imported=row).content)
    table = reading.read(content, sheet=row.sheet)
    kind = Kind(row.kind)
    place = _header_place(row, table, kind)
    rows = columns.without_empty(table.rows, place)
    if len(rows) > MOST_ROWS:
        raise Unreadable(Problem.TOO_MANY_ROWS)
    if not rows:
        raise Unreadable(Problem.EMPTY)
    words = columns.headers(table.rows, place, table.columns)
    known = Directory.read(row.region, row.by).known()
    guessed = columns.guess(words, rows, kind, known)
    empty = _empty(table.rows[place].cells if place is not None else [""] * len(words), rows)
    kept = _kept(guessed, empty)
    row.headers = [words[one] for one in kept]
    row.columns = [guessed[one] or "" for one in kept]
    row.left_out = table.left_out + len(words) - len(kept) - len(empty)
    row.sheets, row.sheet = list(table.sheets), table.sheet
    row.header = table.rows[place].number if place is not None else 0
    _recall(row)
    narrow = len(kept) < len(words)
    lines.write(row, (_narrowed(one, kept) for one in rows) if narrow else rows)
    row.state = State.COLUMNS


def _header_place(row: ImportedList, table: Table, kind: Kind) -> int | None:
    """Where the header is: as the person said, or as it is found."""
    if row.header is None:
        return columns.header_place(table.rows, kind)
    numbers = [one.number for one in table.rows]
    return numbers.index(row.header) if row.header in numbers else None


def _empty(head: list[str], rows: list[reading.Row]) -> set[int]:
    """The places of columns without a word above them or a cell below: a title stood there."""
    bare = {place for place, word in enumerate(head) if not word}
    for row in rows:
        bare = {place for place in bare if not row.cells[place]}
        if not bare:
            break
    return bare


def _kept(guessed: list[Field | None], empty: set[int]) -> list[int]:
    """The places of the columns that we use: at most sixty, those that say something first."""
    places = [place for place in range(len(guessed)) if place not in empty]
    if len(places) <= MOST_COLUMNS:
        return places
    telling_something = [one for one in places if guessed[one]]
    others = [one for one in places if not guessed[one]]
    return sorted([*telling_something, *others][:MOST_COLUMNS])


def _narrowed(row: reading.Row, kept: list[int]) -> reading.Row:
    return reading.Row(row.number, [row.cells[place] for place in kept])


def _recall(row: ImportedList) -> None:
    """What was said of a list like this before wins from a guess."""
    memory = queries.memory(row.by, columns.signature(row.headers, Kind(row.kind)))
    row.remembered = memory is not None and len(memory.columns) == len(row.headers)
    if memory and row.remembered:
        row.columns = memory.columns
        row.meanings = {**memory.meanings, **row.meanings}


def _weigh(row: ImportedList) -> None:
    weighed = weigh(row, lines.given(row))
    lines.save(row, weighed.verdicts)
    row.state = State.PREVIEW


def _take_over(row: ImportedList) -> None:
    """Weigh once more, alone, and write when every row has the fate that was shown; else show it again."""
    _alone()
    weighed = weigh(row, lines.given(row))
    found = {one.number: (one.fate.value, one.about[:254]) for one in weighed.verdicts}
    other = rules.changes(lines.shown(row), found)
    if other:
        lines.save(row, weighed.verdicts)
        row.state, row.surprises = State.PREVIEW, len(other)
        return
    with telling(row.pk, weighed.plan.size) as told:
        take_over(row, weighed.plan, told)
    Upload.objects.filter(imported=row).delete()
    row.state, row.taken_over_at = State.TAKEN_OVER, now()
    record("list taken over", row, by=row.by, region_id=row.region_id)


def _undo(row: ImportedList) -> None:
    _alone()
    with telling(row.pk, row.deeds.count()) as told:
        undo(row, told)
    row.state, row.undone_at, row.trouble = State.UNDONE, now(), ""
    record("list undone", row, by=row.undone_by, region_id=row.region_id)


def _alone() -> None:
    """Wait until no other list writes; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING_LOCK])


STEPS: dict[State, Callable[[ImportedList], None]] = {
    State.READING: _read,
    State.WEIGHING: _weigh,
    State.TAKING_OVER: _take_over,
    State.UNDOING: _undo,
}
