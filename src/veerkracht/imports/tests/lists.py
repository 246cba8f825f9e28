"""Bringing lists in tests, the way the pages do."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook

from tests import factories
from veerkracht.imports import actions, queries, work
from veerkracht.imports.fields import Kind
from veerkracht.imports.models import ImportedList, State
from veerkracht.people.models import Person
from veerkracht.places.queries import region


def workbook(rows: list[list[Any]], *, title: str = "Blad1", merged: tuple[str, ...] = ()) -> bytes:
    """An .xlsx of these rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def bring(
    content: str | bytes,
    kind: str = Kind.PEOPLE,
    *,
    by: Person | None = None,
    title: str = "lijst.csv",
    area: str = factories.ZUID,
) -> ImportedList:
    """A list that was read."""
    by = by or factories.coordinator(area)
    given = content.encode() if isinstance(content, str) else content
    imported = actions.bring_list(by=by, region=region(area), kind=kind, title=title, content=given)
    work.work_on_lists()
    imported.refresh_from_db()
    return imported


def previewed(
    content: str | bytes,
    kind: str = Kind.PEOPLE,
    *,
    by: Person | None = None,
    rest: str = "new",
    **columns: str,
) -> ImportedList:
    """A list whose columns are accepted as guessed, and whose unknown values are made or left empty."""
    imported = bring(content, kind, by=by)
    assert imported.state == State.COLUMNS, imported.trouble
    chosen = [
        columns.get(words, guess)
        for words, guess in zip(imported.headers, imported.columns, strict=True)
    ]
    actions.choose_columns(imported=imported, by=imported.by, chosen=chosen)
    if imported.state == State.COLUMNS:
        actions.explain_values(imported=imported, by=imported.by, meanings={}, rest=rest)
    work.work_on_lists()
    imported.refresh_from_db()
    assert imported.state == State.PREVIEW
    return imported


def taken_over(imported: ImportedList) -> ImportedList:
    """The same, taken over as its preview shows."""
    actions.start_taking_over(imported=imported, by=imported.by)
    work.work_on_lists()
    imported.refresh_from_db()
    return imported


def undone(imported: ImportedList) -> ImportedList:
    """The same, undone."""
    actions.start_undoing(imported=imported, by=imported.by)
    work.work_on_lists()
    imported.refresh_from_db()
    return imported


def fates(imported: ImportedList) -> dict[int, str]:
    """Row → fate."""
    return dict(imported.lines.order_by("number").values_list("number", "fate"))


def notes(imported: ImportedList, number: int) -> str:
    """All that is said of a row."""
    return " ".join(queries.rows(imported).get(number=number).notes)
