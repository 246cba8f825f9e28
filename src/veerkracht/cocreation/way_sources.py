"""What ways of working, questions, joining in and the student board give to the registries of the apps below."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.cocreation import (
    ask_letters,
    ask_queries,
    join_letters,
    join_queries,
    student_letters,
    student_policies,
    student_queries,
    way_letters,
    way_policies,
    way_queries,
    way_search,
)
from veerkracht.cocreation.ask_actions import pass_on_late
from veerkracht.cocreation.student_actions import close_past
from veerkracht.cocreation.way_privacy import RULES, OwnPlacements, OwnQuestions, OwnWays
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.searching import searchable
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.policies import asks_profile_itself, is_coordinator

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Offer, Placement, Question, Reaction, Way
    from veerkracht.people.models import Person

MOST = 3


def register() -> None:
    """Put every source in its registry."""
    for letters in (ask_letters, join_letters, student_letters, way_letters):
        letters.register()
    for page in ("ask", "question", "answer", "join", "joined", "ask_mine"):
        asks_profile_itself.add(f"cocreation.{page}", f"cocreation:{page}")
    own_pages.add("cocreation.ways", my_pages, order=48)
    tasks.add("cocreation.questions", my_questions, order=36)
    tasks.add("cocreation.ways", my_work, order=47)
    tasks.add("cocreation.students", my_reactions, order=48)
    own_data.add("cocreation.ways", OwnWays())
    own_data.add("cocreation.questions", OwnQuestions())
    own_data.add("cocreation.placements", OwnPlacements())
    searchable.add("cocreation.ways", way_search.found, order=42)
    jobs.add("cocreation.questions", Job(run=pass_on_late, every=timedelta(minutes=15)))
    jobs.add("cocreation.placements", Job(run=close_past, every=timedelta(hours=6)))
    for name, rule in RULES.items():
        retention.add(f"cocreation.{name}", rule)


def my_pages(person: Person) -> list[OwnPage]:
    """Questions and ways of working of my own; by role the pages of work. No query beyond the roles."""
    pages = [
        OwnPage(_("Vragen en aanbod"), reverse("cocreation:ask_mine")),
        OwnPage(_("Werkvormen van mij"), reverse("cocreation:way_mine")),
    ]
    if student_policies.organisations_of(person):
        pages.append(OwnPage(_("Stages en opdrachten"), reverse("cocreation:student_mine")))
    if way_policies.keeps(person):
        pages.append(OwnPage(_("Werkvormen"), reverse("cocreation:way_work"), work=True))
    if is_coordinator(person):
        pages += [
            OwnPage(_("Vragen aan de beweging"), reverse("cocreation:ask_work"), work=True),
            OwnPage(_("Aanbod van wie meedoet"), reverse("cocreation:join_work"), work=True),
            OwnPage(_("Stages en opdrachten"), reverse("cocreation:student_mine"), work=True),
        ]
    return pages


def my_questions(person: Person) -> Asking[list[WaitingTask]]:
    """Questions that wait for my answer."""
    (lying,) = yield [ask_queries.lying_with(person)[:MOST]]
    return [_lying(one) for one in lying]


def _lying(one: Question) -> WaitingTask:
    return WaitingTask(
        title=_("Kun jij helpen?"),
        detail=one.title,
        url=reverse("cocreation:answer", args=[one.pk]),
        action=_("Lees de vraag"),
        due_at=one.due_at,
    )


def my_work(person: Person) -> Asking[list[WaitingTask]]:
    """For who coordinates or edits: questions that are stuck, offers, placements and proposals that wait."""
    if not way_policies.keeps(person):
        return []
    stuck, offers, placements, ways = yield [
        ask_queries.stuck_for(person)[:MOST],
        join_queries.waiting_for(person)[:MOST],
        student_queries.to_review(person)[:MOST],
        way_queries.to_review()[:MOST],
    ]
    return [
        *(_stuck(one) for one in stuck),
        *(_offer(one) for one in offers),
        *(_placement(one) for one in placements),
        *(_way(one) for one in ways if one.made_by_id != person.pk),
    ]


def _stuck(one: Question) -> WaitingTask:
    return WaitingTask(
        title=_("Deze vraag ligt bij jou"),
        detail=one.title,
        url=reverse("cocreation:ask_work_question", args=[one.pk]),
        action=_("Kies wie kan helpen"),
    )


def _offer(one: Offer) -> WaitingTask:
    return WaitingTask(
        title=_("Iemand wil meedoen"),
        detail=one.themes,
        url=reverse("cocreation:join_work_offer", args=[one.pk]),
        action=_("Bekijk het aanbod"),
    )


def _placement(one: Placement) -> WaitingTask:
    return WaitingTask(
        title=_("Een stage of opdracht wacht op jou"),
        detail=one.title,
        url=reverse("cocreation:student_placement", args=[one.pk]),
        action=_("Bekijk de opdracht"),
    )


def _way(one: Way) -> WaitingTask:
    return WaitingTask(
        title=_("Een werkvorm wacht op jou"),
        detail=one.title,
        url=reverse("cocreation:way", args=[one.slug]),
        action=_("Bekijk de werkvorm"),
    )


def my_reactions(person: Person) -> Asking[list[WaitingTask]]:
    """Students who wait for an answer of my organisation."""
    if not student_policies.organisations_of(person):
        return []
    (waiting,) = yield [student_queries.to_answer(person)[:MOST]]
    return [_reaction(one) for one in waiting]


def _reaction(one: Reaction) -> WaitingTask:
    return WaitingTask(
        title=_("Een student wacht op antwoord"),
        detail=one.placement.title,
        url=reverse("cocreation:student_answer", args=[one.pk]),
        action=_("Lees de reactie"),
    )
