"""How long a page takes and what it asks of the database: one process, one visitor."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

MOST_QUERIES, MOST_MILLISECONDS = 12, 100.0


@dataclass(frozen=True)
class Look:
    """A page as it was seen: middle and slowest time in milliseconds, number of queries, status."""

    middle: float
    slowest: float
    queries: int
    status: int

    def keeps(self, most: float = MOST_MILLISECONDS) -> bool:
        """Whether it was a page, within the time and twelve queries."""
        return self.status == 200 and self.middle <= most and self.queries <= MOST_QUERIES

    def __str__(self) -> str:
        return (
            f"{self.middle:7.1f} ms  slowest {self.slowest:7.1f} ms  {self.queries:2} queries"
            f"{'' if self.status == 200 else f'  {self.status}'}"
        )


def look(client: Client, path: str, *, rounds: int = 15) -> Look:
    """Ask for a page once to warm up, once to count, and several times with a watch."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        status = client.get(path).status_code
    queries = len(asked)  # before the next request empties the log
    times = [_timed(client, path) for _round in range(rounds)]
    return Look(statistics.median(times), max(times), queries, status)


def _timed(client: Client, path: str) -> float:
    began = time.perf_counter()
    client.get(path)
    return (time.perf_counter() - began) * 1000
