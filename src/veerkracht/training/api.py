"""Training's part of the API: the catalogue, readable by everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from ninja import Query
from pydantic import Field

from veerkracht.connections.rest import (
    Answer,
    Code,
    DayAsked,
    Filters,
    FlagAsked,
    NumberAsked,
    NumberInPath,
    Page,
    Router,
    Scope,
    page,
    reads,
)
from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.clock import now
from veerkracht.training import queries
from veerkracht.training.models import Accreditation, Course, Edition, EditionState, Session

if TYPE_CHECKING:
    from veerkracht.training.queries import Availability

router = Router(tags=["Aanbod"])
STATES = {EditionState.PUBLISHED: "published", EditionState.CANCELLED: "calledOff"}


class AccreditationAnswer(Answer):
    """Points of a professional register, and the days on which they count."""

    register_code: str
    points: float
    identifier: str
    valid_from: date
    valid_until: date


class CourseAnswer(Answer):
    """A training as it is designed."""

    id: int
    slug: str
    title: str
    summary: str
    goals: list[str]
    kind: str
    hours: float
    region: str
    sectors: list[str]
    for_students: bool
    prerequisite: str | None
    grants: str | None
    provider: str | None
    accreditations: list[AccreditationAnswer]


class CoursePage(Page):
    """Trainings."""

    items: list[CourseAnswer]


class SessionAnswer(Answer):
    """One meeting; ``uid`` is the same as in calendars."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    venue: str


class AvailabilityAnswer(Answer):
    """How full it is at this moment; ``free`` can be had at once when nobody waits or must agree."""

    capacity: int
    free: int
    waiting: int
    kept: int = Field(description="Plaatsen die tot een dag voor een groep bewaard worden.")
    approver: str | None = Field(description="Wie eerst akkoord moet geven, of null.")


class EditionAnswer(Answer):
    """A training on given dates: what one can book."""

    id: int
    course_id: int
    course_title: str
    state: str = Field(description="published of calledOff")
    region: str
    municipality: str | None
    venue: str
    is_online: bool
    language: str
    opens_at: datetime
    closes_at: datetime
    cancel_until: datetime
    is_open: bool
    starts_at: datetime | None
    ends_at: datetime | None
    sessions: list[SessionAnswer]
    price_in_cents: int
    note: str
    availability: AvailabilityAnswer | None
    sequence: int
    url: str


class EditionPage(Page):
    """Editions."""

    items: list[EditionAnswer]


class CourseFilters(Filters):
    """Which trainings."""

    region: Code | None = Field(None, description="Code van een regio, zoals zuid-limburg.")
    for_students: FlagAsked | None = Field(None, description="Alleen met of zonder studenten.")


class EditionFilters(Filters):
    """Which editions. Without ``startsFrom`` also those of the past."""

    course_id: NumberAsked | None = Field(None, description="Alleen van deze training.")
    region: Code | None = Field(None, description="Code van een regio, zoals zuid-limburg.")
    starts_from: DayAsked | None = Field(
        None, description="Begint op of na deze dag (Nederlandse tijd)."
    )
    starts_until: DayAsked | None = Field(
        None, description="Begint op of voor deze dag (Nederlandse tijd)."
    )
    open: FlagAsked | None = Field(None, description="true: je kunt je nu inschrijven.")


@reads(
    router,
    "/courses",
    CoursePage,
    scope=Scope.CATALOGUE_READ,
    public=True,
    says=_("Trainingen waarvan data openbaar zijn"),
)
def list_courses(request: HttpRequest, filters: Query[CourseFilters]) -> dict[str, Any]:
    """Courses that have a public edition, by number."""
    rows = _courses()
    if filters.region:
        rows = rows.filter(region__code=filters.region)
    if filters.for_students is not None:
        rows = rows.filter(for_students=filters.for_students)
    return page(request, rows, filters, lambda found: [_course_answer(row) for row in found])


@reads(
    router,
    "/courses/{int:course_id}",
    CourseAnswer,
    scope=Scope.CATALOGUE_READ,
    public=True,
    says=_("Eén training"),
)
def get_course(request: HttpRequest, course_id: NumberInPath) -> CourseAnswer:
    """One course that has a public edition."""
    course = _courses().filter(pk=course_id).first()
    if course is None:
        raise Http404
    return _course_answer(course)


@reads(
    router,
    "/editions",
    EditionPage,
    scope=Scope.CATALOGUE_READ,
    public=True,
    says=_("Data van trainingen, met de plaatsen die er nog zijn"),
)
def list_editions(request: HttpRequest, filters: Query[EditionFilters]) -> dict[str, Any]:
    """Public editions, by number."""
    return page(request, _editions().filter(_wanted(filters)), filters, edition_answers)


