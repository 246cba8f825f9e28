"""The demo's intervision groups: one with an open poll, one with a date, and one that fell asleep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from veerkracht.config.demo.courses import ZUID
from veerkracht.kernel.clock import held_at, local, wall_time
from veerkracht.meetings.actions import (
    When,
    answer_poll,
    choose_method,
    correct_own,
    make_method,
    mark_presence,
    plan_meeting,
    start_poll,
)
from veerkracht.meetings.models import Meeting, Poll
from veerkracht.meetings.queries import members_at
from veerkracht.messages.actions import send_due
from veerkracht.places.queries import region
from veerkracht.practice.group_actions import start_group
from veerkracht.practice.group_lesson_actions import answer_lesson, propose_lesson
from veerkracht.practice.group_lesson_models import Lesson
from veerkracht.practice.group_life_actions import look_after_groups
from veerkracht.practice.group_models import Group
from veerkracht.practice.models import JoinWish

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person

CROWD = 5  # members beside the ones by name


@dataclass(frozen=True)
class GroupPlan:
    """One group: who is in it by name, where, when it met (days ago), and what comes."""

    name: str
    why: str
    people: tuple[str, ...]
    first: int
    place: str
    met: tuple[int, ...]
    ahead: int = 0
    asks: bool = False


GROUPS = (
    GroupPlan(
        name="De Kring van Heerlen",
        why="Jullie werken allemaal rond de geboorte, in vijf organisaties, en kunnen op dinsdagavond.",
        people=("Sanne Voorbeeld", "Noor Verzonnen"),
        first=0,
        place="Huis van de Wijk, Heerlen",
        met=(370, 320, 270, 200, 130, 60, 12),
        asks=True,
    ),
    GroupPlan(
        name="Maasdenkers",
        why="Verschillende beroepen, dicht bij elkaar in Maastricht, en allemaal benieuwd naar zingeving.",
        people=("Noor Verzonnen",),
        first=5,
        place="Buurtcentrum De Maas, Maastricht",
        met=(340, 250, 160, 40),
        ahead=19,
    ),
    GroupPlan(
        name="De Stille Heuvel",
        why="Jullie volgden samen de basistraining en wilden blijven leren.",
        people=(),
        first=10,
        place="De Heuvel, Sittard",
        met=(365, 310, 240, 150),
    ),
)
METHODS = ("incident", "gossip", "five-steps", "balint")
THEMES = ("conversation", "together", "meaning", "boundaries", "parents", "workload")
LESSONS = (
    "Wie eerst stil is, hoort waar het echt over gaat.",
    "Een goede vraag helpt vaker dan een goed advies.",
)
BEGAN = 20  # days before the first meeting
FORMED_MET = (100, 40)  # days ago, of groups that were formed from wishes


def bring_in(cast: Cast, history: History) -> None:
    """Make what is missing; a group that is there already stays as it is."""
    for plan in GROUPS:
        if not Group.objects.filter(series__name=plan.name).exists():
            _bring(plan, cast, history)
    _formed_ones_meet(history)
    with held_at(history.days_ago(0.004)):
        look_after_groups()
    send_due()


def _bring(plan: GroupPlan, cast: Cast, history: History) -> None:
    people = [cast[name] for name in plan.people] + _crowd(cast, plan.first)
    by = cast.coordinator(ZUID)
    with held_at(history.days_ago(plan.met[0] + BEGAN)):
        group = start_group(
            region=region(ZUID),
            name=plan.name,
            people=people,
            by=by,
            why=plan.why,
            coach=cast["Tess Trainersma"],
        )
    for nth, days in enumerate(plan.met):
        _meets(group, plan, nth, days, history)
    _makes_a_method(group, people[0], plan, history)
    if plan.ahead:
        _plans(group, people[0], plan, history)
    if plan.asks:
        _asks(group, people, plan, history)


def _crowd(cast: Cast, first: int) -> list[Person]:
    """Professionals of the region who fill the group, and did not ask for one by the way of wishes."""
    wished = set(JoinWish.objects.values_list("person", flat=True))
    fitting = [
        person
        for person, profile in cast.crowd
        if profile.region == ZUID and profile.kind == "professional" and person.pk not in wished
    ]
    return fitting[first : first + CROWD]


def _formed_ones_meet(history: History) -> None:
    """The groups that were formed in spring came together since."""
    for group in Group.objects.filter(series__meetings=None).select_related("series"):
        if group.series.started_at < history.days_ago(FORMED_MET[0] + BEGAN):
            plan = GroupPlan(group.series.name, "", (), group.pk, "Bibliotheek", FORMED_MET)
            for nth, days in enumerate(FORMED_MET):
                _meets(group, plan, nth, days, history)


def _evening(history: History, days: float) -> datetime:
    """Half past seven in the evening, days ago (or ahead, below zero); never on a Sunday."""
    day = local(history.days_ago(days)).date()
    day -= timedelta(days=int(day.weekday() == 6))
    return wall_time(datetime.combine(day, time(19, 30)))


def _meets(group: Group, plan: GroupPlan, nth: int, days: int, history: History) -> None:
    starts_at = _evening(history, days)
    when = When(starts_at, starts_at + timedelta(hours=2), plan.place)
    current = group.series.members.filter(until=None).select_related("person").order_by("pk")
    members = [row.person for row in current]
    with held_at(starts_at - timedelta(days=15)):
        meeting = plan_meeting(series=group.series, when=when, by=members[0])
        send_due()
    leader = meeting.facilitator or members[0]
    with held_at(starts_at + timedelta(minutes=5)):
        method, theme = METHODS[nth % len(METHODS)], THEMES[(nth + plan.first) % len(THEMES)]
        choose_method(meeting=meeting, method=method, theme=theme, by=leader)
    with held_at(starts_at + timedelta(hours=3)):
        _marks(meeting, leader, nth)
    if nth < len(LESSONS) and plan.asks:
        _shares(meeting, starts_at + timedelta(days=1), LESSONS[nth])


def _marks(meeting: Meeting, leader: Person, nth: int) -> None:
    """One member in turn cannot come, and another went early and says so."""
    people = members_at(meeting)
    absent = (nth * 2 + 1) % len(people)
    minutes = {person.pk: 0 if at == absent else 120 for at, person in enumerate(people)}
    mark_presence(meeting=meeting, minutes=minutes, by=leader)
    early = people[(absent + 1) % len(people)]
    if nth % 3 == 1 and early != leader:
        correct_own(meeting=meeting, minutes=95, by=early)


def _shares(meeting: Meeting, moment: datetime, sentence: str) -> None:
    """Somebody proposes a sentence, and everybody who was there says yes."""
    meeting.refresh_from_db()
    there = [row.person for row in meeting.presences.filter(there=True).select_related("person")]
    with held_at(moment):
        lesson = propose_lesson(meeting=meeting, sentence=sentence, by=there[0])
        for person in there[1:]:
            answer_lesson(lesson=Lesson.objects.get(pk=lesson.pk), agrees=True, by=person)


def _makes_a_method(group: Group, by: Person, plan: GroupPlan, history: History) -> None:
    if not plan.asks:
        return
    steps = [
        ("Ieder noemt één woord over de week", 10),
        ("Wie brengt iets in? De kaart gaat open", 20),
        ("Vragen, geen raad", 25),
        ("Wat zou jij willen?", 20),
        ("Eén zin om mee te nemen", 10),
    ]
    with held_at(history.days_ago(90)):
        make_method(
            region=group.series.region,
            series=group.series,
            name="Rondje van de Kring",
            explanation="Kort en rustig, zoals wij het graag doen.",
            steps=steps,
            by=by,
        )


def _plans(group: Group, by: Person, plan: GroupPlan, history: History) -> None:
    starts_at = _evening(history, -plan.ahead)
    when = When(starts_at, starts_at + timedelta(hours=2), plan.place)
    with held_at(history.days_ago(3)):
        meeting = plan_meeting(series=group.series, when=when, by=by)
        choose_method(meeting=meeting, method="five-steps", theme="meaning", by=by)


def _asks(group: Group, people: list[Person], plan: GroupPlan, history: History) -> None:
    """A poll that some answered; Sanne did not yet."""
    dates = [_evening(history, -days) for days in (16, 17, 23, 24)]
    with held_at(history.days_ago(2)):
        poll = start_poll(
            series=group.series, dates=dates, minutes=120, by=people[1], place=plan.place
        )
    with held_at(history.days_ago(1)):
        for nth, person in enumerate(people[2:5]):
            _answers(poll, person, nth)


def _answers(poll: Poll, person: Person, nth: int) -> None:
    says = ("yes", "maybe", "no", "yes")
    given = {date.pk: says[(at + nth) % 4] for at, date in enumerate(poll.dates.all())}
    answer_poll(invitation=poll.invitations.get(person=person), answers=given)
