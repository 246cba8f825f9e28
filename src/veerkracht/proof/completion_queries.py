"""Reading who completed an edition, and why others did not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.kernel.together import read
from veerkracht.proof.attendance_models import Attendance
from veerkracht.proof.attendance_queries import Attended, attended
from veerkracht.proof.certificate_models import Certificate
from veerkracht.proof.completion_models import AssignmentApproval, CompletionRule
from veerkracht.proof.completion_registries import elearning_done
from veerkracht.proof.completion_rules import CompletionFacts, WhyNot, is_settled, why_not_complete
from veerkracht.proof.completion_words import in_words
from veerkracht.training.queries import sessions_by_edition

if TYPE_CHECKING:
    from veerkracht.training.models import Course, Edition, Session


@dataclass(frozen=True)
class Standing:
    """How far one person with a place is: what they followed, why not complete, and the certificate."""

    enrolment: Enrolment
    attended: Attended
    reasons: tuple[WhyNot, ...]
    certificate: Certificate | None = None
    assignment_approved: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.reasons

    @property
    def is_settled(self) -> bool:
        """Whether nothing more needs to be marked before this is known."""
        return is_settled(self.reasons)

    @property
    def words(self) -> list[str]:
        """Why not, in sentences."""
        return [in_words(why) for why in self.reasons]

    @property
    def has_other_name(self) -> bool:
        """Whether the certificate says another name than the person has today."""
        certificate = self.certificate
        if certificate is None or not certificate.is_valid or not self.enrolment.person.name:
            return False
        return bool(certificate.facts["name"] != self.enrolment.person.name)


@dataclass(frozen=True)
class _Known:
    """What is known of some editions, each read once."""

    sessions: dict[int, list[Session]]
    attended: dict[int, Attended]
    marked: dict[int, set[int]]
    approved: set[int]
    learnt: set[int] | None
    certificates: dict[int, Certificate]
    rules: dict[int, CompletionRule]


def rule_of(course: Course) -> CompletionRule:
    """What the course asks; where nothing was said: every session (a rule that is not saved)."""
    return CompletionRule.objects.filter(course=course).first() or CompletionRule(course=course)


def completion(edition: Edition) -> list[Standing]:
    """Everybody with a place in an edition, by name, and how far they are: five queries."""
    return completions([edition])[edition.pk]


def completions(editions: Sequence[Edition]) -> dict[int, list[Standing]]:
    """The same for several editions in the same number of queries."""
    ids = [edition.pk for edition in editions]
    courses = {edition.pk: edition.course_id for edition in editions}
    rows = Enrolment.objects.filter(edition__in=ids, state=State.PLACED)
    placed = list(rows.select_related("person").order_by("person__name", "pk"))
    known = _known(ids, courses.values())
    found: dict[int, list[Standing]] = {pk: [] for pk in ids}
    for enrolment in placed:
        rule = known.rules.get(courses[enrolment.edition_id]) or CompletionRule()
        found[enrolment.edition_id].append(_standing(enrolment, rule, known))
    return found


def _known(ids: Sequence[int], courses: Iterable[int]) -> _Known:
    approved, issued, rules = read(
        [
            AssignmentApproval.objects.filter(enrolment__edition__in=ids),
            Certificate.objects.filter(enrolment__edition__in=ids),
            CompletionRule.objects.filter(course__in=set(courses)),
        ]
    )
    return _Known(
        sessions=sessions_by_edition(ids),
        attended=attended(ids),
        marked=_marked(ids),
        approved={row.enrolment_id for row in approved},
        learnt=_learnt(ids),
        certificates={row.enrolment_id: row for row in issued if row.enrolment_id},
        rules={rule.course_id: rule for rule in rules},
    )


def _marked(ids: Sequence[int]) -> dict[int, set[int]]:
    """Enrolment → the sessions of which somebody said how they were there."""
    rows = Attendance.objects.filter(enrolment__edition__in=ids, confirmed=True)
    found: dict[int, set[int]] = defaultdict(set)
    for enrolment_id, session_id in rows.values_list("enrolment_id", "session_id"):
        found[enrolment_id].add(session_id)
    return found


def _learnt(ids: Sequence[int]) -> set[int] | None:
    """Who finished the e-learning; None when nobody keeps it."""
    if not len(elearning_done):
        return None
    return {pk for source in elearning_done for pk in source(ids)}


def _standing(enrolment: Enrolment, rule: CompletionRule, known: _Known) -> Standing:
    followed = known.attended.get(enrolment.pk, Attended(enrolment.pk))
    approved = enrolment.pk in known.approved
    return Standing(
        enrolment=enrolment,
        attended=followed,
        reasons=why_not_complete(_facts(enrolment, rule, known, followed)),
        certificate=known.certificates.get(enrolment.pk),
        assignment_approved=approved,
    )


def _facts(
    enrolment: Enrolment, rule: CompletionRule, known: _Known, followed: Attended
) -> CompletionFacts:
    sessions = known.sessions[enrolment.edition_id]
    over = {session.pk for session in sessions if session.ends_at <= now()}
    return CompletionFacts(
        sessions=len(sessions),
        followed=len(followed.session_ids & over),
        unmarked=len(over - known.marked.get(enrolment.pk, set())),
        to_come=len(sessions) - len(over),
        may_miss=rule.may_miss,
        needs_assignment=rule.needs_assignment,
        assignment_approved=enrolment.pk in known.approved,
        needs_elearning=rule.needs_elearning,
        elearning_done=None if known.learnt is None else enrolment.pk in known.learnt,
        has_name=bool(enrolment.person.name),
    )
