"""Places, who came and who did not, of editions that ended. Stand-ins and taken-over training stay out.

Per edition and course these are working numbers of who runs them, named in ``docs/reference/figures.md``.
Anything by organisation, sector or region goes through ``reports_tables``, which hides small numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, CharField, Count, Exists, Min, OuterRef, QuerySet, Value, When

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.proof.attendance_models import ATTENDED, Attendance, Means, Presence
from veerkracht.training.models import Edition, EditionState

if TYPE_CHECKING:
    from datetime import datetime

    from veerkracht.training.models import Course

NOWHERE = ".invalid"  # the address of a stand-in, or of an account that was emptied


class Outcome(StrEnum):
    """What came of a place. ``ABSENT`` is a no-show: did not come, and did not say so."""

    CAME = "came"
    EXCUSED = "excused"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Choice:
    """Which editions count: of these regions, that ended within a period, perhaps of one course."""

    regions: tuple[int, ...]
    since: datetime | None = None
    until: datetime | None = None
    course: int | None = None

    def editions(self) -> QuerySet[Edition]:
        """Those editions, latest first; what has not ended is not counted yet."""
        rows = Edition.objects.filter(
            region__in=self.regions, state=EditionState.PUBLISHED, ends_at__lt=now()
        )
        rows = rows.filter(ends_at__gte=self.since) if self.since else rows
        rows = rows.filter(ends_at__lt=self.until) if self.until else rows
        rows = rows.filter(course=self.course) if self.course else rows
        return rows.select_related("course", "municipality", "region").order_by("-ends_at", "-pk")


@dataclass(frozen=True)
class Counts:
    """Planned places, and what came of those that were given. ``lost`` is what no-shows cost, in cents."""

    editions: int = 0
    planned: int = 0
    came: int = 0
    excused: int = 0
    absent: int = 0
    unknown: int = 0
    lost: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(one + two for one, two in zip(self._all(), other._all(), strict=True)))

    def _all(self) -> tuple[int, ...]:
        return (
            self.editions,
            self.planned,
            self.came,
            self.excused,
            self.absent,
            self.unknown,
            self.lost,
        )

    @property
    def placed(self) -> int:
        """Places that were given."""
        return self.came + self.excused + self.absent + self.unknown

    def share(self, number: int) -> int:
        """Per cent of the planned places, or of those given where that is more."""
        whole = max(self.planned, self.placed)
        return round(100 * number / whole) if whole else 0


def outcomes(editions: Iterable[Edition] | QuerySet[Edition]) -> QuerySet[Any]:
    """Places of real people in these editions, each with its ``outcome``.

    What was said per session decides; where nothing was, the tick of who came. Somebody who came to
    one session came. Attendance that was taken over from lists is not ours to count.
    """
    said = Attendance.objects.filter(enrolment=OuterRef("pk"), confirmed=True)
    rows = Enrolment.objects.filter(edition__in=editions, state=State.PLACED)
    rows = rows.exclude(person__email__endswith=NOWHERE)
    rows = rows.exclude(Exists(said.filter(means=Means.TAKEN_OVER)))
    return rows.annotate(
        outcome=Case(
            When(Exists(said.filter(presence__in=ATTENDED)), then=Value(Outcome.CAME.value)),
            When(Exists(said.filter(presence=Presence.EXCUSED)), then=Value(Outcome.EXCUSED.value)),
            When(Exists(said), then=Value(Outcome.ABSENT.value)),
            When(came=True, then=Value(Outcome.CAME.value)),
            When(came=False, then=Value(Outcome.ABSENT.value)),
            default=Value(Outcome.UNKNOWN.value),
            output_field=CharField(),
        )
    )


def per_edition(editions: Iterable[Edition]) -> dict[int, Counts]:
    """Counts of each of these editions: one query."""
    rows = list(editions)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    grouped = outcomes(rows).order_by().values_list("edition", "outcome")
    for pk, outcome, number in grouped.annotate(n=Count("pk")):
        found[pk][outcome] = number
    return {row.pk: _counts(row, found[row.pk]) for row in rows}


def _counts(edition: Edition, found: dict[str, int]) -> Counts:
    absent = found.get(Outcome.ABSENT, 0)
    return Counts(
        editions=1,
        planned=edition.capacity,
        came=found.get(Outcome.CAME, 0),
        excused=found.get(Outcome.EXCUSED, 0),
        absent=absent,
        unknown=found.get(Outcome.UNKNOWN, 0),
        lost=absent * (edition.price + edition.subsidy),
    )


def per_course(editions: Iterable[Edition], counts: dict[int, Counts]) -> dict[Course, Counts]:
    """Counts of each course, by title."""
    sums: dict[Course, Counts] = {}
    for edition in editions:
        sums[edition.course] = sums.get(edition.course, Counts()) + counts[edition.pk]
    return dict(sorted(sums.items(), key=lambda pair: str(pair[0])))


class Place(NamedTuple):
    """One place of a real person, for counting in more ways than one."""

    region: int
    course: str
    organisation: str
    sector: str
    outcome: str
    person: int


def places(choice: Choice) -> list[Place]:
    """Every place that counts, with what it can be counted by: one query."""
    rows = (
        outcomes(choice.editions())
        .order_by("pk")
        .values_list(
            "edition__region",
            "edition__course__title",
            "person__organisation__name",
            "person__sector__name",
            "outcome",
            "person",
        )
    )
    return [
        Place(region, course, organisation or "", sector or "", outcome, person)
        for region, course, organisation, sector, outcome, person in rows
    ]


@dataclass(frozen=True)
class Seats:
    """Seats that were planned and what they cost, in cents: no people, so nothing to hide."""

    number: int = 0
    cost: int = 0

    @property
    def each(self) -> int:
        """What a seat costs on average, in cents."""
        return round(self.cost / self.number) if self.number else 0


def seats(editions: Iterable[Edition]) -> dict[str, Seats]:
    """Planned seats per course title; of all under the empty title."""
    sums: dict[str, Seats] = defaultdict(Seats)
    for edition in editions:
        cost = edition.capacity * (edition.price + edition.subsidy)
        for key in (edition.course.title, ""):
            sums[key] = Seats(sums[key].number + edition.capacity, sums[key].cost + cost)
    return sums


def first_year(regions: Iterable[int]) -> int | None:
    """The year in which the first edition of these regions ended."""
    ended = Edition.objects.filter(region__in=list(regions), state=EditionState.PUBLISHED)
    first = ended.filter(ends_at__lt=now()).aggregate(first=Min("ends_at"))["first"]
    return first.year if first else None
