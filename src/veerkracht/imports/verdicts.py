"""What weighing a list gives: a verdict a row, and the plan that taking over carries out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from veerkracht.imports import cells
from veerkracht.imports.fields import Field
from veerkracht.imports.rules import Fate

if TYPE_CHECKING:
    from veerkracht.imports.directory import Directory
    from veerkracht.people.actions import Newcomer, NewOrganisation
    from veerkracht.people.models import Organisation
    from veerkracht.training.models import Course

Meanings = Mapping[str, Mapping[str, Any]]
NEW = "new"  # in meanings: make an organisation with this name
CountKey = tuple[str, int, int | None, int | None, int | None]


@dataclass(frozen=True)
class GivenLine:
    """A row as it was read, with the answer that was given about it."""

    number: int
    cells: Sequence[str]
    answer: str = ""


@dataclass
class Verdict:
    """What becomes of one row. ``about`` is an address or a name; ``label`` what is shown of it."""

    number: int
    fate: Fate
    about: str = ""
    label: str = ""
    notes: list[str] = field(default_factory=list)
    twin: str = ""


@dataclass(frozen=True)
class PastTraining:
    """What somebody followed elsewhere, before it is known which number the person has."""

    title: str
    year: int
    on: date | None = None
    hours: Decimal | None = None
    provider: str = ""


@dataclass
class Plan:
    """What taking over does. Organisations that are not there yet have numbers below zero here."""

    organisations: dict[int, NewOrganisation] = field(default_factory=dict)
    organisation_fillings: list[tuple[Organisation, NewOrganisation]] = field(default_factory=list)
    newcomers: dict[str, Newcomer] = field(default_factory=dict)
    completions: dict[int, Newcomer] = field(default_factory=dict)
    learning: list[tuple[str, PastTraining]] = field(default_factory=list)
    people: dict[str, int] = field(default_factory=dict)
    counts: dict[CountKey, tuple[str, int]] = field(default_factory=dict)
    courses: list[dict[str, Any]] = field(default_factory=list)
    course_fillings: list[tuple[Course, dict[str, Any]]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many rows will be written, for the bar."""
        parts = (
            self.organisations,
            self.organisation_fillings,
            self.newcomers,
            self.completions,
            self.learning,
            self.counts,
            self.courses,
            self.course_fillings,
        )
        return sum(len(part) for part in parts)


@dataclass
class Weighed:
    """Verdicts in the order of the rows, the plan, and values that nobody explained yet: field → text → rows."""

    verdicts: list[Verdict] = field(default_factory=list)
    plan: Plan = field(default_factory=Plan)


class Reader:
    """Gives the text of a field in a row, and what its values mean."""

    def __init__(
        self, columns: Sequence[str], directory: Directory, meanings: Meanings, plan: Plan
    ) -> None:
        self.places = {Field(name): place for place, name in enumerate(columns) if name}
        self.directory, self.meanings, self.plan = directory, meanings, plan
        self.month_first = False
        self._new: dict[str, int] = {}
        self._meant: dict[tuple[str, str], int | None] = {}

    def has(self, field: Field) -> bool:
        """Whether a column holds this."""
        return field in self.places

    def text(self, line: GivenLine, field: Field) -> str:
        """The cell of this field; empty when no column holds it."""
        place = self.places.get(field)
        return line.cells[place] if place is not None and place < len(line.cells) else ""

    def name(self, line: GivenLine) -> str:
        """The whole name, from one column or from three."""
        whole = self.text(line, Field.NAME)
        parts = [self.text(line, one) for one in (Field.FIRST_NAME, Field.INFIX, Field.LAST_NAME)]
        return " ".join(part for part in parts if part) or cells.as_name(whole)

    def organisation(self, text: str) -> int | None:
        """The number of an organisation; below zero when it is to be made."""
        return self._once("organisation", text)

    def municipality(self, text: str) -> int | None:
        """The number of a municipality."""
        return self._once("municipality", text)

    def sector(self, text: str) -> int | None:
        """The number of a sector."""
        return self._once("sector", text)

    def _once(self, what: str, text: str) -> int | None:
        if not text:
            return None
        if (what, text) not in self._meant:
            self._meant[what, text] = self._mean(what, text)
        return self._meant[what, text]

    def _mean(self, what: str, text: str) -> int | None:
        known = known_as(self.directory, what, text)
        if known is not None:
            return known
        meant = self.meanings.get(what, {}).get(cells.key(text))
        if meant == NEW:
            return self._newly(text)
        return int(meant) if meant else None

    def _newly(self, name: str) -> int:
        from veerkracht.people.actions import NewOrganisation  # noqa: PLC0415 - only where one is made

        key = cells.organisation_key(name)
        if key not in self._new:
            self._new[key] = -len(self._new) - 1
            self.plan.organisations[self._new[key]] = NewOrganisation(name[:120])
        return self._new[key]


def known_as(directory: Directory, what: str, text: str) -> int | None:
    """The number of what is surely meant by this text; None when that must be asked."""
    ways = {
        "organisation": directory.organisation,
        "municipality": directory.town,
        "sector": directory.sector,
    }
    return ways[what](text)
