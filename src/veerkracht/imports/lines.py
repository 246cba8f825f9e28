"""Rows of a list in the database, by the thousand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import connection

from veerkracht.imports.models import Line
from veerkracht.imports.verdicts import GivenLine, Verdict

if TYPE_CHECKING:
    from veerkracht.imports.models import ImportedList
    from veerkracht.imports.reading import Row

AT_ONCE = 2_000


def write(imported: ImportedList, rows: Iterable[Row]) -> None:
    """The rows of a list, in place of those that stood there."""
    imported.lines.all().delete()
    new = [Line(imported=imported, number=row.number, cells=row.cells) for row in rows]
    Line.objects.bulk_create(new, batch_size=AT_ONCE)


def given(imported: ImportedList) -> list[GivenLine]:
    """Every row with the answer about it, in order."""
    rows = imported.lines.order_by("number").values_list("number", "cells", "answer")
    return [GivenLine(*row) for row in rows]


def shown(imported: ImportedList) -> dict[int, tuple[str, str]]:
    """What was last said of each row: number → fate, and whom it is about."""
    rows = imported.lines.values_list("number", "fate", "about")
    return {number: (fate, about) for number, fate, about in rows}


def save(imported: ImportedList, verdicts: Sequence[Verdict]) -> None:
    """Write verdicts on rows in few statements; the cells are not sent again."""
    table = connection.ops.quote_name(Line._meta.db_table)
    statement = (
        f"UPDATE {table} AS line SET fate = said.fate, about = said.about, label = said.label, "  # noqa: S608
        "notes = said.notes::jsonb, twin = said.twin FROM unnest(%s::int[], %s::text[], %s::text[], "
        "%s::text[], %s::text[], %s::text[]) AS said(number, fate, about, label, notes, twin) "
        "WHERE line.imported_id = %s AND line.number = said.number"
    )
    for start in range(0, len(verdicts), AT_ONCE):
        some = verdicts[start : start + AT_ONCE]
        with connection.cursor() as cursor:
            cursor.execute(statement, [*_columns(some), imported.pk])


def _columns(verdicts: Sequence[Verdict]) -> list[list[int] | list[str]]:
    return [
        [one.number for one in verdicts],
        [one.fate.value for one in verdicts],
        [one.about[:254] for one in verdicts],
        [one.label[:254] for one in verdicts],
        [json.dumps(one.notes, ensure_ascii=False) for one in verdicts],
        [one.twin[:254] for one in verdicts],
    ]
