"""Verbs on attendance. Reached through ``actions``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from veerkracht.audit.actions import record
from veerkracht.enrolment.actions import note_came
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.proof import attendance_rules as rules
from veerkracht.proof import policies
from veerkracht.proof.attendance_models import (
    ATTENDED,
    Attendance,
    Means,
    Preparation,
    Presence,
)
from veerkracht.proof.attendance_words import refuse
from veerkracht.proof.events import AttendanceMarked

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition, Session

CHANGING = (
    "presence",
    "minutes",
    "means",
    "confirmed",
    "reason",
    "marked_at",
    "marked_by",
    "mark_key",
)


@dataclass(frozen=True)
class Mark:
    """What is said of one person: how they were there, how many minutes, or why not."""

    presence: Presence
    minutes: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class KeptMark:
    """A mark that waited on a trainer's phone: of whom, what, when by our clock, and the key that makes it once."""

    key: UUID
    enrolment_id: int
    mark: Mark
    at: datetime


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
    rows = [_row(enrolment, session, marks[enrolment.pk], by, moment) for enrolment in placed]
    _write(session, rows, by)
    return rows


def _row(
    enrolment: Enrolment, session: Session, said: Mark, by: Person, at: datetime
) -> Attendance:
    return Attendance(
        enrolment=enrolment,
        session=session,
        presence=said.presence,
        minutes=said.minutes,
        reason=said.reason,
        means=Means.TRAINER,
        marked_at=at,
        marked_by=by,
    )


def _write(session: Session, rows: Sequence[Attendance], by: Person) -> None:
    """Keep these rows, over what was there; tell the rest of the house."""
    if not rows:
        return
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["enrolment", "session"],
        update_fields=CHANGING,
    )
    _tell(session, [row.enrolment_id for row in rows], by)


def _tell(session: Session, enrolment_ids: Collection[int], by: Person | None) -> None:
    """Record it, keep the word "was er" of the enrolment in step, and announce it."""
    record("proof.attendance_marked", session, by=by, region_id=session.edition.region_id)
    keep_came(session.edition_id, enrolment_ids)
    announce(AttendanceMarked(session.edition_id, session.pk, tuple(enrolment_ids)))


def keep_came(edition_id: int, enrolment_ids: Collection[int]) -> None:
    """Who was at any session was there; who was noted otherwise was not. What is not confirmed says nothing."""
    noted = Attendance.objects.filter(enrolment__in=enrolment_ids, confirmed=True)
    pairs = list(noted.values_list("enrolment_id", "presence"))
    came = {pk for pk, presence in pairs if presence in ATTENDED}
    note_came(edition_id=edition_id, came=came, missed={pk for pk, _presence in pairs} - came)


def tick(*, session: Session, marks: Mapping[int, Mark], by: Person) -> list[Attendance]:
    """The same as :func:`mark`, for who sits at the page: checks what was typed, and whether it can be known yet.

    Raises RuleBroken (``field`` is the number of the enrolment) when minutes or reason cannot be right.
    """
    policies.check_may_mark(by, session.edition)
    return mark(
        session=session, marks={pk: _checked(session, pk, marks[pk]) for pk in marks}, by=by
    )


def _checked(session: Session, pk: int, said: Mark) -> Mark:
    told = rules.tidy(rules.Said(said.presence, said.minutes, said.reason))
    times = {"starts_at": session.starts_at, "ends_at": session.ends_at, "moment": now()}
    refuse(rules.why_not_said(told, **times), field=str(pk))
    return Mark(Presence(told.presence), told.minutes, told.reason)


@transaction.atomic
def take_marks(
    *, session: Session, marks: Sequence[KeptMark], by: Person
) -> dict[UUID, RuleBroken | None]:
    """Take marks that waited on a phone, each once; of two about one person the later made one counts.

    Returns for each key None when it is dealt with, or why it cannot be.
    """
    policies.check_may_mark(by, session.edition)
    placed = {row.pk: row for row in _held(session, {one.enrolment_id for one in marks})}
    known = {row.enrolment_id: row for row in _known(session, placed)}
    answers: dict[UUID, RuleBroken | None] = {}
    taken: dict[int, Attendance] = {}
    for kept in sorted(marks, key=lambda one: one.at):
        try:
            if row := _taken(session, kept, placed, known, by):
                taken[kept.enrolment_id] = known[kept.enrolment_id] = row
            answers[kept.key] = None
        except RuleBroken as broken:
            answers[kept.key] = broken
    _write(session, list(taken.values()), by)
    return answers


