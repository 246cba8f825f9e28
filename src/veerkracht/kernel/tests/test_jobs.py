"""Work that comes round is done by one process at a time, when its time has come."""

from __future__ import annotations

import os
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django_tasks_db.models import DBTaskResult
from wagtail.tasks import update_reference_index_task

from veerkracht.kernel.jobs import Job, jobs, run_due, run_queued
from veerkracht.kernel.management.commands import run_jobs
from veerkracht.kernel.models import RecurringJob

DAILY = timedelta(days=1)


@pytest.fixture(autouse=True)
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_entries", {})


@pytest.mark.django_db
def test_a_job_runs_when_its_time_has_come_and_not_before(clock: Any) -> None:
    jobs.add("count", Job(lambda: 7, every=DAILY))
    assert run_due() == {"count": 7}
    assert run_due() == {}
    clock.shift(86_399)
    assert run_due() == {}
    clock.shift(1)
    assert run_due() == {"count": 7}


@pytest.mark.django_db
def test_a_job_that_fails_is_tried_again_and_holds_up_nobody(clock: Any) -> None:
    def broken() -> int:
        raise ValueError("no")

    jobs.add("a broken", Job(broken, every=DAILY))
    jobs.add("b good", Job(lambda: 1, every=DAILY))
    assert run_due() == {"b good": 1}
    clock.shift(DAILY)
    assert run_due() == {"b good": 1}


@pytest.mark.django_db
def test_one_job_can_be_chosen() -> None:
    jobs.add("a", Job(lambda: 1, every=DAILY))
    jobs.add("b", Job(lambda: 2, every=DAILY))
    assert run_due(only="b") == {"b": 2}


@pytest.mark.usefixtures("committed")
def test_of_many_processes_one_runs_a_job() -> None:
    done: list[int] = []
    gate = threading.Barrier(6)

    def work() -> int:
        done.append(1)
        return 1

    def process() -> None:
        try:
            connection.ensure_connection()
            gate.wait()
            run_due()
        finally:
            connection.close()

    jobs.add("once", Job(work, every=DAILY))
    threads = [threading.Thread(target=process) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [1]


def queue(number: int) -> None:
    """Some tasks and no others, as the website queues them for what is indexed."""
    DBTaskResult.objects.all().delete()
    something = ContentType.objects.get_for_model(ContentType)
    for _ in range(number):
        update_reference_index_task.enqueue("contenttypes", "contenttype", something.pk)


@pytest.mark.usefixtures("committed")
def test_a_long_queue_is_done_in_parts() -> None:
    queue(3)
    assert [run_queued(2), run_queued(2), run_queued(2)] == [2, 1, 0]


@pytest.mark.parametrize(("leads", "written"), [(True, ["19"]), (False, [])])
def test_only_a_session_of_its_own_waits_for_the_web(
    monkeypatch: pytest.MonkeyPatch, *, leads: bool, written: list[str]
) -> None:
    """Started from a terminal it must not slow down all that runs there."""
    weights: list[str] = []
    monkeypatch.setattr(os, "nice", lambda by: by)
    monkeypatch.setattr(os, "getsid", lambda _process: os.getpid() if leads else os.getppid())
    monkeypatch.setattr(Path, "write_text", lambda _file, text: weights.append(text))
    run_jobs._let_the_web_go_first()
    assert weights == written


@pytest.mark.usefixtures("committed")
def test_what_comes_round_has_its_turn_between_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_jobs, "TASKS_A_ROUND", 2)
    turns: list[int] = []

    def send() -> int:
        turns.append(1)
        return 1

    jobs.add("mail", Job(send, every=timedelta(0)))
    queue(3)
    command = run_jobs.Command()
    assert [command._look(), command._look()] == [True, False]
    assert len(turns) == 2


@pytest.mark.usefixtures("committed")
def test_who_is_told_to_stop_ends_after_what_is_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pressing Ctrl-C should not wait for everything that came round."""
    command = run_jobs.Command()
    done: list[str] = []

    def stop() -> int:
        command._stop(15, None)
        done.append("first")
        return 1

    jobs.add("a first", Job(stop, every=DAILY))
    jobs.add("b second", Job(lambda: pytest.fail("it should stop"), every=DAILY))
    queue(3)
    assert not command._look()
    assert done == ["first"]
    assert "b second" not in set(RecurringJob.objects.values_list("name", flat=True))
    assert run_queued(20, going=lambda: False) == 1
    assert run_queued(20) == 2
