"""The demo's registers and reports: who was there, a run that was passed on, numbers that are missing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import held_at
from veerkracht.kernel.errors import RuleBroken
from veerkracht.messages.actions import send_due
from veerkracht.proof import actions
from veerkracht.proof.models import (
    Attendance,
    ExportFormat,
    ExportKind,
    Presence,
    RegisterExport,
    RegisterRun,
)
from veerkracht.training.models import Edition, EditionState

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History

DAY = timedelta(days=1)
ABSENT, EXCUSED, LEFT_OUT = 5, 11, 17  # one in so many of those who were not noted as absent before
PASSED_ON = (("knov", ExportFormat.PE_ONLINE), ("skj", ExportFormat.XLSX))


def bring_in(cast: Cast, history: History) -> None:
    """Make what is missing; what was marked or passed on before stays as it is."""
    past = Edition.objects.filter(state=EditionState.PUBLISHED, ends_at__lt=history.days_ago(1))
    for edition in past.select_related("course", "region").order_by("ends_at", "pk"):
        if not Attendance.objects.filter(session__edition=edition).exists():
            _note_who_came(edition, cast)
    actions.make_due_runs()
    for register, form in PASSED_ON:
        _pass_on(register, form, cast)
    send_due()


def _note_who_came(edition: Edition, cast: Cast) -> None:
    """Session by session, as the list of who came says; some gave a reason, some missed the last session."""
    rows = Enrolment.objects.filter(edition=edition, state=State.PLACED)
    sessions = list(edition.sessions.all())
    by = cast.coordinator(edition.region.code)
    for nth, session in enumerate(sessions, start=1):
        marks = {row.pk: _mark(row, last=1 < nth == len(sessions)) for row in rows}
        with held_at(session.ends_at + timedelta(hours=20)):
            actions.mark(session=session, marks=marks, by=by)


def _mark(row: Enrolment, *, last: bool) -> actions.Mark:
    if row.came is False or row.pk % ABSENT == 0:
        return actions.Mark(Presence.ABSENT)
    if row.pk % EXCUSED == 0:
        return actions.Mark(Presence.EXCUSED, reason="Ziek gemeld.")
    return actions.Mark(Presence.ABSENT if last and row.pk % LEFT_OUT == 0 else Presence.PRESENT)


def _pass_on(register: str, form: ExportFormat, cast: Cast) -> None:
    """Ask who misses a number, a week later what is there goes out; of the latest such edition in the south."""
    if RegisterExport.objects.filter(run__accreditation__register=register).exists():
        return
    runs = RegisterRun.objects.filter(accreditation__register=register)
    south = runs.filter(edition__region__code="zuid-limburg")
    related = ("accreditation", "edition__course", "edition__region", "edition__municipality")
    run = south.select_related(*related).order_by("-edition__ends_at").first()
    if run is None or run.edition.ends_at is None:
        return
    by = cast.coordinator("zuid-limburg")
    with held_at(run.edition.ends_at + 3 * DAY):
        actions.ask_for_numbers(run=run, by=by)
    with held_at(run.edition.ends_at + 10 * DAY):
        try:
            actions.make_export(run=run, kind=ExportKind.FULL, form=form, by=by)
        except RuleBroken:
            return  # nobody in it has a number of this register
