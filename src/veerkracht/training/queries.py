"""Reading training: agendas, the finder, one edition, calendars, qualifications and points.

Apps above register in ``availability``, ``free_places``, ``edition_actions`` and
``workbench_actions``.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Sum, Value, When

from veerkracht.kernel.clock import local, now, today
from veerkracht.kernel.prepared_objects import PreparedObjects
from veerkracht.kernel.rows import MOST_OF_A_LIST, in_one_go
from veerkracht.people.policies import is_administrator, regions_of_coordinator
from veerkracht.training import rules
from veerkracht.training.calendars import calendar_of, uid_of
from veerkracht.training.cards import Card
from veerkracht.training.facts import EditionFacts, ask_facts, facts_of
from veerkracht.training.finding import FinderChoice, ahead, find, undated, without_dates
from veerkracht.training.models import (
    Achievement,
    Course,
    Edition,
    EditionState,
    Session,
    TakenOver,
    TakenOverCount,
    TrainerAssignment,
)
from veerkracht.training.registries import (
    Availability,
    AvailabilitySource,
    EditionAction,
    FreePlaces,
    availability,
    edition_actions,
    free_places,
    workbench_actions,
)
from veerkracht.training.several_editions_words import DEEDS
from veerkracht.training.structured import described_course, described_edition
from veerkracht.training.words import forms, index_text, question, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from veerkracht.people.models import Person
    from veerkracht.places.models import Area
    from veerkracht.training.models import EditionQuerySet, Qualification

CALLED_OFF_SHOWN = timedelta(days=30)
MOST_OTHERS = 4  # other dates on the page of an edition
MOST_NUMBER = 2**63  # the database has no number as large as this
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)  # stands for the moment of asking

__all__ = [
    "DEEDS",
    "Availability",
    "AvailabilitySource",
    "Card",
    "EditionAction",
    "EditionFacts",
    "FinderChoice",
    "FreePlaces",
    "accreditations_on",
    "achieved_by",
    "agenda",
    "ask_facts",
    "availability",
    "availability_of",
    "calendar_of",
    "cards",
    "courses_of",
    "dates_of_course",
    "described_course",
    "described_edition",
    "edition_actions",
    "edition_for_page",
    "edition_with_others",
    "editions_of_trainer",
    "facts_of",
    "find",
    "forms",
    "free_places",
    "holds",
    "index_text",
    "overlapping",
    "points_for",
    "published",
    "question",
    "sessions_by_edition",
    "sessions_given_by",
    "sessions_of",
    "taken_over_of",
    "taken_over_reach",
    "trainers_of",
    "uid_of",
    "undated",
    "undated_of_course",
    "visible_to",
    "words_of",
    "workbench_actions",
]


def visible_to(person: Person | AnonymousUser | None) -> EditionQuerySet:
    """All editions but drafts; to who coordinates or trains also their own drafts."""
    everything = Edition.objects.all()
    if person is None or not person.is_authenticated:
        return everything.exclude(state=EditionState.DRAFT)
    if is_administrator(person):
        return everything
    coordinated = Q(region__in=regions_of_coordinator(person))
    trained = Q(pk__in=TrainerAssignment.objects.filter(person=person.pk).values("edition"))
    return everything.filter(~Q(state=EditionState.DRAFT) | coordinated | trained)


def published(moment: datetime) -> EditionQuerySet:
    """Published editions that have not begun at this moment, soonest first, ready for cards."""
    return ahead(moment).select_related("course", "municipality", "region").defer("words")


def agenda(region: Area | None = None, limit: int = 3) -> list[Card]:
    """What begins first and can still be booked, for a front page."""
    coming = published(now()).filter(closes_at__gt=now())
    return cards(coming.filter(region=region)[:limit] if region else coming[:limit])


def dates_of_course(course_id: int, limit: int) -> list[Card]:
    """The dates of one course that lie ahead, soonest first: three queries."""
    return cards(published(now()).filter(course=course_id)[:limit])


def undated_of_course(course_id: int, limit: int) -> list[Card]:
    """The open editions of one course whose dates follow, the newest first: three queries."""
    return cards(without_dates(now()).filter(course=course_id)[:limit])


def cards(editions: Iterable[Edition]) -> list[Card]:
    """Editions with their sessions and places: one message beside that of the editions."""
    rows = list(editions)
    ids = [edition.pk for edition in rows]
    with in_one_go():
        sessions = _ask_sessions(ids)
        places = availability_of(ids)
    meetings = _by_edition(ids, sessions())
    return [Card(edition, meetings[edition.pk], places.get(edition.pk)) for edition in rows]


def availability_of(edition_ids: Sequence[int]) -> Mapping[int, Availability]:
    """How full each edition is, for those that an app above knows."""
    known: dict[int, Availability] = {}
    for source in availability if edition_ids else ():
        known |= source(edition_ids)
    return known


def edition_for_page(pk: int) -> Edition:
    """An edition with its course and places; raises Edition.DoesNotExist."""
    return _in_full().get(pk=pk)


def edition_with_others(pk: int, limit: int = MOST_OTHERS) -> tuple[Edition, list[Edition]]:
    """An edition, and others of its course that lie ahead, those without dates last: one query.

    At most :data:`MOST_OTHERS` others. Raises Edition.DoesNotExist.
    """
    rows = _with_others(pk, now())[: limit + 1] if pk < MOST_NUMBER else []
    if not rows or rows[0].pk != pk:
        raise Edition.DoesNotExist
    return rows[0], rows[1:]


def _with_others_query() -> EditionQuerySet:
    pk, moment = -1, LONG_AGO
    course = Subquery(Edition.objects.filter(pk=pk).values("course")[:1])
    dates = Q(starts_at__gt=moment) | Q(starts_at=None, opens_at__lte=moment, closes_at__gt=moment)
    coming = dates & Q(course=course, state=EditionState.PUBLISHED)
    first = Case(When(pk=pk, then=Value(0)), default=Value(1))
    return _in_full().filter(Q(pk=pk) | coming).order_by(first, "starts_at")[: MOST_OTHERS + 1]


_with_others = PreparedObjects(_with_others_query, -1, LONG_AGO)


def _in_full() -> EditionQuerySet:
    course = ("course__provider", "course__prerequisite", "course__grants")
    return Edition.objects.select_related(*course, "municipality", "region").defer("words")


def sessions_by_edition(edition_ids: Sequence[int]) -> dict[int, list[Session]]:
    """The sessions of each edition, first one first: one query."""
    return _by_edition(edition_ids, _ask_sessions(edition_ids)())


def _by_edition(ids: Sequence[int], sessions: Iterable[Session]) -> dict[int, list[Session]]:
    found: dict[int, list[Session]] = {pk: [] for pk in ids}
    for session in sessions:
        found[session.edition_id].append(session)
    return found


def _ask_sessions(edition_ids: Sequence[int]) -> Callable[[], list[Session]]:
    """Ask for the sessions of these editions; what it returns reads the answer."""
    if not 0 < len(edition_ids) <= MOST_OF_A_LIST:
        return lambda: list(_sessions(edition_ids))
    prepared = _prepared_sessions(len(edition_ids))
    return partial(prepared.objects, prepared.ask(*edition_ids))


@cache
def _prepared_sessions(number: int) -> PreparedObjects:
    stand_ins = [-place for place in range(1, number + 1)]
    return PreparedObjects(lambda: _sessions(stand_ins), *stand_ins)


def _sessions(edition_ids: Sequence[int]) -> QuerySet[Session]:
    return Session.objects.filter(edition__in=edition_ids).order_by("starts_at")


def sessions_of(edition: Edition) -> QuerySet[Session]:
    """The sessions, first one first."""
    return edition.sessions.order_by("starts_at")


def trainers_of(edition: Edition) -> list[TrainerAssignment]:
    """Who trains, in the order of assignment, each with the person."""
    return list(edition.trainer_assignments.select_related("person").order_by("pk"))


def holds(person: Person, qualification: Qualification, on: date) -> bool:
    """Whether this person holds the qualification on this day."""
    valid = Q(valid_until=None) | Q(valid_until__gte=on)
    held = Achievement.objects.filter(
        person=person, qualification=qualification, achieved_on__lte=on
    )
    return held.filter(valid).exists()


def accreditations_on(course: Course, day: date) -> list[rules.Points]:
    """What each register gives for the course on this day, at most one row per register."""
    rows = course.accreditations.values_list("register", "points", "valid_from", "valid_until")
    given = rules.points_on((rules.Points(*row) for row in rows), day)
    return [given[register] for register in sorted(given)]


def overlapping(edition_ids: Iterable[int], edition: Edition) -> list[Session]:
    """The sessions of these editions that overlap in time with one of ``edition``, in order."""
    clash = Session.objects.filter(
        edition=edition, starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at")
    )
    others = Session.objects.filter(edition__in=[pk for pk in edition_ids if pk != edition.pk])
    return list(
        others.filter(Exists(clash)).select_related("edition__course").order_by("starts_at")
    )


def editions_of_trainer(person: Person) -> EditionQuerySet:
    """The editions at which this person trains, latest first; called-off ones as well."""
    trained = Edition.objects.filter(trainer_assignments__person=person)
    return trained.select_related("course", "municipality", "region").order_by("-starts_at")


def courses_of(person: Person) -> QuerySet[Course]:
    """The courses of the regions that this person coordinates, by title."""
    regions = regions_of_coordinator(person)
    return Course.objects.filter(region__in=regions).select_related("region").order_by("title")


def points_for(edition: Edition) -> list[rules.Points]:
    """What each register gives for this edition: its last day decides."""
    return accreditations_on(
        edition.course, local(edition.ends_at).date() if edition.ends_at else today()
    )


def sessions_given_by(person: Any, since: datetime) -> QuerySet[Session]:
    """The sessions that this person gives from a moment on, and those called off in the last 30 days."""
    called_off = Q(
        edition__state=EditionState.CANCELLED, edition__changed_at__gte=now() - CALLED_OFF_SHOWN
    )
    given = Session.objects.filter(
        Q(edition__state=EditionState.PUBLISHED) | called_off,
        edition__trainer_assignments__person=person,
        ends_at__gt=since,
    )
    return given.select_related("edition__course", "edition__municipality").order_by("starts_at")


def achieved_by(person: Person) -> QuerySet[Achievement]:
    """Qualifications of this person, the newest first."""
    found = Achievement.objects.filter(person=person).select_related("qualification")
    return found.order_by("-achieved_on")


def taken_over_of(person: Person) -> QuerySet[TakenOver]:
    """Training that this person followed before the platform, as lists say; the newest first.

    Kept apart: it is no achievement, and no figure of reach reads it.
    """
    return TakenOver.objects.filter(person=person).order_by("-year", "-on", "title")


def taken_over_reach(region: Area) -> dict[int, int]:
    """Year → how many trainings of people were taken over for a region, named or as numbers.

    For a line of its own beside figures of reach; never to be added to them: nobody can check these
    lists, and somebody in them may have come here since.
    """
    reach: dict[int, int] = {}
    named = TakenOver.objects.filter(region=region).values_list("year").annotate(n=Count("pk"))
    numbers = TakenOverCount.objects.filter(region=region).values_list("year")
    for year, number in [*named.order_by(), *numbers.annotate(n=Sum("number")).order_by()]:
        reach[year] = reach.get(year, 0) + number
    return dict(sorted(reach.items()))
