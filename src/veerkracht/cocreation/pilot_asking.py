"""Who is asked for what is due of a pilot, and the mail about what is late: one a month at most."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.cocreation import pilot_queries as queries
from veerkracht.cocreation.pilot_rules import Due, DueKind
from veerkracht.kernel.clock import now, today
from veerkracht.messages.actions import News, queue
from veerkracht.messages.models import Message
from veerkracht.messages.rules import after_quiet
from veerkracht.people.models import Person, Role, RoleKind

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Pilot

LATE = "cocreation.pilots_late"
A_MONTH = timedelta(days=30)
OF_COORDINATOR = frozenset({DueKind.DECISION})  # the rest is of the team


def asked_of_team(found: list[Due]) -> list[Due]:
    """What the team is asked for."""
    return [one for one in found if one.kind not in OF_COORDINATOR]


def asked_of_coordinator(found: list[Due], *, led: bool) -> list[Due]:
    """What the coordinator is asked for; everything while nobody is in the team."""
    return [one for one in found if one.kind in OF_COORDINATOR or not led]


def late_for(person: Person) -> list[tuple[Pilot, Due]]:
    """What somebody should have done at pilots a while ago, what waits longest first."""
    found = _late()
    return sorted(found.get(person.pk, []), key=lambda one: one[1].since)


def _late() -> dict[int, list[tuple[Pilot, Due]]]:
    """By person: what is late. Three queries, however many pilots there are."""
    waiting = [
        (pilot, late)
        for pilot in queries.perhaps_waiting()
        if (late := [one for one in queries.due_of(pilot) if one.late])
    ]
    leaders = queries.leaders_of([pilot.pk for pilot, _late in waiting])
    coordinators = _coordinators({pilot.region_id for pilot, _late in waiting})
    found: dict[int, list[tuple[Pilot, Due]]] = defaultdict(list)
    for pilot, late in waiting:
        led = leaders.get(pilot.pk, [])
        for leader in led:
            found[leader.pk] += [(pilot, one) for one in asked_of_team(late)]
        for person in coordinators.get(pilot.region_id, set()):
            found[person] += [(pilot, one) for one in asked_of_coordinator(late, led=bool(led))]
    return {person: rows for person, rows in found.items() if rows}


def _coordinators(regions: set[int]) -> dict[int, set[int]]:
    """Who coordinates each region; not administrators, who would be asked for everything."""
    roles = Role.objects.current().filter(
        kind=RoleKind.COORDINATOR, region__in=regions, person__is_active=True
    )
    found: dict[int, set[int]] = defaultdict(set)
    for region, person in roles.values_list("region", "person"):
        if region is not None:
            found[region].add(person)
    return found


@transaction.atomic
def mail_what_is_late() -> int:
    """Write to whoever has something late and had no such mail for a month (a job); returns to how many."""
    asked = set(_late())
    lately = Message.objects.filter(kind=LATE, person__in=asked, queued_at__gt=now() - A_MONTH)
    new = asked - set(lately.values_list("person", flat=True))
    people = Person.objects.filter(pk__in=new, is_active=True)
    queue(_news(one) for one in people)
    return len(new)


def _news(person: Person) -> News:
    return News(
        kind=LATE,
        address=person.email,
        once=f"{LATE}:{person.pk}:{today()}",
        facts={"person": person.pk},
        person_id=person.pk,
        language=person.language,
        due_at=after_quiet(now()),
    )
