"""The verbs of the learning log: writing, mending, showing. Never about a client; nothing is taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.coalitions.minutes_asking import check_no_case
from veerkracht.cocreation import pilot_policies as policies
from veerkracht.cocreation.models import PilotNote, PilotState
from veerkracht.cocreation.pilot_actions import held
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.cocreation.models import Pilot
    from veerkracht.people.models import Person


@dataclass(frozen=True)
class Noted:
    """A page of the log. ``false_alarm``: the writer says that it is about no client."""

    day: date
    happened: str
    learned: str
    change: str = ""
    false_alarm: bool = False


@transaction.atomic
def write_note(*, pilot: Pilot, noted: Noted, by: Person) -> PilotNote:
    """Write a page. Raises RuleBroken for nothing learnt, a day to come, or what looks like somebody's story."""
    row = held(pilot)
    policies.check_may_write(by, row)
    if row.state == PilotState.DRAFT:
        raise RuleBroken(_("Het logboek begint als de pilot begint."))
    _check(noted)
    note = PilotNote(pilot=row, by=by, made_at=now())
    return _kept(note, noted, by, "pilot.note_written")


def _check(noted: Noted) -> None:
    if not noted.happened.strip():
        raise RuleBroken(_("Schrijf op wat er gebeurde."), field="happened")
    if not noted.learned.strip():
        raise RuleBroken(_("Schrijf op wat jullie leerden, al is het klein."), field="learned")
    if noted.day > today():
        raise RuleBroken(_("Deze dag moet nog komen."), field="day")
    texts = [noted.happened, noted.learned, noted.change]
    check_no_case(texts, false_alarm=noted.false_alarm)


def _kept(note: PilotNote, noted: Noted, by: Person, verb: str) -> PilotNote:
    note.day, note.happened, note.learned = noted.day, noted.happened.strip(), noted.learned.strip()
    note.change, note.false_alarm = noted.change.strip(), noted.false_alarm
    note.save()
    record(verb, note, by=by, region_id=note.pilot.region_id)  # no text: see minutes
    return note


@transaction.atomic
def change_note(*, note: PilotNote, noted: Noted, seen: int, by: Person) -> PilotNote:
    """Mend a page; it is no longer public, unless who keeps the pilot mends it.

    Raises OutOfDate when somebody else changed it, RuleBroken as in writing.
    """
    row = _held_note(note, seen)
    policies.check_may_write_note(by, row)
    _check(noted)
    row.version += 1
    row.public = row.public and policies.keeps(by, row.pilot)
    return _kept(row, noted, by, "pilot.note_changed")


def _held_note(note: PilotNote, seen: int | None = None) -> PilotNote:
    found = PilotNote.objects.select_for_update(of=("self",)).select_related("pilot__region")
    row = found.get(pk=note.pk)
    if seen is not None and row.version != seen:
        raise OutOfDate(_("Iemand anders heeft dit net veranderd."))
    return row


@transaction.atomic
def show_note(*, note: PilotNote, public: bool, by: Person) -> PilotNote:
    """Let everybody read a page of the log, or no longer."""
    row = _held_note(note)
    policies.check_may_keep(by, row.pilot)
    row.public = public
    row.save()
    values = {"public": public}
    record("pilot.note_shown", row, by=by, region_id=row.pilot.region_id, values=values)
    return row
