"""How long attendance and what went to registers are kept: seven years after the training, as evidence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import retention
from veerkracht.proof.attendance_models import Attendance
from veerkracht.proof.register_models import (
    ExportedLine,
    NumberAsked,
    RegisterExport,
    RegisterRun,
    RetentionCount,
)

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

KEEP = timedelta(days=7 * 365 + 2)  # seven years, with their leap days


def _limit() -> datetime:
    return now() - KEEP


def evidence() -> Q:
    """Enrolments that show who was there, or that a register was told of; without them no proof holds."""
    there = Attendance.objects.values("enrolment")
    told = ExportedLine.objects.values("enrolment")
    return Q(pk__in=there) | Q(pk__in=told)


def old_attendance() -> QuerySet[Attendance]:
    """Of editions that ended more than seven years ago."""
    return Attendance.objects.filter(enrolment__edition__ends_at__lt=_limit())


def remove_attendance() -> int:
    """Remove it; the enrolments themselves go by their own rule. Returns how many rows went."""
    return old_attendance().delete()[0]


def old_exports() -> QuerySet[RegisterExport]:
    """Files for registers of editions that ended more than seven years ago, unless they are younger."""
    return RegisterExport.objects.filter(run__edition__ends_at__lt=_limit(), made_at__lt=_limit())


@transaction.atomic
def remove_exports() -> int:
    """Remove the files with their lines, and runs that then hold nothing. Returns how many files went."""
    old = list(old_exports().values_list("pk", flat=True))
    RegisterExport.objects.filter(pk__in=old).delete()
    RegisterRun.objects.filter(edition__ends_at__lt=_limit(), exports=None).delete()
    return len(old)


def old_questions() -> QuerySet[NumberAsked]:
    """Questions for a number, about editions that ended more than seven years ago."""
    return NumberAsked.objects.filter(run__edition__ends_at__lt=_limit())


def remove_questions() -> int:
    """Remove them."""
    return old_questions().delete()[0]


@transaction.atomic
def count_overdue() -> int:
    """Count, for every rule of the house, what is past its time; returns how many rows in all. A recurring job."""
    found = {name: rule.overdue() for name, rule in retention.items()}
    for name, overdue in found.items():
        RetentionCount.objects.update_or_create(
            rule=name, defaults={"overdue": overdue, "counted_at": now()}
        )
    RetentionCount.objects.exclude(rule__in=found).delete()
    return sum(found.values())