def _held(session: Session, pks: Collection[int]) -> Iterable[Enrolment]:
    """These people's places, held so that two sendings pass one after the other."""
    placed = Enrolment.objects.filter(edition=session.edition_id, state=State.PLACED, pk__in=pks)
    return placed.select_for_update(of=("self",), no_key=True).order_by("pk")


def _known(session: Session, placed: Collection[int]) -> Iterable[Attendance]:
    return Attendance.objects.filter(session=session, enrolment__in=placed)


def _taken(
    session: Session,
    kept: KeptMark,
    placed: Mapping[int, Enrolment],
    known: Mapping[int, Attendance],
    by: Person,
) -> Attendance | None:
    """The row that this mark makes; None when it is known already or something later is."""
    if kept.enrolment_id not in placed:
        refuse(rules.Refusal.NO_PLACE)
    said = _checked(session, kept.enrolment_id, kept.mark)
    before = known.get(kept.enrolment_id)
    if before and (before.mark_key == kept.key or before.marked_at >= kept.at):
        return None
    row = _row(placed[kept.enrolment_id], session, said, by, kept.at)
    row.mark_key = kept.key
    return row


@transaction.atomic
def confirm(*, session: Session, by: Person, enrolment_ids: Collection[int] | None = None) -> int:
    """Say that who used the code on paper was there: these people, or everybody. Returns how many."""
    policies.check_may_mark(by, session.edition)
    waiting = Attendance.objects.filter(
        session=session, confirmed=False, enrolment__state=State.PLACED
    )
    if enrolment_ids is not None:
        waiting = waiting.filter(enrolment__in=enrolment_ids)
    pks = list(waiting.values_list("enrolment_id", flat=True))
    said = Attendance.objects.filter(session=session, confirmed=False, enrolment__in=pks)
    said.update(confirmed=True, marked_by=by)
    if pks:
        _tell(session, pks, by)
    return len(pks)


def check_in(
    *, session: Session, enrolment: Enrolment, shown: rules.Code, at: datetime, by: Person | None
) -> Attendance:
    """Somebody notes themselves with a code that was judged; ``at`` is when they scanned. Once, however often.

    The code on paper waits for the trainer's yes. Raises RuleBroken outside the meeting's hours, when
    the code does not hold, or when this is nobody with a place.
    """
    check_can_check_in(session, at)
    check_code(shown)
    with transaction.atomic():
        held = list(_held(session, [enrolment.pk]))
        refuse(None if held else rules.Refusal.NO_PLACE)
        before = _known(session, [enrolment.pk])
        known = next(iter(before), None)
        if known and rules.keeps(known.presence, confirmed=known.confirmed, shown=shown):
            return known
        row = _arrived(session, held[0], shown, at, by)
        _write_own(session, row, by)
        return row


_WHY = {
    rules.Code.OLD: rules.Refusal.CODE_OLD,
    rules.Code.WRONG: rules.Refusal.CODE_WRONG,
}


def check_code(shown: rules.Code) -> None:
    """Raise RuleBroken unless this code holds now."""
    refuse(_WHY.get(shown))


def check_can_check_in(session: Session, at: datetime) -> None:
    """Raise RuleBroken unless people can note themselves at this meeting at this moment."""
    refuse(rules.Refusal.CALLED_OFF if session.edition.state != "published" else None)
    refuse(rules.why_not_now(session.starts_at, session.ends_at, at))


def _arrived(
    session: Session, enrolment: Enrolment, shown: rules.Code, at: datetime, by: Person | None
) -> Attendance:
    came = rules.arrival(session.starts_at, session.ends_at, at)
    return Attendance(
        enrolment=enrolment,
        session=session,
        presence=came.presence,
        minutes=came.minutes,
        means=Means.PRINTED if shown is rules.Code.PAPER else Means.SCREEN,
        confirmed=shown is rules.Code.SCREEN,
        marked_at=at,
        marked_by=by,
    )


def _write_own(session: Session, row: Attendance, by: Person | None) -> None:
    Attendance.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["enrolment", "session"],
        update_fields=CHANGING,
    )
    if row.confirmed:
        _tell(session, [row.enrolment_id], by)
    else:
        record("proof.attendance_said", session, by=by, region_id=session.edition.region_id)


def prepare(*, edition: Edition, bring: str, by: Person) -> None:
    """Say what participants bring along."""
    policies.check_may_mark(by, edition)
    Preparation.objects.update_or_create(edition=edition, defaults={"bring": bring.strip()})
    record("proof.preparation_changed", edition, by=by, region_id=edition.region_id)
