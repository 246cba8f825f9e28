"""What decides about places in an edition, read in one light query. Reached through ``queries``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from veerkracht.kernel.rows import Asked, Prepared
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

COLUMNS = (
    "pk",
    "course_id",
    "region_id",
    "state",
    "capacity",
    "queue_policy",
    "opens_at",
    "closes_at",
    "cancel_until",
    "starts_at",
    "course__prerequisite_id",
)


@dataclass(frozen=True)
class EditionFacts:
    """An edition as the rules of places see it."""

    pk: int
    course_id: int
    region_id: int
    state: str
    capacity: int
    queue_policy: str
    opens_at: datetime
    closes_at: datetime
    cancel_until: datetime
    starts_at: datetime | None
    prerequisite_id: int | None


def _query() -> QuerySet[Edition, Any]:
    return Edition.objects.filter(pk=-1).values_list(*COLUMNS)


_facts = Prepared(_query, -1)


def ask_facts(edition_id: int) -> Asked:
    """Ask for an edition's facts along with other things; a row is ``EditionFacts(*row)``, or there is none."""
    return _facts.ask(edition_id)


def facts_of(edition_ids: Iterable[int]) -> list[EditionFacts]:
    """The facts of these editions as they are now, in the same order; unknown ones are left out."""
    return [EditionFacts(*row) for edition_id in edition_ids for row in _facts(edition_id)]
