"""The demo's coalitions: who sits in them, a year of meetings with minutes, and a meeting with an agenda to come."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from veerkracht.coalitions import agenda_queries
from veerkracht.coalitions.actions import (
    Line,
    add_point,
    approve_minutes,
    finish_minutes,
    give_seat,
    settle_point,
    start_coalition,
    write_line,
)
from veerkracht.coalitions.models import Agenda, Coalition, PointState, Seat
from veerkracht.config.demo.coalition_texts import COALITIONS, TOPICS
from veerkracht.kernel.clock import held_at, local, today, wall_time
from veerkracht.meetings.actions import When, mark_presence, plan_meeting, review_decision
from veerkracht.meetings.models import Meeting
from veerkracht.meetings.queries import decisions_to_review, members_at
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Organisation
from veerkracht.places.models import Area
from veerkracht.places.queries import region
from veerkracht.programme.actions import change_action
from veerkracht.programme.models import OPEN_ACTION, Action

if TYPE_CHECKING:
    from veerkracht.coalitions.models import Point
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.coalition_texts import CoalitionPlan, Topic
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person

BEGAN = 30  # days before the first meeting
PLANNED, BROUGHT = 21, 6  # days before a meeting: when it is planned, when points come
EVERY = 2  # each second meeting leaves a point for the next
WHY = "De gemeente kiest in januari pas een bouwer."


def bring_in(cast: Cast, history: History) -> None:
    """Make what is missing; a coalition that is there already stays as it is."""
    for plan in COALITIONS:
        if not Coalition.objects.filter(name=plan.name).exists():
            _bring(plan, cast, history)
    send_due()


def _bring(plan: CoalitionPlan, cast: Cast, history: History) -> None:
    with held_at(history.days_ago(plan.met[0] + BEGAN)):
        coalition = _start(plan, cast)
        _seats(coalition, plan, cast)
    before: Meeting | None = None
    for nth, days in enumerate(plan.met):
        before = _meets(coalition, plan, nth, history.days_ago(days), before)
    if plan.ahead:
        _comes(coalition, plan, history)


def _start(plan: CoalitionPlan, cast: Cast) -> Coalition:
    by = cast.coordinator(plan.region)
    area = Area.objects.filter(code=plan.area, valid_until=None).latest("valid_from")
    return start_coalition(
        name=plan.name,
        kind=plan.kind,
        area=area,
        region=region(plan.region),
        coordinator=cast[plan.coordinator],
        purpose=plan.purpose,
        by=by,
    )


def _seats(coalition: Coalition, plan: CoalitionPlan, cast: Cast) -> None:
    """Those who are named, and some of the crowd who work in the town or region."""
    by = _leader(coalition)
    known = {one.slug: one for one in Organisation.objects.all()}
    for slug, name, role in plan.seats:
        person = cast[name] if name else None
        if slug in known:
            table = known[slug]
            _seat(coalition, by, "organisation", organisation=table, person=person, role=role)
        elif person is not None:
            _seat(coalition, by, "parent", person=person)
    for person in _crowd(plan, cast):
        _seat(coalition, by, "organisation", organisation=person.organisation, person=person)


def _seat(
    coalition: Coalition,
    by: Person,
    kind: str,
    *,
    organisation: Organisation | None = None,
    person: Person | None = None,
    role: str = "",
) -> None:
    give_seat(
        coalition=coalition, kind=kind, organisation=organisation, person=person, role=role, by=by
    )


def _leader(coalition: Coalition) -> Person:
    leader = coalition.coordinator
    if leader is None:
        raise LookupError(coalition.name)
    return leader


def _crowd(plan: CoalitionPlan, cast: Cast) -> list[Person]:
    fitting = [
        person
        for person, profile in cast.crowd
        if profile.region == plan.region
        and profile.kind == "professional"
        and person.organisation is not None
    ]
    begin = COALITIONS.index(plan) * 3
    return fitting[begin : begin + plan.crowd]


def _ten(moment: datetime) -> datetime:
    """Ten o'clock on that day; on a weekend the Friday before."""
    day = local(moment).date()
    day -= timedelta(days=max(0, day.weekday() - 4))
    return wall_time(datetime.combine(day, time(10)))


def _plan(coalition: Coalition, plan: CoalitionPlan, starts_at: datetime) -> Meeting:
    when = When(starts_at, starts_at + timedelta(hours=2), plan.place)
    return plan_meeting(series=coalition.series, when=when, by=_leader(coalition))


def _topics(plan: CoalitionPlan, nth: int) -> list[Topic]:
    """Two or three topics for each meeting, in turn; the one that nobody comes to only in between."""
    said = [one for one in TOPICS if one.said]
    mine = [said[(plan.first + nth * 2 + at) % len(said)] for at in range(2)]
    silent = [one for one in TOPICS if not one.said]
    return mine + (silent if nth % EVERY == 1 and plan.kind == "regional" else [])


