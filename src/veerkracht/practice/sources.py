"""What practice gives to the registries of the apps below: tasks, pages, own data, letters, retention."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.enrolment.queries import Afterwards, after_training
from veerkracht.kernel.clock import now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.actions import mergers
from veerkracht.practice import (
    coaching_sources,
    forming_sources,
    group_sources,
    letters,
    team_sources,
)
from veerkracht.practice.actions import tell_look_backs
from veerkracht.practice.merging import before_merging
from veerkracht.practice.models import KEPT, LOOK_BACK_AFTER, Coach, Commitment, Outcome, Plan
from veerkracht.practice.policies import can_coach
from veerkracht.practice.queries import look_backs_waiting, without_plan

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.enrolment.models import Enrolment
    from veerkracht.people.models import Person

ASKED_FOR = timedelta(days=30)  # a task on Mijn plek goes by itself after that
MOST = 3


def register() -> None:
    """Put every source in its registry."""
    letters.register()
    forming_sources.register()
    group_sources.register()
    coaching_sources.register()
    team_sources.register()
    mergers.add("practice", before_merging)
    jobs.add("practice.look_backs", Job(run=tell_look_backs, every=timedelta(minutes=10)))
    own_pages.add("practice", my_pages, order=30)
    tasks.add("practice", my_tasks, order=30)
    after_training.add("practice", plan_after, order=40)
    own_data.add("practice", OwnCommitments())
    retention.add("practice", Retention(gettext_lazy("Voornemens"), overdue, carry_out))


def my_pages(person: Person) -> list[OwnPage]:
    """One's own commitments; for trainers also what people let them see."""
    pages = [OwnPage(_("Mijn voornemens"), reverse("practice:mine"))]
    if can_coach(person):
        url = reverse("practice:shared")
        pages.append(OwnPage(_("Voornemens die mensen met je delen"), url, work=True))
    return pages


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Looking back when one was asked to, and writing down what to do differently after a training."""
    since = now() - ASKED_FOR
    waiting = look_backs_waiting(person).filter(told_at__gte=since)
    ended = without_plan(person).filter(edition__ends_at__range=(since, now()))
    look_backs, rows = yield [waiting[:MOST], ended[:MOST]]
    back = [
        WaitingTask(
            title=_("Hoe gaat het met wat je anders wilde doen?"),
            detail=str(one.plan.edition.course),
            url=reverse("practice:look_back", args=[one.token]),
            action=_("Kijk terug"),
        )
        for one in look_backs
    ]
    return back + [
        WaitingTask(
            title=_("Wat ga je nu anders doen?"),
            detail=str(row.edition.course),
            url=reverse("practice:plan", args=[row.edition_id]),
            action=_("Schrijf het op"),
        )
        for row in rows
    ]


def plan_after(enrolment: Enrolment) -> Asking[list[Afterwards]]:
    """What one meant to do differently after a training; or where to write it down, for who was there."""
    mine = Plan.objects.filter(person=enrolment.person_id, edition=enrolment.edition_id)
    (found,) = yield [mine[:1]]
    if not found and enrolment.came is False:
        return []
    words = (
        _("Je voornemens na deze training") if found else _("Schrijf op wat je anders gaat doen")
    )
    return [Afterwards(words, reverse("practice:plan", args=[enrolment.edition_id]), "edit")]


class OwnCommitments:
    """What a person means to do differently and how it went, to see and to erase."""

    title = gettext_lazy("Voornemens")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Every commitment, every answer, and who may look along."""
        mine = Commitment.objects.filter(plan__person=person).select_related(
            "plan__edition__course"
        )
        went = Outcome.objects.filter(commitment__plan__person=person)
        coaches = Coach.objects.filter(plan__person=person).select_related("person")
        looking = Coach.objects.filter(person=person).select_related("plan__person")
        commitments, outcomes, seen_by, sees = yield [
            mine.order_by("plan", "number"),
            went.select_related("commitment", "look_back").order_by("pk"),
            coaches.order_by("pk"),
            looking.order_by("pk"),
        ]
        return [
            *(_commitment(one) for one in commitments),
            *(_outcome(one) for one in outcomes),
            *({_("Wie mag meekijken"): str(one.person), _("Sinds"): one.since} for one in seen_by),
            *({_("Met wie je meekijkt"): str(one.plan.person)} for one in sees),
        ]

    def erase(self, person: Any) -> None:
        """All of it goes."""
        Plan.objects.filter(person=person).delete()
        Coach.objects.filter(person=person).delete()


def _commitment(one: Commitment) -> dict[str, Any]:
    return {
        _("Training"): str(one.plan.edition.course),
        _("Opgeschreven"): one.plan.made_at,
        _("Wat je anders doet"): one.what,
        _("Met wie"): one.with_whom,
        _("Wanneer"): one.by_when,
    }


def _outcome(one: Outcome) -> dict[str, Any]:
    return {
        _("Teruggekeken op"): one.commitment.what,
        _("Na dagen"): one.look_back.days,
        _("Hoe het ging"): str(one.get_went_display()),
        _("Wat hielp of in de weg zat"): ", ".join(one.reasons),
        _("In eigen woorden"): one.words,
    }


def _past() -> QuerySet[Plan]:
    last = timedelta(days=max(LOOK_BACK_AFTER))
    return Plan.objects.filter(made_at__lt=now() - last - KEPT)


def overdue() -> int:
    """Plans whose last look-back was more than two years ago."""
    return _past().count()


def carry_out() -> int:
    """Remove them with all that belongs to them."""
    return _past().delete()[1].get("practice.Plan", 0)