@reads(
    router,
    "/editions/{int:edition_id}",
    EditionAnswer,
    scope=Scope.CATALOGUE_READ,
    public=True,
    says=_("Eén datum van een training, met de plaatsen die er nog zijn"),
)
def get_edition(request: HttpRequest, edition_id: NumberInPath) -> EditionAnswer:
    """One public edition."""
    found = edition_answers(list(_editions().filter(pk=edition_id)))
    if not found:
        raise Http404
    return found[0]


def _courses() -> QuerySet[Course]:
    shown = queries.visible_to(None).values("course")
    rows = Course.objects.filter(pk__in=shown).select_related(
        "region", "prerequisite", "grants", "provider"
    )
    accreditations = Accreditation.objects.order_by("valid_from", "register")
    return rows.prefetch_related("sectors", Prefetch("accreditations", accreditations))


def _editions() -> QuerySet[Edition]:
    """What everybody may see. Drafts are not in the API, whoever asks."""
    sessions = Session.objects.order_by("starts_at")
    rows = queries.visible_to(None).select_related("course", "region", "municipality")
    return rows.defer("words").prefetch_related(Prefetch("sessions", sessions))


def _wanted(filters: EditionFilters) -> Q:
    wanted = Q()
    if filters.course_id is not None:
        wanted &= Q(course=filters.course_id)
    if filters.region is not None:
        wanted &= Q(region__code=filters.region)
    if filters.starts_from is not None:
        wanted &= Q(starts_at__date__gte=filters.starts_from)
    if filters.starts_until is not None:
        wanted &= Q(starts_at__date__lte=filters.starts_until)
    if filters.open is not None:
        moment = now()
        is_open = Q(state=EditionState.PUBLISHED, opens_at__lte=moment, closes_at__gt=moment)
        wanted &= is_open if filters.open else ~is_open
    return wanted


def _course_answer(course: Course) -> CourseAnswer:
    return CourseAnswer(
        id=course.pk,
        slug=course.slug,
        title=str(course),
        summary=course.lead,
        goals=course.goal_list,
        kind=course.kind,
        hours=float(course.hours),
        region=course.region.code,
        sectors=[sector.code for sector in course.sectors.all()],
        for_students=course.for_students,
        prerequisite=course.prerequisite.slug if course.prerequisite else None,
        grants=course.grants.slug if course.grants else None,
        provider=course.provider.name if course.provider else None,
        accreditations=[
            AccreditationAnswer(
                register_code=one.register,
                points=float(one.points),
                identifier=one.identifier,
                valid_from=one.valid_from,
                valid_until=one.valid_until,
            )
            for one in course.accreditations.all()
        ],
    )


def edition_answers(editions: Sequence[Edition]) -> list[EditionAnswer]:
    """Editions with their sessions and places."""
    places = queries.availability_of([edition.pk for edition in editions])
    return [_edition_answer(edition, places) for edition in editions]


def _edition_answer(edition: Edition, places: Mapping[int, Availability]) -> EditionAnswer:
    known = places.get(edition.pk)
    return EditionAnswer(
        id=edition.pk,
        course_id=edition.course_id,
        course_title=in_language(edition.course, "title"),
        state=STATES[EditionState(edition.state)],
        region=edition.region.code,
        municipality=edition.municipality.name if edition.municipality else None,
        venue=edition.venue,
        is_online=edition.is_online,
        language=edition.language,
        opens_at=edition.opens_at,
        closes_at=edition.closes_at,
        cancel_until=edition.cancel_until,
        is_open=edition.is_open(now()),
        starts_at=edition.starts_at,
        ends_at=edition.ends_at,
        sessions=[_session_answer(session) for session in edition.sessions.all()],
        price_in_cents=edition.price,
        note=edition.note,
        availability=AvailabilityAnswer(
            capacity=known.capacity,
            free=known.free,
            waiting=known.waiting,
            kept=known.kept,
            approver=known.approver or None,
        )
        if known
        else None,
        sequence=edition.sequence,
        url=page_of(edition),
    )


def _session_answer(session: Session) -> SessionAnswer:
    return SessionAnswer(
        uid=queries.uid_of(session),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        venue=session.venue,
    )


def page_of(edition: Edition) -> str:
    """The address of the page for people, in Dutch."""
    with override("nl"):
        path = reverse("training:edition", args=[edition.pk, edition.course.slug])
    return f"{settings.PUBLIC_URL}{path}"
