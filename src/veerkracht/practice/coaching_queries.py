"""Reading coaching: coaches with room, requests, what is planned, and when somebody is not free."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from veerkracht.enrolment.models import Approval, State
from veerkracht.kernel.clock import now
from veerkracht.people.models import Role, RoleKind
from veerkracht.people.policies import regions_of_coordinator
from veerkracht.planning import matching
from veerkracht.practice.coaching_models import (
    AppointmentState,
    BusyTime,
    CoachingAppointment,
    CoachingRequest,
    CoachProfile,
    RequestState,
)
from veerkracht.practice.coaching_policies import COACHES
from veerkracht.practice.coaching_rules import Span
from veerkracht.training.models import EditionState, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from veerkracht.people.models import Person


@dataclass(frozen=True)
class Candidate:
    """A coach who may be chosen: the profile, and how many people there are already."""

    profile: CoachProfile
    taken: int


def coach_profiles() -> QuerySet[Any]:
    """Coaches who may coach today, with how many people they have (``n_people``), by name."""
    by_role = Role.objects.current().filter(person=OuterRef("person"), kind__in=COACHES)
    profiles = CoachProfile.objects.filter(person__is_active=True).filter(
        Q(is_appointed=True) | Exists(by_role)
    )
    running = CoachingRequest.objects.filter(coach=OuterRef("person"), state=RequestState.MATCHED)
    counted = running.order_by().values("coach").annotate(n=Count("pk")).values("n")
    found = profiles.select_related("person__organisation").annotate(n_people=Subquery(counted))
    return found.prefetch_related("regions", "sectors").order_by("person__name", "pk")


def candidates(profiles: Iterable[Any] | None = None) -> list[Candidate]:
    """Coaches who take people now, with how many they have."""
    found = coach_profiles().filter(is_open=True) if profiles is None else profiles
    return [Candidate(one, one.n_people or 0) for one in found]


def waiting_requests(person: Person) -> QuerySet[CoachingRequest]:
    """Requests without a coach in the regions that somebody coordinates, the oldest first."""
    waiting = CoachingRequest.objects.filter(
        state=RequestState.WAITING, region__in=regions_of_coordinator(person)
    )
    return waiting.select_related("person__sector", "region", "proposed").order_by("made_at", "pk")


def coachings_of(person: Person) -> QuerySet[CoachingRequest]:
    """Somebody's own requests and coachings, the newest first."""
    mine = CoachingRequest.objects.filter(person=person).exclude(state=RequestState.WITHDRAWN)
    return mine.select_related("coach", "region").order_by("-made_at", "-pk")


def people_of(coach: Person) -> QuerySet[CoachingRequest]:
    """Whom somebody coaches now or did, those of now first."""
    theirs = CoachingRequest.objects.filter(coach=coach).select_related("person")
    return theirs.order_by("-state", "person__name", "pk")


def to_confirm(coach: Person) -> QuerySet[CoachingAppointment]:
    """Appointments that are over, of which the coach has not said whether they were held."""
    over = CoachingAppointment.objects.filter(
        coaching__coach=coach, state=AppointmentState.PLANNED, ends_at__lte=now()
    )
    return over.select_related("coaching__person").order_by("starts_at", "pk")


# For the solver


def problem(requests: Sequence[CoachingRequest], coaches: Sequence[Candidate]) -> matching.Problem:
    """What the solver must know of these requests and coaches."""
    apart = authority(
        {one.person_id for one in requests}, {one.profile.person_id for one in coaches}
    )
    return matching.Problem(
        coaches=tuple(as_coach(one) for one in coaches),
        requests=tuple(as_request(one, apart[one.person_id]) for one in requests),
    )


def as_coach(one: Candidate) -> matching.Coach:
    """A coach as the solver knows one; numbered by person."""
    profile = one.profile
    return matching.Coach(
        number=profile.person_id,
        load=profile.load,
        taken=one.taken,
        regions=frozenset(area.pk for area in profile.regions.all()),
        languages=frozenset(profile.languages),
        themes=frozenset(profile.themes),
        sectors=frozenset(sector.pk for sector in profile.sectors.all()),
        way=matching.Way(profile.way),
        organisation=profile.person.organisation_id,
    )


