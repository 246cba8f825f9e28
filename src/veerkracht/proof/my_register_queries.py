"""What somebody has for each of their registers, what is missing, and what nearby fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from veerkracht.kernel.clock import local, now, today
from veerkracht.people.queries import register_numbers
from veerkracht.proof.certificate_facts import Facts, RegisterPoints
from veerkracht.proof.certificate_models import Certificate, CertificateState
from veerkracht.proof.lapsing_queries import by_distance
from veerkracht.proof.my_register_models import RegisterPeriod
from veerkracht.proof.my_register_registries import HoursFor, register_hours
from veerkracht.proof.my_register_rules import (
    ZERO,
    Line,
    RegisterRule,
    first_day,
    last_day,
    missing,
    rule_for,
    tally,
)
from veerkracht.training.models import Accreditation, Edition, TakenOver
from veerkracht.training.queries import free_places, taken_over_of

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from veerkracht.people.models import Person, RegisterNumber

MOST_NEARBY = 3
MOST_READ = 300


@dataclass(frozen=True)
class Counted:
    """One certificate that counts: which day, what, how many hours, and the points of this register."""

    certificate_id: int
    facts: Facts
    points: RegisterPoints


@dataclass(frozen=True)
class Nearby:
    """An open edition with points for this register; ``free`` when there is a place now."""

    edition: Edition
    points: Decimal
    free: bool


@dataclass(frozen=True)
class RegisterView:
    """One register of one person: the period, what counts, what does not, and what is missing.

    ``starts_on`` is None as long as the person did not say when the period began; then the last years
    up to today are shown, and nothing is said of what is missing by when.
    """

    number: RegisterNumber
    rule: RegisterRule
    starts_on: date | None
    since: date
    until: date
    counted: tuple[Counted, ...]
    hours: tuple[HoursFor, ...]
    earlier: tuple[TakenOver, ...]
    lines: tuple[Line, ...]
    nearby: tuple[Nearby, ...] = ()

    @property
    def points(self) -> Decimal:
        """The points of all certificates together."""
        return sum((one.points.number for one in self.counted), ZERO)

    @property
    def hours_made(self) -> Decimal:
        """The hours of intervision and coaching together."""
        return sum((one.hours for one in self.hours), ZERO)

    @property
    def missing(self) -> Decimal:
        """What is still to come in this period."""
        return missing(list(self.lines))

    @property
    def is_over(self) -> bool:
        """Whether the period that the person named has ended."""
        return self.starts_on is not None and self.until < today()


@dataclass(frozen=True)
class _Own:
    """What is known of a person, each read once."""

    periods: dict[str, date]
    certificates: list[tuple[int, Facts]]
    earlier: list[TakenOver]
    hours: list[HoursFor]
    nearby: dict[str, list[Nearby]]


def my_registers(person: Person) -> list[RegisterView]:
    """Every register in which somebody has a number. Six queries, and one for each source of hours."""
    numbers = list(register_numbers(person))
    if not numbers:
        return []
    rows = RegisterPeriod.objects.filter(person=person).values_list("register", "starts_on")
    valid = Certificate.objects.filter(person=person, state=CertificateState.VALID)
    found = valid.order_by("-issued_at").values_list("pk", "facts")
    periods = dict(rows)
    own = _Own(
        periods=periods,
        certificates=[(pk, Facts.read(facts)) for pk, facts in found],
        earlier=list(taken_over_of(person)),
        hours=_hours(person, periods.values()),
        nearby=_nearby(person, [one.register for one in numbers]),
    )
    return [_view(number, own) for number in numbers]


def _hours(person: Person, starts: Iterable[date]) -> list[HoursFor]:
    since = min([first_day(today(), 5), *starts])
    found = [one for source in register_hours for one in source(person, since, today())]
    return sorted(found, key=lambda one: one.on, reverse=True)


def _view(number: RegisterNumber, own: _Own) -> RegisterView:
    register, rule = number.register, rule_for(number.register)
    starts_on = own.periods.get(register)
    since = starts_on or first_day(today(), rule.years)
    until = last_day(since, rule.years)
    counted = [one for one in _counted(register, own) if since <= one.facts.last_day <= until]
    hours = [
        one for one in own.hours if since <= one.on <= until and one.register in {"", register}
    ]
    points = sum((one.points.number for one in counted), ZERO)
    reflection = sum((one.hours for one in hours), ZERO)
    return RegisterView(
        number=number,
        rule=rule,
        starts_on=starts_on,
        since=since,
        until=until,
        counted=tuple(counted),
        hours=tuple(hours),
        earlier=tuple(row for row in own.earlier if _within(row, since, until)),
        lines=tuple(tally(rule, points, reflection)),
        nearby=tuple(own.nearby.get(register, ())),
    )


def _counted(register: str, own: _Own) -> Iterable[Counted]:
    for pk, facts in own.certificates:
        for points in facts.points:
            if points.register == register:
                yield Counted(pk, facts, points)


def _within(row: TakenOver, since: date, until: date) -> bool:
    if row.on is not None:
        return since <= row.on <= until
    return since.year <= row.year <= until.year


def _nearby(person: Person, registers: Sequence[str]) -> dict[str, list[Nearby]]:
    """Register → open editions with points for it of courses that one did not do: two queries.

    Those with a free place come first, then the nearest.
    """
    day = OuterRef("ends_at__date")
    given = Accreditation.objects.filter(
        course=OuterRef("course"), register__in=registers, valid_from__lte=day, valid_until__gte=day
    )
    coming = Edition.objects.ahead(now()).filter(
        Exists(given), opens_at__lte=now(), closes_at__gt=now()
    )
    done = Certificate.objects.filter(person=person).values("edition__course")
    others = coming.exclude(enrolments__person=person).exclude(course__in=done)
    free = reduce(and_, (condition() for condition in free_places), Q(pk__isnull=False))
    read = others.annotate(has_place=ExpressionWrapper(free, BooleanField()))
    near: list[Any] = by_distance(
        read.select_related("course", "municipality").defer("words")[:MOST_READ], person
    )
    rows = sorted(near, key=lambda row: not row.has_place)
    accredited = Accreditation.objects.filter(
        course__in={row.course_id for row in rows}, register__in=registers
    )
    known = list(accredited)
    return {register: _fitting(rows, register, known) for register in registers}


def _fitting(rows: Sequence[Any], register: str, known: Sequence[Accreditation]) -> list[Nearby]:
    found = []
    for row in rows:
        points = _points(row, register, known)
        if points is not None:
            found.append(Nearby(row, points, row.has_place))
        if len(found) == MOST_NEARBY:
            break
    return found


def _points(row: Any, register: str, known: Sequence[Accreditation]) -> Decimal | None:
    day = local(row.ends_at).date()
    return next(
        (
            one.points
            for one in known
            if one.course_id == row.course_id
            and one.register == register
            and one.valid_from <= day <= one.valid_until
        ),
        None,
    )
