"""Work that comes round: each app registers a function and how often; one process at a time runs it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from veerkracht.kernel.clock import now
from veerkracht.kernel.registries import Registry

logger = logging.getLogger("veerkracht.jobs")


@dataclass(frozen=True)
class Job:
    """A function without arguments that is run every so often; its return is a count of work done."""

    run: Callable[[], int]
    every: timedelta


jobs: Registry[Job] = Registry("Work that comes round")


def _always() -> bool:
    return True


def run_due(
    *,
    only: str | None = None,
    looked: dict[str, datetime] | None = None,
    going: Callable[[], bool] = _always,
) -> dict[str, int]:
    """Run each job whose time has come; name → work done. A job that fails is logged and tried again.

    ``looked`` is the caller's memory of when it last asked for each: a process that goes round often
    then leaves the database alone in between. Once ``going`` says no, the others stay for the next round.
    """
    done: dict[str, int] = {}
    for name, job in jobs.items():
        if not going():
            break
        if only not in (None, name) or not _is_time(name, job.every, looked):
            continue
        if not _claim(name, job.every):
            continue
        try:
            done[name] = job.run()
        except Exception:
            logger.exception("Job %s failed", name)
    return done


def _is_time(name: str, every: timedelta, looked: dict[str, datetime] | None) -> bool:
    if looked is None:
        return True
    moment = now()
    if name in looked and moment - looked[name] < every:
        return False
    looked[name] = moment
    return True


# one statement, for every process asks it every second; the row's lock keeps two of them from both having it
CLAIM = """
INSERT INTO kernel_recurringjob AS job (name, started_at) VALUES (%(name)s, %(now)s)
ON CONFLICT (name) DO UPDATE SET started_at = EXCLUDED.started_at
WHERE job.started_at IS NULL OR job.started_at <= %(before)s
RETURNING name
"""


def _claim(name: str, every: timedelta) -> bool:
    """Whether this process may run the job now."""
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"name": name, "now": moment, "before": moment - every})
        return cursor.fetchone() is not None


def run_queued(most: int, *, going: Callable[[], bool] = _always) -> int:
    """Run tasks from the queue, so many at most and while ``going`` says yes; returns how many there were."""
    if (
        not DBTaskResult.objects.ready().exists()
    ):  # mostly so: a worker locks and compiles more to find that out
        return 0
    worker = _Worker(most, going)
    worker.run()
    return worker.done


class _Worker(Worker):  # type: ignore[misc]  # django-tasks-db tells no types
    """A worker of django-tasks that returns when the queue is empty, it has done its share, or it must stop."""

    def __init__(self, most: int, going: Callable[[], bool]) -> None:
        self._going = going
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=most,
            worker_id="run_jobs",
            excluded_queue_names=[],
        )

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Run one, and look whether another may follow."""
        super().run_task(db_task_result)
        self.running = self._going()

    @property
    def done(self) -> int:
        """How many tasks it ran."""
        return int(self._run_tasks)
