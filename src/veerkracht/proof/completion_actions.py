"""Verbs on what a course asks and on assignments. Reached through ``actions``."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record, record_many
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.policies import check_may_coordinate
from veerkracht.proof import policies
from veerkracht.proof.completion_models import AssignmentApproval, CompletionRule
from veerkracht.proof.completion_rules import MOST_MISSED

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.training.models import Course, Edition


@transaction.atomic
def set_completion_rule(
    *,
    course: Course,
    by: Person | None,
    may_miss: int = 0,
    needs_assignment: bool = False,
    needs_elearning: bool = False,
) -> CompletionRule:
    """Say what a course asks from now on; certificates that are out stay out.

    Raises NotAllowed unless ``by`` coordinates the region of the course (None: the installation itself).
    """
    if by is not None:
        check_may_coordinate(by, course.region_id)
    if not 0 <= may_miss <= MOST_MISSED:
        raise RuleBroken(_("Kies een getal van 0 tot en met 20."), field="may_miss")
    values = {
        "may_miss": may_miss,
        "needs_assignment": needs_assignment,
        "needs_elearning": needs_elearning,
    }
    rule, _made = CompletionRule.objects.update_or_create(course=course, defaults=values)
    record(
        "proof.completion_rule_set", course, by=by, region_id=course.region_id, values=dict(values)
    )
    return rule


@transaction.atomic
def approve_assignments(*, edition: Edition, approved: Collection[int], by: Person) -> int:
    """Say whose assignment is good enough, by enrolment; the others' is not (yet). Returns how many changed.

    What was approved before keeps who did it and when. Raises NotAllowed unless ``by`` trains at the
    edition or coordinates its region.
    """
    policies.check_may_mark(by, edition)
    placed = Enrolment.objects.filter(edition=edition, state=State.PLACED)
    rows = {row.pk: row for row in placed.select_for_update().order_by("pk")}
    stood = set(
        AssignmentApproval.objects.filter(enrolment__in=rows).values_list("enrolment_id", flat=True)
    )
    wanted = rows.keys() & set(approved)
    new = [rows[pk] for pk in sorted(wanted - stood)]
    gone = [rows[pk] for pk in sorted(stood - wanted)]
    AssignmentApproval.objects.bulk_create(
        [AssignmentApproval(enrolment=row, approved_at=now(), approved_by=by) for row in new]
    )
    AssignmentApproval.objects.filter(enrolment__in=gone).delete()
    record_many(
        [("proof.assignment_approved", row, None) for row in new]
        + [("proof.assignment_approval_withdrawn", row, None) for row in gone],
        by=by,
        region_id=edition.region_id,
    )
    return len(new) + len(gone)
