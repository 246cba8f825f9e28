"""Verbs on training from before the platform, and on courses that come with a list. Reached through ``actions``.

``list_number`` says with which list a row came.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit import actions as audit
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.kernel.references import referred_to
from veerkracht.people.policies import check_may_coordinate
from veerkracht.training import rules
from veerkracht.training.events import (
    EarlierCountsChanged,
    LearningTakenBack,
    LearningTakenOver,
)
from veerkracht.training.models import Achievement, Course, Qualification, TakenOver, TakenOverCount
from veerkracht.training.rules import FIRST_TAKEN_OVER

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

AT_ONCE = 1_000  # rows in one statement


@dataclass(frozen=True)
class Earlier:
    """One person's training from before; ``on`` None when only the year is known."""

    person_id: int
    title: str
    year: int
    on: date | None = None
    hours: Decimal | None = None
    provider: str = ""


@dataclass(frozen=True)
class EarlierCount:
    """How many people followed a training in a year."""

    title: str
    year: int
    number: int
    municipality_id: int | None = None
    sector_id: int | None = None
    organisation_id: int | None = None


@transaction.atomic
def take_over_learning(
    *, learning: Sequence[Earlier], region: Area, list_number: int, by: Person
) -> list[int]:
    """Write down what people followed elsewhere; what stands there already is passed over.

    Returns the numbers of the new rows. Raises NotAllowed, and RuleBroken for a year that cannot be.
    """
    check_may_coordinate(by, region.pk)
    _check_years(one.year for one in learning)
    people = {one.person_id for one in learning}
    there = _there(people)
    new = [one for one in dict.fromkeys(learning) if _mark(one) not in there]
    made = TakenOver.objects.bulk_create(
        [
            TakenOver(
                person_id=one.person_id,
                title=one.title,
                on=one.on,
                year=one.year,
                hours=one.hours,
                provider=one.provider,
                region=region,
                list_number=list_number,
            )
            for one in _firsts(new)
        ],
        batch_size=AT_ONCE,
    )
    _record("training.taken_over", made, by, region)
    if made:
        announce(LearningTakenOver(tuple(sorted({row.person_id for row in made}))))
    return [row.pk for row in made]


@transaction.atomic
def grant_for_earlier(
    *, days: Mapping[int, date], qualification: Qualification, region: Area, by: Person
) -> list[int]:
    """Let people hold a qualification for what they followed elsewhere: person → from which day.

    Who holds it already, from whatever day, is passed over. Returns the numbers of the new rows.
    """
    check_may_coordinate(by, region.pk)
    held = Achievement.objects.filter(person__in=days, qualification=qualification)
    known = set(held.values_list("person_id", flat=True))
    made = Achievement.objects.bulk_create(
        [
            Achievement(
                person_id=pk,
                qualification=qualification,
                achieved_on=day,
                valid_until=rules.expiry(day, qualification.valid_months),
                taken_over=True,
            )
            for pk, day in days.items()
            if pk not in known
        ],
        batch_size=AT_ONCE,
    )
    _record("training.achievement_taken_over", made, by, region)
    return [row.pk for row in made]


@transaction.atomic
def take_over_counts(
    *, counts: Iterable[EarlierCount], region: Area, list_number: int, by: Person
) -> dict[int, tuple[int | None, int]]:
    """Write down how many people followed what; a number that stands there is replaced.

    Returns row → the number before (None for a new row) and after.
    """
    check_may_coordinate(by, region.pk)
    done: dict[int, tuple[int | None, int]] = {}
    for one in counts:
        _check_years([one.year])
        key = {
            "title": one.title,
            "year": one.year,
            "region": region,
            "municipality_id": one.municipality_id,
            "sector_id": one.sector_id,
            "organisation_id": one.organisation_id,
        }
        row = TakenOverCount.objects.select_for_update().filter(**key).first()
        if row is not None and row.number == one.number:
            continue
        stood = row.number if row else None
        row = row or TakenOverCount(**key)
        row.number, row.list_number = one.number, list_number
        row.save()
        done[row.pk] = stood, one.number
        values = {"number": [stood, one.number]}
        audit.record("training.count_taken_over", row, by=by, region_id=region.pk, values=values)
    if done:
        announce(EarlierCountsChanged(tuple(done)))
    return done


@transaction.atomic
def take_back_learning(
    *, learning: Collection[int], achievements: Collection[int], region: Area, by: Person
) -> int:
    """Remove what was taken over; returns how many rows went."""
    check_may_coordinate(by, region.pk)
    rows = list(TakenOver.objects.filter(pk__in=learning, region=region))
    granted = list(Achievement.objects.filter(pk__in=achievements, taken_over=True))
    _record("training.taken_back", [*rows, *granted], by, region)
    TakenOver.objects.filter(pk__in=[row.pk for row in rows]).delete()
    Achievement.objects.filter(pk__in=[row.pk for row in granted]).delete()
    if rows:
        announce(LearningTakenBack(tuple(sorted({row.person_id for row in rows}))))
    return len(rows) + len(granted)


@transaction.atomic
def take_back_counts(
    *, counts: Mapping[int, tuple[int | None, int]], region: Area, by: Person
) -> set[int]:
    """Set numbers back: row → (before, after). Who was changed since stays; returns those."""
    check_may_coordinate(by, region.pk)
    stay: set[int] = set()
    for pk, (before, after) in counts.items():
        row = TakenOverCount.objects.select_for_update().filter(pk=pk, region=region).first()
        if row is None or row.number != after:
            stay.add(pk)
            continue
        audit.record("training.count_taken_back", row, by=by, region_id=region.pk)
        if before is None:
            row.delete()
        else:
            row.number = before
            row.save(update_fields=["number"])
    if counts.keys() - stay:
        announce(EarlierCountsChanged(tuple(sorted(counts.keys() - stay))))
    return stay


@transaction.atomic
def take_back_courses(*, courses: Collection[int], region: Area, by: Person) -> dict[int, str]:
    """Remove courses that came with a list and that nothing refers to; number → why one stays."""
    check_may_coordinate(by, region.pk)
    rows = Course.objects.select_for_update().filter(pk__in=courses, region=region)
    found = {row.pk: row for row in rows}
    stay = referred_to(Course, found)
    stay |= {pk: "changed" for pk, row in found.items() if row.version > 1}
    for pk in found.keys() - stay.keys():
        audit.record("training.course_taken_back", found[pk], by=by, region_id=region.pk)
        audit.forget_details(found[pk])
        found[pk].delete()
    return stay


def _check_years(years: Iterable[int]) -> None:
    for year in years:
        if not FIRST_TAKEN_OVER <= year <= today().year:
            raise RuleBroken(
                _("We nemen training over van %(first)s tot en met dit jaar.")
                % {"first": FIRST_TAKEN_OVER}
            )


def _mark(one: Earlier | TakenOver) -> tuple[int, str, int, date | None]:
    return one.person_id, one.title, one.year, one.on


def _there(people: Collection[int]) -> set[tuple[int, str, int, date | None]]:
    return {_mark(row) for row in TakenOver.objects.filter(person__in=people).iterator()}


def _firsts(learning: Iterable[Earlier]) -> Iterator[Earlier]:
    """The first of each mark: two rows may differ in hours alone."""
    seen = set()
    for one in learning:
        if _mark(one) not in seen:
            seen.add(_mark(one))
            yield one


def _record(verb: str, rows: Sequence[Any], by: Person, region: Area) -> None:
    for start in range(0, len(rows), AT_ONCE):
        facts = [(verb, row, None) for row in rows[start : start + AT_ONCE]]
        audit.record_many(facts, by=by, region_id=region.pk)
