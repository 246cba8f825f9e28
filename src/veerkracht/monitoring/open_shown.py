"""What the pages of open data show of a release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.monitoring.open_files import KINDS, METADATA
from veerkracht.monitoring.open_words import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from veerkracht.figures.models import Release, Table


@dataclass(frozen=True)
class Link:
    """A file to fetch: what it is called, where it is, and its type."""

    label: str
    url: str
    type: str


@dataclass(frozen=True)
class ShownTable:
    """A table in words, and its files."""

    indicator: str
    title: str
    unit: str
    source: str
    files: tuple[Link, ...]


@dataclass(frozen=True)
class ShownRelease:
    """A release in words: its heading, its tables, and the whole of it as a workbook and as signed."""

    row: Release
    heading: str
    tables: tuple[ShownTable, ...]
    page: str
    workbook: str
    content: str


def shown_release(release: Release, tables: Iterable[Table]) -> ShownRelease:
    """This release with its own among these tables, in the language of this moment."""
    place = [release.area.code, release.number]
    return ShownRelease(
        row=release,
        heading=heading(str(release.area), release.as_of),
        tables=tuple(_table(one) for one in tables if one.release_id == release.pk),
        page=reverse("monitoring:open_release", args=place),
        workbook=reverse("monitoring:open_workbook", args=place),
        content=reverse("monitoring:release_content", args=place),
    )


def heading(area: str, as_of: date) -> str:
    """“Zuid-Limburg, stand van 1 november 2026”."""
    return _("%(area)s, stand van %(day)s") % {"area": area, "day": date_format(as_of, "j F Y")}


def _table(table: Table) -> ShownTable:
    place = [table.release.area.code, table.release.number, table.indicator]
    return ShownTable(
        indicator=table.indicator,
        title=str(table),
        unit=in_language(table, "unit"),
        source=table.source,
        files=tuple(
            Link(str(kind.label), reverse(f"monitoring:open_{kind.key}", args=place), kind.type)
            for kind in (*KINDS.values(), METADATA)
        ),
    )


def statuses() -> list[tuple[str, str]]:
    """The letters beside a number, and what they mean."""
    return [(status.value, str(words)) for status, words in STATUSES.items()]


def shown_kinds() -> list[tuple[str, str]]:
    """The forms of a file, and what each is good for."""
    return [
        (
            _("Excel (.xlsx)"),
            _("Alle tabellen van een vrijgave bij elkaar, om zelf mee te rekenen."),
        ),
        (
            _("CSV"),
            _("Opent in bijna elk programma. De beschrijving erbij zegt wat elke kolom betekent."),
        ),
        (_("JSON-stat"), _("Voor websites en statistiekprogramma's.")),
        (_("Parquet"), _("Voor grote bestanden: Python, R, DuckDB of Spark.")),
    ]