def as_request(one: CoachingRequest, apart: Iterable[int]) -> matching.Request:
    """A request as the solver knows one; oneself is kept apart as well."""
    return matching.Request(
        number=one.pk,
        region=one.region_id,
        languages=frozenset(one.languages),
        themes=frozenset(one.themes),
        sector=one.person.sector_id,
        way=matching.Way(one.way),
        organisation=one.person.organisation_id,
        apart=frozenset({*apart, one.person_id}),
    )


def authority(people: Collection[int], coaches: Collection[int]) -> dict[int, set[int]]:
    """By person the coaches with whom there is authority, one way or the other; two queries.

    Who speaks for somebody's employer, and who decided on somebody's request for a training.
    """
    found: dict[int, set[int]] = defaultdict(set)
    everybody = {*people, *coaches}
    speaks = Role.objects.current().filter(
        kind=RoleKind.EMPLOYER, organisation__people__in=everybody, person__in=everybody
    )
    decided = Approval.objects.filter(by__in=everybody, enrolment__person__in=everybody)
    pairs = [*speaks.values_list("person", "organisation__people")]
    pairs += decided.values_list("by", "enrolment__person")
    for one, other in pairs:
        found[other].add(one)
        found[one].add(other)
    return found


def choices_for(request: CoachingRequest) -> list[Candidate]:
    """Coaches whom this person may pick: with room, independent, in region and language; best first."""
    coaches = candidates()
    asked = problem([request], coaches)
    [as_asked] = asked.requests
    fits = [
        (matching.fit(as_asked, coach), one)
        for coach, one in zip(asked.coaches, coaches, strict=True)
        if matching.obstacle(as_asked, coach) is None
    ]
    return [one for _points, one in sorted(fits, key=lambda pair: -pair[0])]


# When somebody is not free


def appointments_between(
    people: Collection[int], span: Span, *, but: int | None = None
) -> QuerySet[CoachingAppointment]:
    """Planned appointments of any of these people that overlap a span, but one."""
    theirs = Q(coaching__person__in=people) | Q(coaching__coach__in=people)
    planned = CoachingAppointment.objects.filter(
        theirs,
        state__in=(AppointmentState.PLANNED, AppointmentState.HELD, AppointmentState.MISSED),
        starts_at__lt=span.ends_at,
        ends_at__gt=span.starts_at,
    )
    return planned.exclude(pk=but) if but else planned


def busy_spans(people: Collection[int], span: Span) -> list[Span]:
    """All busy time of these people within a span: appointments, own calendars and training; three queries."""
    rows = [
        *appointments_between(people, span).values_list("starts_at", "ends_at"),
        *busy_elsewhere(people, span).values_list("starts_at", "ends_at"),
        *training_between(people, span).values_list("starts_at", "ends_at"),
    ]
    return [Span(*row) for row in rows]


def busy_elsewhere(people: Collection[int], span: Span) -> QuerySet[BusyTime]:
    """Busy times of these people by their own calendars, within a span."""
    return BusyTime.objects.filter(
        calendar__person__in=people, starts_at__lt=span.ends_at, ends_at__gt=span.starts_at
    )


def training_between(people: Collection[int], span: Span) -> QuerySet[Session]:
    """Meetings of training in which any of these people has a place, or which they give."""
    has_place = Q(edition__enrolments__person__in=people, edition__enrolments__state=State.PLACED)
    gives = Q(edition__trainer_assignments__person__in=people)
    found = Session.objects.filter(
        has_place | gives,
        edition__state=EditionState.PUBLISHED,
        starts_at__lt=span.ends_at,
        ends_at__gt=span.starts_at,
    )
    return found.select_related("edition__course").distinct().order_by("starts_at")
