"""Reading goals and themes: frameworks that hold, what serves a goal, and goals that nothing serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q, QuerySet

from veerkracht.kernel.clock import today
from veerkracht.programme.models import Action, ActionStatus, Framework, Goal, Theme

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.places.models import Area

SHOWN = 5  # actions at each goal; the list of actions has the rest


def themes() -> QuerySet[Theme]:
    """All themes, by programme and title."""
    return Theme.objects.order_by("programme", "title")


def frameworks(region: Area | None = None, on: date | None = None) -> QuerySet[Framework]:
    """Frameworks that hold on a day (today): everywhere, and in a region when one is given."""
    day = on or today()
    where = Q(region=None) | Q(region=region) if region else Q(region=None)
    holds = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))
    return Framework.objects.filter(where, holds)


def frameworks_of(region: Area) -> QuerySet[Framework]:
    """All frameworks for a region, also what ended or is to begin: what holds everywhere first."""
    found = Framework.objects.filter(Q(region=None) | Q(region=region))
    return found.order_by("region", "name").prefetch_related("goals")


def goals_to_choose(region: Area, on: date | None = None) -> QuerySet[Goal]:
    """Goals of the frameworks that hold, in order, with their framework."""
    found = Goal.objects.filter(framework__in=frameworks(region, on)).select_related("framework")
    return found.order_by("framework__region", "framework__name", "order", "code")


def goals_with_actions(framework: Framework, region: Area) -> list[Goal]:
    """Goals of a framework in order, each with how many actions of a region serve it (``serving``) and the first.

    ``served`` holds at most :data:`SHOWN` of them, the earliest due first; what was stopped serves nothing.
    Two queries.
    """
    serves = Q(actions__region=region) & ~Q(actions__status=ActionStatus.STOPPED)
    actions = Action.objects.filter(region=region).exclude(status=ActionStatus.STOPPED)
    first = actions.select_related("owner").order_by("due_on", "pk")[:SHOWN]
    goals = framework.goals.annotate(serving=Count("actions", filter=serves))
    shown = Prefetch("actions", queryset=first, to_attr="served")
    return list(goals.order_by("order", "code").prefetch_related(shown))


def goal_of(number: int, region: Area) -> Goal | None:
    """A goal that holds everywhere or is this region's own; another region's stays its own."""
    return Goal.objects.filter(pk=number, framework__in=frameworks_of(region)).first()
