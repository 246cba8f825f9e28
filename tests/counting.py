"""Counting what was asked of the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def asked(queries: Iterable[dict[str, Any]]) -> int:
    """How many queries; making a plan, once for each connection, is no question about anything."""
    return sum(not one["sql"].startswith("PREPARE ") for one in queries)
