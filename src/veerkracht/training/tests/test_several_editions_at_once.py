"""Two clicks at the same moment make one series: commits are real here."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection

from tests import factories
from veerkracht.kernel.clock import now
from veerkracht.places.models import Area
from veerkracht.training import several_editions_actions as actions
from veerkracht.training.models import Edition
from veerkracht.training.rules import Meeting
from veerkracht.training.several_editions_actions import Outcome, Planned
from veerkracht.training.several_editions_rules import Deed, Wish

pytestmark = pytest.mark.usefixtures("committed")


def at_once(*deeds: object) -> list[Outcome]:
    """Each in a thread and a connection of its own, at the same moment."""
    start, found = threading.Barrier(len(deeds)), list[Outcome]()

    def run(deed: object) -> None:
        start.wait()
        try:
            found.extend(deed())  # type: ignore[operator]  # callables
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return found


def test_two_clicks_make_one_series() -> None:
    by, course = factories.coordinator(), factories.course()
    first = now() + timedelta(days=30)
    planned = [
        Planned(
            (Meeting(first + timedelta(weeks=nth), first + timedelta(weeks=nth, hours=3)),),
            Area.objects.get(name="Heerlen"),
        )
        for nth in range(4)
    ]

    def click() -> list[Outcome]:
        return actions.make_series(
            by=by, course=course, region=course.region, planned=planned, like=None, capacity=9
        )

    outcomes = at_once(click, click)
    assert Edition.objects.count() == 4
    assert sum(bool(one.refused) for one in outcomes) == 4


def test_two_clicks_copy_and_move_once() -> None:
    by, edition = factories.coordinator(), factories.edition()
    starts_at = edition.starts_at

    def click(wish: Wish) -> list[Outcome]:
        seen = {edition.pk: edition.version}
        return actions.carry_out(by=by, editions=[edition], wish=wish, versions=seen)

    at_once(*[lambda: click(Wish(Deed.COPY))] * 3)
    assert Edition.objects.count() == 2
    at_once(*[lambda: click(Wish(Deed.MOVE, days=7))] * 3)
    edition.refresh_from_db()
    assert edition.starts_at is not None
    assert starts_at is not None
    assert edition.starts_at - starts_at == timedelta(days=7)
