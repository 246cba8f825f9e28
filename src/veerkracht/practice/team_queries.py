"""Reading team plans: those one leads, belongs to or looks along with, and how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from veerkracht.kernel.clock import now
from veerkracht.practice.coaching_queries import coach_profiles
from veerkracht.practice.team_models import TeamLine, TeamLineLook, TeamLook, TeamPlan

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.practice.coaching_models import CoachProfile


def team_plans_of(person: Person) -> QuerySet[TeamPlan]:
    """Plans that somebody leads, belongs to or looks along with, the newest first."""
    mine = Q(lead=person) | Q(members__person=person) | Q(coach=person)
    found = TeamPlan.objects.filter(mine).distinct().select_related("organisation", "lead", "coach")
    return found.prefetch_related("looks").order_by("-starts_on", "-pk")


def looks_waiting(person: Person) -> QuerySet[TeamLook]:
    """Looks that a lead was asked for and has not written, the earliest first."""
    asked = TeamLook.objects.filter(
        plan__lead=person, told_at__isnull=False, looked_at=None, due_at__lte=now()
    )
    return asked.select_related("plan__organisation").order_by("due_at", "pk")


def lines_of(plan: TeamPlan) -> list[TeamLine]:
    """The lines with how each stood at each look (``told``), in order; two queries."""
    looks = TeamLineLook.objects.select_related("look").order_by("look__months")
    return list(plan.lines.prefetch_related(Prefetch("line_looks", queryset=looks, to_attr="told")))


def coaches_for(plan: TeamPlan) -> list[CoachProfile]:
    """Coaches who may look along: in a region of the organisation, and not of it."""
    found = coach_profiles().filter(is_open=True)
    regions = list(plan.organisation.regions.all())
    found = found.filter(regions__in=regions).distinct() if regions else found
    outside = ~Q(person__organisation=plan.organisation) | Q(person__organisation=None)
    return list(found.filter(outside).exclude(person=plan.lead_id))
