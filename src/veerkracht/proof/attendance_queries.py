"""Reading who was there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from veerkracht.enrolment.models import State
from veerkracht.proof.attendance_models import ATTENDED, Attendance


@dataclass(frozen=True)
class Attended:
    """What one person with a place followed of an edition: which sessions, and how many minutes."""

    enrolment_id: int
    session_ids: frozenset[int] = frozenset()
    minutes: int = 0


def attended(edition_ids: Iterable[int]) -> dict[int, Attended]:
    """By enrolment, for who was at any session (confirmed) and still has a place; one query."""
    rows = Attendance.objects.filter(
        enrolment__edition__in=list(edition_ids),
        enrolment__state=State.PLACED,
        presence__in=ATTENDED,
        confirmed=True,
    ).select_related("session")
    sessions: dict[int, set[int]] = defaultdict(set)
    minutes: dict[int, int] = defaultdict(int)
    for row in rows:
        sessions[row.enrolment_id].add(row.session_id)
        whole = int((row.session.ends_at - row.session.starts_at).total_seconds() // 60)
        minutes[row.enrolment_id] += whole if row.minutes is None else min(row.minutes, whole)
    return {pk: Attended(pk, frozenset(found), minutes[pk]) for pk, found in sessions.items()}
