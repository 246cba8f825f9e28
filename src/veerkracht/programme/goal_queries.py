"""Reading goals and themes: frameworks that hold, what serves a goal, and goals that nothing serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from veerkracht.kernel.clock import today
from veerkracht.programme.models import Action, ActionStatus, Framework, Goal, Theme

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.places.models import Area


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
    """Goals of a framework in order, each with the actions of a region that serve it (``served``); two queries.

    What was stopped serves nothing.
    """
    actions = Action.objects.filter(region=region).exclude(status=ActionStatus.STOPPED)
    related = actions.select_related("owner").order_by("due_on", "pk")
    serving = Prefetch("actions", queryset=related, to_attr="served")
    return list(framework.goals.order_by("order", "code").prefetch_related(serving))
