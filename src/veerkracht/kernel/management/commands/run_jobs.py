"""``manage.py run_jobs``: the one process kind beside the web; mail, lapsing offers, sealing, retention."""

from __future__ import annotations

import logging
import os
import signal
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections, connection

from veerkracht.kernel.garbage import spare_what_stays
from veerkracht.kernel.jobs import run_due, run_queued

logger = logging.getLogger("veerkracht.jobs")
TASKS_A_ROUND = 20  # then what comes round has its turn: a mail waits for these at most


class Command(BaseCommand):
    """Run recurring jobs and queued tasks until told to stop."""

    help = "Runs recurring jobs and queued tasks; any number of these may run beside each other."
    running = True

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.looked: dict[str, datetime] = {}

    def add_arguments(self, parser: CommandParser) -> None:
        """``--once`` does what is due now and ends."""
        parser.add_argument("--once", action="store_true")
        parser.add_argument("--pause", type=float, default=0.5, help="seconds between looks")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, work, wait; a database that is away is waited for."""
        _let_the_web_go_first()
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        spare_what_stays()
        while self.running:
            if self._look():
                continue
            if options["once"]:
                return
            time.sleep(options["pause"])

    def _look(self) -> bool:
        """Do what is due and some of the queue; whether more of it waits."""
        try:
            close_old_connections()
            run_due(looked=self.looked, going=self._going)
            return self.running and run_queued(TASKS_A_ROUND, going=self._going) == TASKS_A_ROUND
        except DatabaseError:
            logger.warning("The database is away; trying again.")
            connection.close()
            time.sleep(1)
            return False

    def _going(self) -> bool:
        return self.running

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        self.running = False


def _let_the_web_go_first() -> None:
    """A mail may be a second later, a page may not. Linux weighs sessions first, then processes in one.

    A session that others are in too, such as somebody's terminal, is left as it is.
    """
    os.nice(19)
    if os.getsid(0) != os.getpid():
        return
    with suppress(OSError):  # no such file on another system, or another way of weighing
        Path("/proc/self/autogroup").write_text("19")
