"""The job: a worker that dies, two lists at once, progress that others see."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from tests import database, factories
from tests.environment import ROOT
from veerkracht.imports import actions, rules, work
from veerkracht.imports.models import ImportedList, Progress, State
from veerkracht.imports.tests.lists import previewed
from veerkracht.people.models import Person

MANY = 60


def many(start: int = 0, number: int = MANY) -> str:
    rows = (f"Naam {n};n{n}@lijst.example;Functie {n % 9}" for n in range(start, start + number))
    return "\n".join(["naam;e-mail;functie", *rows])


def worker() -> subprocess.Popen[bytes]:
    own = {
        "DATABASE_URL": database.url(),
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONWARNINGS": "ignore",
    }
    step = "from veerkracht.imports.work import work_on_lists; work_on_lists()"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", step]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | own)


def until(happens: Callable[[], bool]) -> None:
    for _ in range(1_200):
        if happens():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def somebody_waits_for_deeds() -> bool:
    """Whether a worker has made all people, and stands before the last table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'imports_deed'::regclass"
        )
        return bool(cursor.fetchone()[0])


def test_a_worker_that_is_killed_leaves_nothing_half_done_and_the_next_one_does_it_all(
    committed: None, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock():
        imported = previewed(many())
        actions.start_taking_over(imported=imported, by=imported.by)
        beside = connections.create_connection("default")
        with beside.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("LOCK TABLE imports_deed IN EXCLUSIVE MODE")
            with worker() as doomed:
                until(somebody_waits_for_deeds)
                assert Progress.objects.get(imported=imported).total == MANY
                doomed.send_signal(signal.SIGKILL)
            imported.refresh_from_db()
            assert imported.state == State.TAKING_OVER
            assert not Person.objects.filter(email__endswith="@lijst.example").exists()
            cursor.execute("ROLLBACK")
        beside.close()
        with worker() as next_one:
            assert next_one.wait(timeout=120) == 0
        until(lambda: not ImportedList.objects.filter(state=State.TAKING_OVER).exists())
        imported.refresh_from_db()
        assert imported.state == State.TAKEN_OVER
        assert Person.objects.filter(email__endswith="@lijst.example").count() == MANY
        assert imported.deeds.count() == MANY


def test_two_lists_at_once_do_not_make_anybody_twice(
    committed: None, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock():
        by = factories.coordinator()
        both = [previewed(many(0, 300), by=by), previewed(many(150, 300), by=by)]
        for one in both:
            actions.start_taking_over(imported=one, by=by)
        threads = [threading.Thread(target=_work) for _ in both]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        work.work_on_lists()
        states = sorted(ImportedList.objects.values_list("state", "surprises"))
        assert states == [("preview", 150), ("taken-over", 0)]
        assert Person.objects.filter(email__endswith="@lijst.example").count() == 300
        late = ImportedList.objects.get(state="preview")
        actions.start_taking_over(imported=late, by=by)
        work.work_on_lists()
        assert Person.objects.filter(email__endswith="@lijst.example").count() == 450


def _work() -> None:
    work.work_on_lists()
    connections.close_all()


@pytest.mark.django_db
def test_a_list_that_a_job_holds_is_not_changed_meanwhile() -> None:
    imported = previewed(many(0, 3))
    for state in (State.TAKING_OVER, State.WEIGHING):
        ImportedList.objects.filter(pk=imported.pk).update(state=state)
        with pytest.raises(Exception, match="al verder"):
            actions.answer(imported=imported, by=imported.by, answers={})


def test_who_changes_a_list_that_is_held_is_told_to_wait(
    committed: None, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock():
        imported = previewed(many(0, 3))
        beside = connections.create_connection("default")
        with beside.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "SELECT 1 FROM imports_importedlist WHERE id = %s FOR UPDATE", [imported.pk]
            )
            with pytest.raises(Exception, match="Wacht even"):
                actions.start_taking_over(imported=imported, by=imported.by)
            cursor.execute("ROLLBACK")
        beside.close()
        actions.start_taking_over(imported=imported, by=imported.by)
        assert imported.state == State.TAKING_OVER


def test_a_step_that_fails_again_and_again_is_given_up_and_told(
    committed: None, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock():
        imported = previewed(many(0, 3))
        actions.start_taking_over(imported=imported, by=imported.by)
        with connection.cursor() as cursor:
            check = "CHECK (email NOT LIKE 'n1@%') NOT VALID"
            cursor.execute(f"ALTER TABLE people_person ADD CONSTRAINT no_more {check}")
        for _try in range(rules.MOST_TRIES + 1):
            work.work_on_lists()
        imported.refresh_from_db()
        assert (imported.state, imported.trouble) == (State.REFUSED, "failed")
        assert not Person.objects.filter(email__endswith="@lijst.example").exists()


def test_every_move_between_states_is_in_the_table() -> None:
    assert set(rules.MOVES) | {"undone"} == {"", *(one.value for one in State)}
    assert {after for moves in rules.MOVES.values() for after in moves} <= set(State.values)
    assert not rules.may_move("undone", "taking-over")
    assert rules.may_move("preview", "taking-over")
