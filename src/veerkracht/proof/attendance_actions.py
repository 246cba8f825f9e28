"""Verbs on attendance. Reached through ``actions``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.audit.actions import record
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.kernel.events import announce
from veerkracht.proof import policies
from veerkracht.proof.attendance_models import Attendance, Means, Presence
from veerkracht.proof.events import AttendanceMarked

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.training.models import Session

CHANGING = ("presence", "minutes", "means", "confirmed", "reason", "marked_at", "marked_by")


@dataclass(frozen=True)
class Mark:
    """What is said of one person: how they were there, how many minutes, or why not."""

    presence: Presence
    minutes: int | None = None
    reason: str = ""


@transaction.atomic
def mark(
    *, session: Session, marks: Mapping[int, Mark], by: Person, at: datetime | None = None
) -> list[Attendance]:
    """Say of people with a place, by enrolment, whether they were at a session; can be said again.

    Returns the rows. Raises NotAllowed unless ``by`` trains at the edition or coordinates its region.
    """
    policies.check_may_mark(by, session.edition)
    placed = Enrolment.objects.filter(edition=session.edition_id, state=State.PLACED, pk__in=marks)
    moment = at or now()
    rows = [
        Attendance(
            enrolment=enrolment,
            session=session,
            presence=marks[enrolment.pk].presence,
            minutes=marks[enrolment.pk].minutes,
            reason=marks[enrolment.pk].reason,
            means=Means.TRAINER,
            marked_at=moment,
            marked_by=by,
        )
        for enrolment in placed
    ]
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["enrolment", "session"],
        update_fields=CHANGING,
    )
    record("proof.attendance_marked", session, by=by, region_id=session.edition.region_id)
    numbers = tuple(row.enrolment_id for row in rows)
    announce(AttendanceMarked(session.edition_id, session.pk, numbers))
    return rows