def _meets(
    coalition: Coalition,
    plan: CoalitionPlan,
    nth: int,
    moment: datetime,
    before: Meeting | None,
) -> Meeting:
    """A meeting from planning to minutes; the minutes of the one before are approved in it."""
    starts_at, topics = _ten(moment), _topics(plan, nth)
    with held_at(starts_at - timedelta(days=PLANNED)):
        meeting = _plan(coalition, plan, starts_at)
    with held_at(starts_at - timedelta(days=BROUGHT)):
        _brings(meeting, topics)
    by = _leader(coalition)
    with held_at(starts_at + timedelta(minutes=20)):
        people = members_at(meeting)
        there = {one.pk: 120 if one == by or (at + nth) % 5 else 0 for at, one in enumerate(people)}
        mark_presence(meeting=meeting, minutes=there, by=by)
        _looks_back(coalition, by)
        if before is not None:
            approve_minutes(agenda=_agenda(before), by=by)
    _writes(coalition, meeting, topics, starts_at)
    return meeting


def _looks_back(coalition: Coalition, by: Person) -> None:
    """What was promised by now is done, and decisions whose day came still hold."""
    promised = Action.objects.filter(
        minute_line__point__agenda__meeting__series=coalition.series_id,
        status__in=OPEN_ACTION,
        due_on__lt=today(),
    )
    for action in promised:
        change_action(action=action, status="done", by=None)
    for decision in decisions_to_review([coalition.series], today()):
        review_decision(decision=decision, again_on=None, by=by)


def _agenda(meeting: Meeting) -> Agenda:
    found = agenda_queries.meeting_of(meeting.pk)
    agenda = agenda_queries.agenda_of(found) if found else None
    if agenda is None:
        raise LookupError(meeting.pk)
    return agenda


def _brings(meeting: Meeting, topics: list[Topic]) -> None:
    people, agenda = members_at(meeting), _agenda(meeting)
    known = set(agenda.points.values_list("title", flat=True))
    for at, topic in enumerate(topics):
        if topic.title in known:  # it was taken along
            continue
        add_point(
            agenda=agenda,
            title=topic.title,
            notes=topic.notes,
            minutes=topic.minutes,
            by=people[at % len(people)],
        )


def _writes(
    coalition: Coalition, meeting: Meeting, topics: list[Topic], starts_at: datetime
) -> None:
    """The minutes; those of the last meeting wait for the next to approve them."""
    by, agenda = _leader(coalition), _agenda(meeting)
    table = list(Seat.objects.filter(coalition=coalition, organisation__isnull=False))
    by_title = {one.title: one for one in topics}
    with held_at(starts_at + timedelta(minutes=50)):
        for at, point in enumerate(agenda_queries.points_of(agenda)):
            _writes_point(point, by_title.get(point.title), table[at % len(table)], by)
    with held_at(starts_at + timedelta(hours=3)):
        finish_minutes(agenda=_agenda(meeting), by=by)


def _writes_point(point: Point, topic: Topic | None, seat: Seat, by: Person) -> None:
    if point.standing == "health":
        said = "We keken samen naar de cijfers en naar het spinnenweb."
        write_line(point=point, line=Line("note", said), by=by)
    elif point.standing:
        settle_point(point=point, deed="discuss", by=by)
    elif topic is not None and topic.said:
        _writes_topic(point, topic, seat, by)
    elif point.carried and point.state == PointState.OPEN:
        _again(point, by)


def _again(point: Point, by: Person) -> None:
    """Taken along twice with a reason; then it is not needed any more."""
    if point.carried >= 3:
        settle_point(point=point, deed="drop", by=by)
    else:
        settle_point(point=point, deed="take-along", why=WHY, by=by)


def _writes_topic(point: Point, topic: Topic, seat: Seat, by: Person) -> None:
    write_line(point=point, line=Line("note", topic.said), by=by)
    if topic.decided:
        again = today() + timedelta(days=topic.again) if topic.again else None
        line = Line("decision", topic.decided, day=again, inside=topic.inside)
        write_line(point=point, line=line, by=by)
    if topic.promised:
        due = today() + timedelta(days=topic.due)
        write_line(point=point, line=Line("action", topic.promised, seat=seat, day=due), by=by)


def _comes(coalition: Coalition, plan: CoalitionPlan, history: History) -> None:
    """A meeting in some weeks, to which members brought points."""
    starts_at = _ten(history.days_ago(-plan.ahead))
    with held_at(history.days_ago(4)):
        meeting = _plan(coalition, plan, starts_at)
    with held_at(history.days_ago(1)):
        _brings(meeting, [one for one in TOPICS if one.said][:2])
