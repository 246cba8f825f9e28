"""Weighing a list: what would become of each row now. Reads the house, writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import override

from veerkracht.imports import cells
from veerkracht.imports.directory import Directory
from veerkracht.imports.fields import Field, Kind
from veerkracht.imports.verdicts import GivenLine, Plan, Reader, Weighed, known_as
from veerkracht.imports.weighing_people import weigh_people
from veerkracht.imports.weighing_things import weigh_counts, weigh_courses, weigh_organisations

if TYPE_CHECKING:
    from veerkracht.imports.models import ImportedList

WEIGHERS = {
    Kind.PEOPLE: weigh_people,
    Kind.PAST: weigh_people,
    Kind.ORGANISATIONS: weigh_organisations,
    Kind.COURSES: weigh_courses,
    Kind.COUNTS: weigh_counts,
}
# Values that must mean something the house knows: field → what it is. Several may stand in one cell.
MEANT = {
    Field.ORGANISATION: "organisation",
    Field.SECTOR: "sector",
    Field.SECTORS: "sector",
    Field.MUNICIPALITY: "municipality",
    Field.PROVIDER: "organisation",
}


def weigh(imported: ImportedList, lines: Sequence[GivenLine]) -> Weighed:
    """A verdict for every row, in the language of who brings the list."""
    with override(imported.by.language):
        plan = Plan()
        directory = Directory.read(imported.region, imported.by)
        reader = Reader(imported.columns, directory, imported.meanings, plan)
        if reader.has(Field.ON):
            reader.month_first = cells.months_come_first(
                reader.text(one, Field.ON) for one in lines
            )
        return WEIGHERS[Kind(imported.kind)](imported, lines, reader)


def questions(
    imported: ImportedList, lines: Iterable[Sequence[str]], directory: Directory
) -> dict[str, Counter[str]]:
    """Values that nobody explained yet: what → text → in how many rows, as first written."""
    asked: dict[str, Counter[str]] = {}
    written: dict[tuple[str, str], str] = {}
    places = _asked_places(imported)
    for row in lines:
        for place, what, several in places:
            for text in cells.as_several(row[place]) if several else [row[place]]:
                if text and not _explained(imported, directory, what, text):
                    first = written.setdefault((what, cells.key(text)), text)
                    asked.setdefault(what, Counter())[first] += 1
    return asked


def _asked_places(imported: ImportedList) -> list[tuple[int, str, bool]]:
    """Columns whose values are asked about. The provider of earlier training is kept as it was written."""
    asked = dict(MEANT)
    if imported.kind == Kind.PAST:
        del asked[Field.PROVIDER]
    return [
        (place, asked[Field(name)], name == Field.SECTORS)
        for place, name in enumerate(imported.columns)
        if name and Field(name) in asked
    ]


def _explained(imported: ImportedList, directory: Directory, what: str, text: str) -> bool:
    explained = cells.key(text) in imported.meanings.get(what, {})
    return explained or known_as(directory, what, text) is not None
