"""The demo's rules of completion, certificates and badges."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import held_at, now, today
from veerkracht.messages.actions import send_due
from veerkracht.proof import actions
from veerkracht.proof.actions import Mark
from veerkracht.proof.models import (
    Attendance,
    Certificate,
    CertificateState,
    CompletionRule,
    Presence,
    RegisterPeriod,
)
from veerkracht.training.models import Course, Edition, EditionState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person
    from veerkracht.training.models import Session

RULES = {  # course → how many sessions one may miss, and whether there is an assignment
    "positieve-gezondheid-in-het-wijkteam": (1, False),
    "kansrijk-opgroeien": (1, True),
}
FOLLOWED = (  # what Sanne did before: course and venue
    ("het-gesprek-met-aanstaande-ouders", "De Proeftuin, zaal 1"),
    ("positieve-gezondheid-in-het-wijkteam", "De Proeftuin, zaal 2"),
)
REVOKED_AT = "De Schetskamer"
REASON = "Vergissing in de presentielijst: je was er de tweede dag niet bij."


def bring_in(cast: Cast, history: History) -> None:
    """Make what is missing: rules, who was there, certificates of what is over, one revoked."""
    for course in Course.objects.filter(slug__in=RULES, completion_rule=None):
        may_miss, assignment = RULES[course.slug]
        actions.set_completion_rule(
            course=course, by=None, may_miss=may_miss, needs_assignment=assignment
        )
    sanne = cast["Sanne Voorbeeld"]
    for edition in _finished(history):
        coordinator = cast.coordinator(edition.region.code)
        if (edition.course.slug, edition.venue) in FOLLOWED:
            _takes_part(sanne, edition)
        _give(edition, coordinator)
    if not RegisterPeriod.objects.filter(person=sanne).exists():
        starts_on = date(today().year - 2, 1, 1)
        actions.set_period(person=sanne, register="knov", starts_on=starts_on, by=sanne)


def _finished(history: History) -> Iterable[Edition]:
    """What granted something and is over, the first one first."""
    over = Edition.objects.filter(
        state=EditionState.PUBLISHED, ends_at__lt=history.days_ago(3), course__grants__isnull=False
    )
    return over.select_related("course__grants", "region").order_by("ends_at")


def _takes_part(person: Person, edition: Edition) -> None:
    """Ask for a place, back when one could."""
    if not Enrolment.objects.filter(person=person, edition=edition).exists():
        with held_at(edition.opens_at + timedelta(days=1)):
            request_places(people=[person], editions=[edition], by=person)
            send_due()


def _give(edition: Edition, coordinator: Person) -> None:
    """Certificates two days after the last session, unless some were given."""
    if Certificate.objects.filter(edition=edition).exists() or edition.ends_at is None:
        return
    with held_at(min(edition.ends_at + timedelta(days=2), now())):
        rows = Enrolment.objects.filter(edition=edition, state=State.PLACED).order_by("pk")
        placed = list(rows)
        for session in edition.sessions.order_by("starts_at"):
            _mark(session, placed, coordinator)
        if CompletionRule.objects.filter(course=edition.course, needs_assignment=True).exists():
            good = [row.pk for row in placed[:-1]]
            actions.approve_assignments(edition=edition, approved=good, by=coordinator)
        actions.issue(edition=edition, by=coordinator)
        send_due()
    if edition.venue == REVOKED_AT:
        _revoke(edition, coordinator)


def _mark(session: Session, placed: list[Enrolment], coordinator: Person) -> None:
    """Everybody was there, but for one who is away on the last day; what was marked stays."""
    known = set(Attendance.objects.filter(session=session).values_list("enrolment_id", flat=True))
    last = not session.edition.sessions.filter(starts_at__gt=session.starts_at).exists()
    away = {row.pk for row in placed[4:5]} if last else set()
    marks = {
        row.pk: Mark(Presence.EXCUSED, reason="ziek") if row.pk in away else Mark(Presence.PRESENT)
        for row in placed
        if row.pk not in known
    }
    if marks:
        actions.mark(session=session, marks=marks, by=coordinator)


def _revoke(edition: Edition, coordinator: Person) -> None:
    """One was given by mistake, which came out three weeks later."""
    given = Certificate.objects.filter(edition=edition, state=CertificateState.VALID)
    row = given.select_related("edition").order_by("-pk").first()
    if row is not None:
        with held_at(row.issued_at + timedelta(days=20)):
            actions.revoke(certificate=row, reason=REASON, by=coordinator)
            send_due()
