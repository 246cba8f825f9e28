"""A source of invented facts, and people who followed a training, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests import factories
from veerkracht.monitoring import count_roll_actions as rolling
from veerkracht.monitoring.count_facts import Source, same, sources
from veerkracht.monitoring.count_rows import cell_in, key_of_cell, key_of_unit, unit_in
from veerkracht.monitoring.models import CountedCell, CountedUnit
from veerkracht.people.models import Person, PersonKind, Sector
from veerkracht.places.models import Area
from veerkracht.practice.tests.planning import held
from veerkracht.proof import actions as proof
from veerkracht.proof.models import Presence

if TYPE_CHECKING:
    from veerkracht.monitoring.count_facts import Asked, Found
    from veerkracht.monitoring.count_rules import Cell, CellKey, Fact, Unit, UnitKey
    from veerkracht.training.models import Edition

NAME = "invented"


@dataclass
class Invented:
    """A source whose facts are what a test says, by record."""

    records: dict[int, list[Fact]] = field(default_factory=dict)

    def facts(self, asked: Asked) -> Found:
        """Of these records, or of all."""
        for record, facts in self.records.items():
            if asked is None or record in asked:
                yield from ((record, fact) for fact in facts)

    def says(self, record: int, *facts: Fact) -> None:
        """The facts of a record are these from now on, and that is announced."""
        self.records[record] = list(facts)
        rolling.note_changed(NAME, [record])


@contextmanager
def alone() -> Iterator[Invented]:
    """Only the invented source counts within the block."""
    invented, known = Invented(), sources.items()
    for name, _source in known:
        sources.remove(name)
    sources.add(NAME, Source(("professionals-trained",), invented.facts, {NAME: same}))
    try:
        yield invented
    finally:
        sources.remove(NAME)
        for name, source in known:
            sources.add(name, source)


def cells() -> dict[CellKey, Cell]:
    """Every cell as it is kept."""
    return {key_of_cell(row): cell_in(row) for row in CountedCell.objects.all()}


def units() -> dict[UnitKey, Unit]:
    """Every unit as it is kept."""
    return {key_of_unit(row): unit_in(row) for row in CountedUnit.objects.all()}


def number(indicator: str, **place: str) -> int:
    """What the cells of an indicator add up to, at a place."""
    found = CountedCell.objects.filter(indicator=indicator, **place)
    return sum(found.values_list("number", flat=True))


def worker(town: str = "Heerlen", **work: Any) -> Person:
    """A midwife in Heerlen, unless told otherwise."""
    given: dict[str, Any] = {
        "kind": PersonKind.PROFESSIONAL,
        "municipality": Area.objects.filter(name=town).first(),
        "sector": Sector.objects.get(code="verloskunde"),
        "function": "verloskundige",
        **work,
    }
    return factories.person(**given)


def followed(*people: Person, came: bool = True, **values: Any) -> Edition:
    """A training that ended an hour ago, at which these people were, or were not."""
    course = values.pop("of", None) or factories.course(for_students=True)
    edition = held(*people, of=course, **values)
    presence = Presence.PRESENT if came else Presence.ABSENT
    said = {row.pk: proof.Mark(presence) for row in edition.enrolments.all()}
    session = edition.sessions.select_related("edition").get()
    proof.mark(session=session, marks=said, by=factories.coordinator())
    return edition
