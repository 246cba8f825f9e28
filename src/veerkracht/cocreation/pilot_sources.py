"""What pilots give to the registries of the apps below: tasks, pages, letters, plans, search, own data."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.cocreation import pilot_letters, pilot_own_data
from veerkracht.cocreation import pilot_queries as queries
from veerkracht.cocreation.models import Pilot
from veerkracht.cocreation.pilot_asking import (
    asked_of_coordinator,
    asked_of_team,
    mail_what_is_late,
)
from veerkracht.cocreation.pilot_shown import due_words, place_of, state_of
from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.searching import Found, searchable
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.actions import mergers
from veerkracht.people.policies import is_coordinator, regions_of_coordinator
from veerkracht.programme.plan_parts import MOST, PartShown, plan_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from veerkracht.cocreation.pilot_rules import Due
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area
    from veerkracht.programme.models import PlanPart

AT_ONCE, LOOKED_AT = 3, 60
SHORTEST, WORDS, RANK = 3, 6, 0.5


def register() -> None:
    """Put every source in its registry."""
    pilot_letters.register()
    mergers.add("cocreation.pilots", pilot_own_data.before_merging)
    own_pages.add("cocreation.pilots", my_pages, order=48)
    tasks.add("cocreation.pilots", my_tasks, order=48)
    own_data.add("cocreation.pilots", pilot_own_data.OwnPilots())
    retention.add("cocreation.pilots", pilot_own_data.RULE)
    jobs.add("cocreation.pilots_late", Job(run=mail_what_is_late, every=timedelta(days=1)))
    plan_parts.add("pilot", Pilots(), order=25)
    searchable.add("cocreation.pilots", pilots_found)


def my_pages(person: Person) -> list[OwnPage]:
    """The pilots of one's teams, for who works somewhere; those of a region for who coordinates it."""
    pages = []
    if person.organisation_id:
        pages.append(OwnPage(_("Mijn pilots"), reverse("cocreation:my_pilots")))
    if is_coordinator(person):
        pages.append(OwnPage(_("Pilots"), reverse("cocreation:kept_pilots"), work=True))
    return pages


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """What pilots of my teams wait for, and of my regions what is for me or for nobody else."""
    waiting, teams = queries.perhaps_waiting(), queries.teams_of(person)
    regions = [one.pk for one in regions_of_coordinator(person)]
    led = waiting.filter(pk__in=teams.values("pilot"))
    kept = waiting.filter(region__in=regions)
    mine, of_regions, leaders = yield [
        led[:LOOKED_AT],
        kept[:LOOKED_AT],
        queries.places_in(kept),
    ]
    with_team = {one.pilot_id for one in leaders}
    found = [(one, each) for one in mine for each in asked_of_team(queries.due_of(one))]
    for one in of_regions:
        asked = asked_of_coordinator(queries.due_of(one), led=one.pk in with_team)
        found += [(one, each) for each in asked]
    found.sort(key=lambda pair: pair[1].since)
    return [_task(pilot, due) for pilot, due in found[:AT_ONCE]]


def _task(pilot: Pilot, one: Due) -> WaitingTask:
    return WaitingTask(
        title=due_words(one),
        detail=_("Pilot “%(title)s”") % {"title": in_language(pilot, "title")},
        url=reverse("cocreation:pilot_desk", args=[pilot.pk]),
        action=_("Naar de pilot"),
    )


class Pilots:
    """Pilots on a plan, between its actions and its agreements."""

    one, title = gettext_lazy("pilot"), gettext_lazy("Pilots")

    def choices(self, areas: Sequence[Area]) -> list[tuple[int, str]]:
        """Pilots of these areas, the newest first."""
        found = Pilot.objects.filter(region__in=areas).order_by("-pk")[:MOST]
        return [(one.pk, in_language(one, "title")) for one in found]

    def find(self, parts: Collection[PlanPart]) -> dict[int, PartShown]:
        """How each pilot stands; its page when it is public. A pilot that is not, is not named on a public plan."""
        keys = [part.key for part in parts]
        found = queries.public().filter(pk__in=keys)
        return {one.pk: _part(one) for one in found}


def _part(one: Pilot) -> PartShown:
    url = reverse("cocreation:pilot", args=[one.slug])
    return PartShown(in_language(one, "title"), f"{place_of(one)}: {state_of(one).lower()}", url)


def pilots_found(asked: str, most: int) -> list[Found]:
    """Public pilots that hold every word of what was typed: one query."""
    words = [one for one in asked.split() if len(one) >= SHORTEST][:WORDS]
    if not words:
        return []
    fields = ("title", "title_en", "question", "different", "region__name", "sector__name")
    either = [
        reduce(lambda a, b: a | b, (Q(**{f"{f}__icontains": w}) for f in fields)) for w in words
    ]
    return [_found(one) for one in queries.public().filter(reduce(and_, either))[:most]]


def _found(one: Pilot) -> Found:
    return Found(
        title=in_language(one, "title"),
        url=reverse("cocreation:pilot", args=[one.slug]),
        text=in_language(one, "question"),
        kind=_("pilot"),
        rank=RANK,
    )
