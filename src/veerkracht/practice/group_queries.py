"""Reading intervision groups: one's own, how each is doing, hours by year, and lessons that were shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, DateTimeField, IntegerField, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from veerkracht.kernel.clock import local, now, today
from veerkracht.meetings.models import (
    Meeting,
    MeetingState,
    Member,
    Poll,
    Presence,
    SeriesState,
)
from veerkracht.meetings.queries import attended_by, hours
from veerkracht.people.policies import is_administrator, regions_of_coordinator
from veerkracht.people.queries import coordinators_of
from veerkracht.practice.group_actions import PURPOSE
from veerkracht.practice.group_lesson_models import Lesson, LessonVoice
from veerkracht.practice.group_models import Group
from veerkracht.practice.group_rules import Attended, Life, Standing, Verdict, judged, standing

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.meetings.models import Series
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area


def groups_of(person: Person) -> QuerySet[Group]:
    """The groups that somebody belongs to now, by name."""
    mine = Member.objects.filter(person=person, until=None).values("series")
    found = alive().filter(series__in=mine)
    return found.order_by("series__name", "pk")


def alive() -> QuerySet[Group]:
    """Groups that did not end."""
    return Group.objects.exclude(series__state=SeriesState.ENDED).select_related(
        "series__region", "coach"
    )


def card_ends(person: Person) -> list[tuple[int, int]]:
    """Meetings ahead of somebody's groups, each with its present end in seconds: till then a card is kept."""
    mine = Member.objects.filter(person=person, until=None).values("series")
    ahead = Meeting.objects.filter(
        series__in=mine, series__purpose=PURPOSE, state=MeetingState.PLANNED, ends_at__gt=now()
    )
    rows = ahead.order_by("ends_at", "pk").values_list("pk", "ends_at")
    return [(pk, int(ends_at.timestamp())) for pk, ends_at in rows]


def looked_after_by(person: Person) -> QuerySet[Group]:
    """The groups that somebody coaches, and those of the regions that they coordinate."""
    mine = Q(coach=person) | Q(series__region__in=regions_of_coordinator(person))
    found = alive() if is_administrator(person) else alive().filter(mine)
    return found.order_by("series__name", "pk")


def group_of(series: Series) -> Group | None:
    """The group of a series."""
    return Group.objects.filter(series=series).select_related("coach").first()


def with_life(groups: QuerySet[Group]) -> QuerySet[Any]:
    """Groups with when they met and meet, their open poll, how many people and how many meetings this year."""
    moment = now()
    goes_on = Meeting.objects.filter(series=OuterRef("series")).exclude(
        state=MeetingState.CANCELLED
    )
    past, ahead = goes_on.filter(ends_at__lte=moment), goes_on.filter(starts_at__gt=moment)
    this_year = past.filter(starts_at__year=today().year, state=MeetingState.HELD)
    asked = Poll.objects.filter(series=OuterRef("series"), closed_at=None)
    people = Member.objects.filter(series=OuterRef("series"), until=None)
    return groups.annotate(
        met=_one(past, Max("ends_at"), DateTimeField()),
        meets=_one(ahead, Min("starts_at"), DateTimeField()),
        asked=_one(asked, Max("made_at"), DateTimeField()),
        people=Coalesce(_one(people, Count("pk"), IntegerField()), 0),
        held=Coalesce(_one(this_year, Count("pk"), IntegerField()), 0),
    )


def _one(rows: QuerySet[Any], value: Any, kind: Any) -> Subquery:
    """One value of the rows of a group's series."""
    grouped = rows.order_by().values("series").annotate(found=value).values("found")
    return Subquery(grouped, output_field=kind)


def life_of(row: Any) -> Life:
    """What is known of a group that was read by ``with_life``."""
    return Life(began=row.series.started_at, met=row.met, meets=row.meets, asked=row.asked)


def lives(groups: QuerySet[Group]) -> Iterator[tuple[Any, Standing, Life]]:
    """Each group with how it is doing."""
    for row in with_life(groups):
        life = life_of(row)
        yield row, standing(life, now()), life


def who_hears(group: Group) -> list[Person]:
    """Who hears when a group falls asleep: its coach, or else who coordinates the region."""
    if group.coach is not None:
        return [group.coach]
    return coordinators_of(group.series.region_id)


# Hours


@dataclass(frozen=True)
class Year:
    """The meetings that somebody was at in one year, and whether the rule of KNOV is met."""

    year: int
    rows: tuple[Any, ...]
    minutes: int
    verdict: Verdict


def hours_by_year(person: Person) -> list[Year]:
    """Every year in which somebody met, the latest first; one query."""
    first = date(today().year - 7, 1, 1)
    rows: dict[int, list[Any]] = {}
    for row in _attended(person, first, today()):
        rows.setdefault(local(row.meeting.starts_at).year, []).append(row)
    return [_year(year, rows[year]) for year in sorted(rows, reverse=True)]


def hours_of_year(person: Person, year: int) -> Year:
    """The meetings of one year; one query."""
    return _year(year, list(_attended(person, date(year, 1, 1), date(year, 12, 31))))


def _attended(person: Person, since: date, until: date) -> QuerySet[Any]:
    there = Count("meeting__presences", filter=Q(meeting__presences__there=True))
    return attended_by(person, PURPOSE, since, until).annotate(present=there)


def _year(year: int, rows: list[Any]) -> Year:
    attended = [
        Attended(local(row.meeting.starts_at).date(), row.minutes, bool(row.meeting.facilitator_id))
        for row in rows
    ]
    return Year(year, tuple(rows), sum(row.minutes for row in rows), judged(attended))


def made_hours(person: Person, since: date, until: date) -> Iterable[tuple[date, Decimal, str]]:
    """Day, hours and group of every meeting that somebody was at; one query."""
    for row in attended_by(person, PURPOSE, since, until):
        day = local(row.meeting.starts_at).date()
        yield day, hours(row.minutes), str(row.meeting.series)


# Lessons


def lessons_in(region: Area) -> QuerySet[Lesson]:
    """The lessons that groups in a region shared, the latest first."""
    shared = Lesson.objects.filter(region=region, published_on__isnull=False)
    return shared.order_by("-published_on", "-pk")


def own_voice(person: Person, meeting: Meeting) -> LessonVoice | None:
    """What is asked of somebody about the lesson of a meeting."""
    asked = LessonVoice.objects.filter(lesson__meeting=meeting, person=person)
    return (
        asked.select_related("lesson")
        .annotate(waiting=Count("lesson__voices", filter=Q(lesson__voices__agreed=False)))
        .first()
    )


def was_there(person: Person, meeting: Meeting) -> bool:
    """Whether somebody was at a meeting that was held."""
    rows = Presence.objects.filter(meeting=meeting, person=person, there=True)
    return rows.filter(meeting__state=MeetingState.HELD).exists()


def voices_waiting(person: Person) -> QuerySet[LessonVoice]:
    """Lessons that wait for somebody's yes or no."""
    asked = LessonVoice.objects.filter(person=person, agreed=False)
    return asked.select_related("lesson__meeting__series").order_by("-pk")
