"""Many deeds at the same moment, each on a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from django.db import connection

from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken

AT_ONCE = 20  # threads, each with a connection of its own
Deed = Callable[[], Any]


def at_once(deeds: list[Deed]) -> list[Any]:
    """Start all deeds together; what each gave, or the error that refused it."""
    gate = threading.Barrier(min(len(deeds), AT_ONCE))

    def run(deed: Deed) -> Any:
        try:
            connection.ensure_connection()
            if gate.n_waiting < gate.parties and not gate.broken:
                with suppress(threading.BrokenBarrierError):
                    gate.wait(timeout=2)
            return deed()
        except (RuleBroken, NotAllowed, OutOfDate) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, deeds))
