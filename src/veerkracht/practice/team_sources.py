"""What team plans give to the registries of the apps below: tasks, pages, letters, own data, retention."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.actions import mergers
from veerkracht.practice import team_letters as letters
from veerkracht.practice.team_actions import tell_team_looks
from veerkracht.practice.team_models import KEPT_TEAM, TeamMember, TeamPlan
from veerkracht.practice.team_queries import looks_waiting, team_plans_of

if TYPE_CHECKING:
    from veerkracht.people.models import Person

A_YEAR = timedelta(days=366)  # until the last look
MOST = 3


def register() -> None:
    """Put every source in its registry."""
    letters.register()
    mergers.add("practice.teams", before_merging)
    jobs.add("practice.team_looks", Job(run=tell_team_looks, every=timedelta(minutes=10)))
    own_pages.add("practice.teams", my_pages, order=34)
    tasks.add("practice.teams", my_tasks, order=34)
    own_data.add("practice.teams", OwnTeams())
    title = gettext_lazy("Plannen van teams")
    retention.add(
        "practice.teams",
        Retention(title, lambda: _past().count(), lambda: _past().delete()[0]),
    )


def my_pages(person: Person) -> list[OwnPage]:
    """Plans of one's teams."""
    return [OwnPage(_("Plannen van mijn team"), reverse("practice:team_plans"))]


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Looking at a plan when it is time."""
    (looks,) = yield [looks_waiting(person)[:MOST]]
    return [
        WaitingTask(
            title=_("Kijk terug op het plan van %(team)s") % {"team": one.plan.team},
            detail=_("Na %(months)s maanden") % {"months": one.months},
            url=reverse("practice:team_look", args=[one.plan_id, one.months]),
            action=_("Kijk terug"),
        )
        for one in looks
    ]


def before_merging(keep: Person, drop: Person) -> None:
    """Nobody reads one plan twice, and nobody is the coach of the own team."""
    known = list(TeamMember.objects.filter(person=keep).values_list("plan", flat=True))
    TeamMember.objects.filter(person=drop, plan__in=known).delete()
    TeamPlan.objects.filter(lead=keep, coach=drop).update(coach=None)
    TeamPlan.objects.filter(lead=drop, coach=keep).update(coach=None)


class OwnTeams:
    """The plans that a person leads, reads or looks along with, to see and to leave."""

    title = gettext_lazy("Plannen van teams")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Which teams, and what one wrote as lead."""
        (rows,) = yield [team_plans_of(person).prefetch_related(None)]
        return [_plan(one, person) for one in rows]

    def erase(self, person: Any) -> None:
        """Leave every team; refuse for who leads one with other people in it."""
        led = TeamPlan.objects.filter(lead=person)
        if led.filter(members__isnull=False).exists():
            message = _(
                "Je leidt een team met een plan. Haal het plan weg, of laat de lezers eruit."
            )
            raise RuleBroken(message)
        led.delete()
        TeamMember.objects.filter(person=person).delete()
        TeamPlan.objects.filter(coach=person).update(coach=None)


def _plan(one: TeamPlan, person: Any) -> dict[str, Any]:
    leads = one.lead_id == person.pk
    return {
        _("Team"): str(one),
        _("Begonnen"): one.starts_on,
        _("Je bent"): _("teamleider") if leads else _("lezer of coach"),
        _("Waar staan we?"): one.where_now if leads else "",
        _("Wat willen we?"): one.wanted if leads else "",
    }


def _past() -> QuerySet[TeamPlan]:
    return TeamPlan.objects.filter(starts_on__lt=today() - A_YEAR - KEPT_TEAM)
