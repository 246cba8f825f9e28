"""Verbs on courses, their accreditation, and qualifications. Reached through ``actions``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from veerkracht.audit import actions as audit
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import check_may_coordinate, regions_of_coordinator
from veerkracht.training import rules
from veerkracht.training.events import CourseChanged
from veerkracht.training.models import Accreditation, Achievement, Course, Qualification
from veerkracht.training.policies import check_may_change_course
from veerkracht.training.wording import refuse
from veerkracht.training.writing import differences, locked, refresh_words, set_values, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from veerkracht.people.models import Organisation, Person, Sector
    from veerkracht.places.models import Area


class CourseValues(TypedDict, total=False):
    """What can be said of a course, named as in the model.

    ``title``, ``kind``, ``summary`` and ``hours`` are needed.
    """

    title: str
    title_en: str
    kind: str
    summary: str
    summary_en: str
    goals: str
    goals_en: str
    sectors: Iterable[Sector]
    for_students: bool
    hours: Decimal
    group_min: int
    group_max: int
    prerequisite: Qualification | None
    grants: Qualification | None
    provider: Organisation | None


@transaction.atomic
def make_course(
    *, by: Person | None, region: Area, slug: str = "", **values: Unpack[CourseValues]
) -> Course:
    """A new course of this region.

    Raises NotAllowed for who does not coordinate the region, RuleBroken for values that cannot be.
    """
    if by:
        check_may_coordinate(by, region.pk)
    course = Course(region=region)
    sectors = list(values.pop("sectors", ()))
    _write(course, dict(values), ["title", "kind", "summary", "hours"])
    course.slug = slug or _free_slug(course.title)
    course.save()
    course.sectors.set(sectors)
    audit.record(
        "training.course_made", course, by=by, region_id=region.pk, values={"title": course.title}
    )
    announce(CourseChanged(course.pk))
    return course


@transaction.atomic
def change_course(
    *, by: Person | None, course: Course, version: int, **values: Unpack[CourseValues]
) -> Course:
    """Change what is given; OutOfDate when the course is not of the version that was seen."""
    row = locked(Course, course.pk, version)
    if by:
        check_may_change_course(by, row)
    changes: dict[str, Any] = {}
    if "sectors" in values:
        changes |= _set_sectors(row, list(values.pop("sectors")))
    fields = differences(row, dict(values))
    _write(row, {name: after for name, (_before, after) in fields.items()})
    changes |= fields
    if changes:
        row.version += 1
        row.save()
        _tell(row, "training.course_changed", by, told(changes))
    return row


@transaction.atomic
def add_accreditation(
    *,
    by: Person | None,
    course: Course,
    register: str,
    points: Decimal,
    identifier: str,
    valid_from: date,
    valid_until: date,
) -> Accreditation:
    """A register gives points for the course in this period; one row per register and first day."""
    row = locked(Course, course.pk)
    if by:
        check_may_change_course(by, row)
    accreditation = Accreditation(course=row)
    given = {
        "register": register,
        "points": points,
        "identifier": identifier,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    set_values(accreditation, given)
    refuse(rules.flaws_of_accreditation(points, valid_from, valid_until))
    if row.accreditations.filter(register=register, valid_from=valid_from).exists():
        raise RuleBroken(_("Dit register staat er al bij vanaf die dag."), field="valid_from")
    accreditation.save()
    _tell(
        row, "training.accreditation_added", by, {name: str(value) for name, value in given.items()}
    )
    return accreditation


@transaction.atomic
def remove_accreditation(*, by: Person | None, accreditation: Accreditation) -> None:
    """Take a register's points away from a course."""
    row = locked(Course, accreditation.course_id)
    if by:
        check_may_change_course(by, row)
    values = {
        "register": accreditation.register,
        "points": str(accreditation.points),
        "identifier": accreditation.identifier,
    }
    try:
        accreditation.delete()
    except ProtectedError as held:
        raise RuleBroken(
            _("Met deze accreditatie zijn al punten doorgegeven. Laat hem staan als bewijs.")
        ) from held
    _tell(row, "training.accreditation_removed", by, values)


@transaction.atomic
def make_qualification(
    *, by: Person | None, slug: str, name: str, name_en: str = "", valid_months: int | None = None
) -> Qualification:
    """Something that one can be said to have learnt; the same slug gives the one that exists."""
    found, made = Qualification.objects.get_or_create(
        slug=slug, defaults={"name": name, "name_en": name_en, "valid_months": valid_months}
    )
    if made:
        audit.record("training.qualification_made", found, by=by, values={"name": name})
    return found


@transaction.atomic
def record_achievement(
    *, by: Person | None, person: Person, qualification: Qualification, on: date
) -> Achievement:
    """A person holds a qualification from this day; the same day again changes nothing.

    Raises NotAllowed unless ``by`` coordinates somewhere, or is None: the installation itself.
    """
    require(by is None or bool(regions_of_coordinator(by)))
    valid_until = rules.expiry(on, qualification.valid_months)
    achievement, made = Achievement.objects.get_or_create(
        person=person,
        qualification=qualification,
        achieved_on=on,
        defaults={"valid_until": valid_until},
    )
    if made:
        values = {"qualification": qualification.slug, "on": on.isoformat()}
        audit.record("training.achievement_recorded", achievement, by=by, values=values)
    return achievement


@transaction.atomic
def withdraw_achievement(
    *, by: Person | None, person: Person, qualification: Qualification, on: date
) -> bool:
    """A person does not hold a qualification from this day after all; whether it was there.

    What was taken over from a list stays. Raises NotAllowed unless ``by`` coordinates somewhere, or is
    None: the installation itself.
    """
    require(by is None or bool(regions_of_coordinator(by)))
    rows = Achievement.objects.filter(person=person, qualification=qualification, achieved_on=on)
    achievement = rows.filter(taken_over=False).first()
    if achievement is None:
        return False
    values = {"qualification": qualification.slug, "on": on.isoformat()}
    audit.record("training.achievement_withdrawn", achievement, by=by, values=values)
    achievement.delete()
    return True


def _write(course: Course, values: dict[str, Any], needed: Sequence[str] = ()) -> None:
    set_values(course, {**{name: getattr(course, name) for name in needed}, **values})
    refuse(rules.flaws_of_course(course.hours, course.group_min, course.group_max))


def _set_sectors(course: Course, sectors: list[Sector]) -> dict[str, Any]:
    before = sorted(course.sectors.values_list("pk", flat=True))
    after = sorted(sector.pk for sector in sectors)
    course.sectors.set(sectors)
    return {} if before == after else {"sectors": (str(before), str(after))}


def _tell(course: Course, verb: str, by: Person | None, values: dict[str, Any]) -> None:
    audit.record(verb, course, by=by, region_id=course.region_id, values=values)
    editions = course.editions.select_related("course__provider", "municipality")
    refresh_words(editions.prefetch_related("course__sectors"))
    announce(CourseChanged(course.pk))


def _free_slug(title: str) -> str:
    """The title as an address; numbered when another course has it."""
    wanted = slugify(title)[:70] or "training"
    taken = set(Course.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in _numbered(wanted) if slug not in taken)


def _numbered(slug: str) -> Iterable[str]:
    yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1
