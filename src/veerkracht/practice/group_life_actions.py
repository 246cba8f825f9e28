"""The job that sees which groups fall asleep, and nudges their coach once a sleep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from veerkracht.kernel.clock import now
from veerkracht.meetings.actions import set_asleep
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.practice import group_queries as queries
from veerkracht.practice.group_rules import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from veerkracht.people.models import Person
    from veerkracht.practice.group_models import Group

SLEEPS = "practice.group_sleeps"


def look_after_groups() -> int:
    """Let groups fall asleep or wake (a job); how many changed."""
    return sum(_settle(*one) for one in queries.lives(queries.alive()))


@transaction.atomic
def _settle(group: Group, found: Standing, life: Any) -> int:
    asleep = found == Standing.SLEEPS
    if not set_asleep(series=group.series, asleep=asleep):
        return 0
    if asleep:
        since = life.met or life.began
        _nudge(group, queries.who_hears(group), f"{since:%Y-%m-%d}")
    return 1


def _nudge(group: Group, people: Iterable[Person], since: str) -> None:
    """One mail a sleep: the day of the last meeting names it."""
    queue(
        News(
            kind=SLEEPS,
            address=person.email,
            once=f"{SLEEPS}:{group.pk}:{since}:{person.pk}",
            facts={"group": group.pk, "person": person.pk},
            person_id=person.pk,
            language=person.language,
            due_at=after_quiet(now()),
        )
        for person in people
    )
