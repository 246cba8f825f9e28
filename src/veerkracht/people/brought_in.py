"""What bringing in people and organisations share: what was filled in, and how rows go again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from veerkracht.audit.actions import forget_details_of, record_many

AT_ONCE = 1_000  # rows in one statement


@dataclass(frozen=True)
class Filled:
    """What was filled in on a row: field → value before and after."""

    number: int
    before: dict[str, Any]
    after: dict[str, Any]


def thousands(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The rows in parts that one statement can hold."""
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def remove(rows: Sequence[Any], verb: str, by: Any) -> None:
    """Delete rows that nothing refers to; the trail keeps that it was done, without names."""
    if not rows:
        return
    record_many([(verb, row, None) for row in rows], by=by)
    forget_details_of(rows)
    type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]).delete()
