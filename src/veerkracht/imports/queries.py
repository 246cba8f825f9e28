"""Reading lists: those of my regions, their rows by fate, the questions that are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Count

from veerkracht.imports import weighing
from veerkracht.imports.directory import Directory
from veerkracht.imports.models import Deed, ImportedList, Line, Memory, RowFate
from veerkracht.people.policies import is_administrator, regions_of_coordinator

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person


def visible_to(person: Person) -> QuerySet[ImportedList]:
    """Lists of the regions that somebody coordinates, the newest first."""
    found = ImportedList.objects.select_related("by", "region").order_by("-pk")
    if is_administrator(person):
        return found
    return found.filter(region__in=regions_of_coordinator(person))


def fates(imported: ImportedList) -> dict[str, int]:
    """How many rows have each fate, in the order of the fates; only those that occur."""
    rows = imported.lines.values_list("fate").annotate(n=Count("pk")).order_by()
    counted = dict(rows)
    return {fate: counted[fate] for fate in RowFate.values if counted.get(fate)}


def rows(imported: ImportedList, fate: str = "") -> QuerySet[Line]:
    """Rows by number, all or of one fate."""
    found = imported.lines.order_by("number")
    return found.filter(fate=fate) if fate in RowFate.values else found


def sample(imported: ImportedList, number: int = 50) -> list[list[str]]:
    """The cells of the first rows."""
    found = imported.lines.order_by("number").values_list("cells", flat=True)
    return list(found[:number])


def open_questions(imported: ImportedList) -> dict[str, Counter[str]]:
    """Values that nobody explained yet: what → text → in how many rows."""
    directory = Directory.read(imported.region, imported.by)
    return weighing.questions(imported, _cells(imported), directory)


def _cells(imported: ImportedList) -> Iterator[list[str]]:
    return imported.lines.values_list("cells", flat=True).iterator(chunk_size=2_000)


def memory(person: Person, signature: str) -> Memory | None:
    """What this person, or else somebody of the same organisation, said of a list with these headers."""
    own = Memory.objects.filter(person=person, signature=signature).first()
    if own or person.organisation_id is None:
        return own
    shared = Memory.objects.filter(organisation=person.organisation_id, signature=signature)
    return shared.order_by("-used_at").first()


def deeds(imported: ImportedList) -> dict[tuple[str, bool], int]:
    """How many things of each sort were made (True) or filled in (False)."""
    counted = imported.deeds.values_list("what", "made").annotate(n=Count("pk")).order_by()
    return {(what, made): number for what, made, number in counted}


def staying(imported: ImportedList) -> QuerySet[Deed]:
    """What could not be undone, with why."""
    return imported.deeds.exclude(stays="").order_by("what", "label")
