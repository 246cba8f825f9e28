"""``make bench-programme``: pages of a programme when a region has much: 5,000 actions, 1,000 budget lines.

Promises: any page under 100 ms and at most 12 queries. One process, one visitor, no cache.
Each part fills the database and tells which pages to look at; another part adds itself to ``PARTS``.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bench import stage
from bench.looking import look

if TYPE_CHECKING:
    from django.test import Client

    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area

ACTIONS, LINES = 5_000, 1_000


@dataclass(frozen=True)
class Page:
    """A page to look at, and as whom: “coordinator”, “owner” or “nobody”."""

    name: str
    path: str
    who: str = "coordinator"


@dataclass
class Scene:
    """Where and among whom it happens."""

    region: Area
    organisations: list[Organisation]
    people: dict[str, Person] = field(default_factory=dict)


def main() -> None:
    """Fill, look at each page several times, and print the middle time and the queries."""
    stage.set_up("bench_programme")
    try:
        print(f"Machine: {stage.machine()}; one process, one visitor, no cache")
        scene = _scene()
        pages = [page for part in PARTS for page in part(scene)]
        _vacuum()
        for page in pages:
            seen = look(_client(page, scene), page.path)
            print(f"{page.name:26} {seen}{'' if seen.keeps() else '  NOT KEPT'}")
    finally:
        stage.tear_down()


def _scene() -> Scene:
    from tests import factories
    from veerkracht.people.models import Organisation
    from veerkracht.places.queries import region

    organisations = list(Organisation.objects.all()[:40])
    people = {
        "coordinator": factories.coordinator(),
        "owner": factories.contact(organisations[0]),
    }
    return Scene(region(factories.ZUID), organisations, people)


def _vacuum() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def actions(scene: Scene) -> list[Page]:
    """Actions with partners, words and goals, spread over three years; a third of them late."""
    from veerkracht.kernel.clock import now, today
    from veerkracht.programme import actions as verbs
    from veerkracht.programme.models import Action, ActionPartner, ActionUpdate, Goal

    theme = verbs.make_theme(programme="Kansrijke Start", title="Positieve Gezondheid", by=None)
    goals, of = list(Goal.objects.all()), scene.organisations
    made = Action.objects.bulk_create(
        Action(
            region=scene.region,
            theme=theme if number % 3 else None,
            what=f"Actie nummer {number}",
            owner=of[number % len(of)],
            due_on=today() + timedelta(days=number % 900 - 600),
            status=("planned", "under-way", "stopped")[number % 3],
            made_at=now(),
            changed_at=now(),
        )
        for number in range(ACTIONS)
    )
    ActionPartner.objects.bulk_create(
        ActionPartner(action=one, organisation=of[(nth + step) % len(of)], role="denkt mee")
        for nth, one in enumerate(made)
        for step in (1, 2)
    )
    ActionUpdate.objects.bulk_create(
        ActionUpdate(
            action=one,
            organisation=one.owner,
            made_at=now() - timedelta(days=step * 40 + nth % 30),
            words="Het gaat door.",
        )
        for nth, one in enumerate(made)
        for step in (1, 2)
    )
    linked = Action.goals.through
    linked.objects.bulk_create(
        linked(action=one, goal=goals[nth % len(goals)]) for nth, one in enumerate(made)
    )
    print(f"{ACTIONS} actions, {ACTIONS * 2} partners, {ACTIONS * 2} words")
    return [
        Page("actions of a region", "/werk/acties/"),
        Page("actions that are late", "/werk/acties/?stand=late&page=9"),
        Page("actions without anybody", "/werk/acties/?stand=adrift"),
        Page("one action", f"/acties/{made[0].pk}/"),
        Page("changing an action", f"/werk/acties/{made[0].pk}/wijzigen/"),
        Page("my actions", "/mijn-plek/acties/", "owner"),
        Page("my place", "/mijn-plek/", "owner"),
        Page("goals of GALA", "/werk/doelen/kader/gala/"),
    ]


def money(scene: Scene) -> list[Page]:
    """Budget lines of one theme, from 40 funders, in seven years."""
    from veerkracht.kernel.clock import now
    from veerkracht.programme import actions as verbs
    from veerkracht.programme.models import BudgetLine

    theme = verbs.make_theme(programme="Kansrijke Start", title="Positieve Gezondheid", by=None)
    of = scene.organisations
    BudgetLine.objects.bulk_create(
        BudgetLine(
            region=scene.region,
            theme=theme,
            funder=of[number // 7 % len(of)],
            what=f"Doel {number // 7}",
            year=2024 + number % 7,
            structural=bool(number // 7 % 2),
            promised=number * 1_000,
            changed_at=now(),
        )
        for number in range(LINES)
    )
    print(f"{LINES} budget lines")
    first = BudgetLine.objects.earliest("pk")
    return [
        Page("money of a region", "/werk/geld/"),
        Page("money by funder", "/werk/geld/?per=geldgever&bedrag=asked"),
        Page("changing amounts", f"/werk/geld/{first.pk}/"),
        Page("money of a funder", "/mijn-plek/geld/", "owner"),
    ]


PARTS: list[Callable[[Scene], list[Page]]] = [actions, money]


def _client(page: Page, scene: Scene) -> Client:
    from django.test import Client

    client = Client()
    if page.who in scene.people:
        client.force_login(scene.people[page.who])
    return client


if __name__ == "__main__":
    os.environ.setdefault("WORKERS", "1")
    main()
