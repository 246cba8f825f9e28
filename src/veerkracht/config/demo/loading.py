"""Making what the demo lacks: people, courses and editions, with the history that led to today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from veerkracht.config.demo import (
    accounts,
    bookings,
    coalition_parents,
    coalitions,
    cocreation_council,
    cocreation_pilot,
    cocreation_way,
    cocreation_wish,
    connections,
    conversation_prepare,
    conversation_questions,
    funding,
    imports,
    monitoring_count,
    monitoring_release,
    monitoring_research,
    outreach_embed,
    outreach_movement,
    outreach_newsletter,
    outreach_search,
    practice,
    practice_coaching,
    practice_forming,
    practice_group,
    programme_acts,
    programme_promises,
    proof_attendance,
    proof_certificate,
    proof_evaluation,
    proof_register,
    sheets,
    terms,
)
from veerkracht.config.demo.cast import Cast, Directory, bring_in
from veerkracht.config.demo.courses import COURSES, CoursePlan
from veerkracht.config.demo.edition_history import EditionHistory
from veerkracht.config.demo.history import History
from veerkracht.config.demo.plans import EDITIONS, EditionPlan
from veerkracht.config.demo.told import tell_groups
from veerkracht.config.demo.website import open_calendars, publish_pages
from veerkracht.kernel.clock import held_at, now, today
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Person
from veerkracht.training.actions import add_accreditation, make_course
from veerkracht.training.models import Course, Edition, Qualification

BEGINNING = 400  # days ago: when the platform of the demo began
PARTS = (
    proof_certificate,
    proof_attendance,
    proof_evaluation,
    proof_register,
    practice,
    practice_forming,
    practice_group,
    practice_coaching,
    conversation_prepare,
    conversation_questions,
    sheets,
    programme_acts,  # after the sheets: their themes are the same
    programme_promises,
    coalitions,
    coalition_parents,
    funding,
    cocreation_wish,
    cocreation_council,
    cocreation_pilot,
    cocreation_way,
    monitoring_count,
    monitoring_release,
    monitoring_research,
    outreach_newsletter,
    outreach_embed,
    outreach_search,
    outreach_movement,
)
SAME = timedelta(days=45)  # an edition this near to its planned day is the one we made before


@dataclass(frozen=True)
class Loaded:
    """How much was made, and what the rules refused on the way (nothing, in a fresh database)."""

    people: int
    courses: int
    editions: int
    refused: list[str]


@transaction.atomic
def load() -> Loaded:
    """Make what is missing. What people changed or added in the demo since stays as it is."""
    people, courses = Person.objects.count(), Course.objects.count()
    history = History(now())
    with held_at(history.days_ago(BEGINNING)):
        directory = Directory.read()
        cast = bring_in(directory)
        known = _courses(directory, cast)
        send_due()
    missing = [plan for plan in EDITIONS if not _is_there(plan, known[plan.course])]
    for plan in missing:
        EditionHistory(plan, known[plan.course], directory, cast, history).begin()
    history.tell()
    publish_pages(cast["Rosa Redactie"])
    open_calendars([cast["Sanne Voorbeeld"], cast["Tess Trainersma"]])
    bookings.bring_in(directory, cast, history)
    connections.bring_in(directory, cast, history)
    accounts.bring_in(directory, cast, history)
    imports.bring_in(directory, cast)
    proof_evaluation.hold(directory, cast, history, known)
    terms.bring_in(directory, cast, history, known)
    tell_groups(cast)
    for part in PARTS:
        part.bring_in(cast, history)
    made = (Person.objects.count() - people, Course.objects.count() - courses, len(missing))
    return Loaded(*made, refused=history.refused)


def _courses(directory: Directory, cast: Cast) -> dict[str, Course]:
    related = ("prerequisite", "grants", "region")
    there = {course.slug: course for course in Course.objects.select_related(*related)}
    qualifications = {row.slug: row for row in Qualification.objects.all()}
    for plan in COURSES:
        if plan.slug not in there:
            there[plan.slug] = _course(plan, directory, cast, qualifications)
    return there


def _course(
    plan: CoursePlan, directory: Directory, cast: Cast, known: dict[str, Qualification]
) -> Course:
    by = cast.coordinator(plan.region)
    course = make_course(
        by=by,
        region=directory.regions[plan.region],
        slug=plan.slug,
        title=plan.title,
        title_en=plan.title_en,
        kind=plan.kind,
        summary=plan.summary,
        summary_en=plan.summary_en,
        goals=plan.goals,
        goals_en=plan.goals_en,
        sectors=[directory.sectors[code] for code in plan.sectors.split()],
        for_students=plan.for_students,
        hours=plan.hours,
        group_min=plan.group[0],
        group_max=plan.group[1],
        prerequisite=known.get(plan.needs),
        grants=known.get(plan.grants),
        provider=directory.organisations.get(plan.provider),
    )
    for register, points in plan.points:
        _accredit(course, register, points, by)
    return course


def _accredit(course: Course, register: str, points: int, by: Person) -> None:
    """Points for a course, under a number that nobody can take for a real one."""
    year = today().year
    add_accreditation(
        by=by,
        course=course,
        register=register,
        points=Decimal(points),
        identifier=f"voorbeeld-{register}-{course.pk:03}",
        valid_from=date(year, 1, 1),
        valid_until=date(year + 3, 12, 31),
    )


def _is_there(plan: EditionPlan, course: Course) -> bool:
    """Whether this edition was made before: the same course and venue, around the same time."""
    wanted = now() + timedelta(days=plan.day)
    near = Q(starts_at__range=(wanted - SAME, wanted + SAME))
    return Edition.objects.filter(near, course=course, venue=plan.venue).exists()
