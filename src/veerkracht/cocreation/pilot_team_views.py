"""Pages of a pilot for its team and who keeps it: the desk, the team, measuring, and the learning log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.cocreation import pilot_actions as actions
from veerkracht.cocreation import pilot_measure_actions as measuring
from veerkracht.cocreation import pilot_note_actions as noting
from veerkracht.cocreation import pilot_policies as policies
from veerkracht.cocreation import pilot_queries as queries
from veerkracht.cocreation.models import (
    Pilot,
    PilotMeasure,
    PilotNote,
    PilotReading,
    PilotState,
    ReadingMoment,
)
from veerkracht.cocreation.pilot_answers import kept_by, posted, status_of, went_well, written_by
from veerkracht.cocreation.pilot_forms import JoinForm, MeasureForm, NoteForm, ReadingForm
from veerkracht.cocreation.pilot_shown import (
    due_words,
    place_of,
    shown_measure,
    shown_pilot,
    state_of,
)
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.policies import coordinates, signed_in

if TYPE_CHECKING:
    from veerkracht.people.models import Person


@login_required
def my_pilots(request: HttpRequest) -> HttpResponse:
    """The pilots in whose team I am."""
    person = signed_in(request)
    rows = [
        (one, state_of(one), place_of(one), [due_words(each) for each in queries.due_of(one)])
        for one in queries.of_team(person)[:100]
    ]
    return render(request, "cocreation/pilot_mine.html", {"rows": rows})


@login_required
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """All of one pilot, and what it waits for."""
    person, row = written_by(request, pk, in_full=True)
    team, former = queries.teams_now_and_before(row)
    facts = {
        "pilot": shown_pilot(row, inside=True),
        "row": row,
        "due": [due_words(one) for one in queries.due_of(row)],
        "team": team,
        "former": former,
        "keeps": policies.keeps(person, row),
        "decides": coordinates(person, row.region_id),
        "me": person.pk,
        "states": PilotState,
        "measures_open": row.state != PilotState.DECIDED,
    }
    return render(request, "cocreation/pilot_desk.html", facts)


@login_required
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody comes into the team."""
    person, row = kept_by(request, pk)
    form = JoinForm(posted(request))

    def do() -> None:
        given = form.cleaned_data
        actions.join_pilot(pilot=row, person=given["email"], leads=given["leads"], by=person)

    if went_well(form, do, lambda: row.version):
        messages.success(request, _("Erbij. Er gaat een mail met uitleg."))
        return redirect("cocreation:pilot_desk", pk)
    facts = {"form": form, "pilot": row}
    return render(request, "cocreation/pilot_join.html", facts, status=status_of(form))


@require_POST
@login_required
def leave(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Somebody leaves the team, or I do."""
    person, row = written_by(request, pk)
    place = get_object_or_404(row.members.select_related("pilot", "person"), pk=member)
    actions.leave_pilot(member=place, by=person)
    messages.success(request, _("Niet meer in het team. Wat er geschreven is, blijft."))
    if place.person_id == person.pk and not coordinates(person, row.region_id):
        return redirect("cocreation:my_pilots")
    return redirect("cocreation:pilot_desk", pk)


# Measuring


def _measure(row: Pilot, pk: int) -> PilotMeasure:
    found = PilotMeasure.objects.select_related("pilot").prefetch_related("readings")
    return get_object_or_404(found, pk=pk, pilot=row)


@login_required
def new_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Something to measure."""
    person, row = kept_by(request, pk)
    return _measure_page(request, person, row, None)


@login_required
def change_measure(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """Mend what is measured."""
    person, row = kept_by(request, pk)
    return _measure_page(request, person, row, _measure(row, measure))


def _measure_page(
    request: HttpRequest, person: Person, row: Pilot, measure: PilotMeasure | None
) -> HttpResponse:
    form = MeasureForm(measure, posted(request))

    def do() -> None:
        measuring.keep_measure(
            pilot=row, measured=form.measured(), by=person, measure=measure, seen=form.version()
        )

    def version() -> int:
        return PilotMeasure.objects.get(pk=measure.pk).version if measure else 0

    if went_well(form, do, version):
        messages.success(request, _("Bewaard."))
        return redirect("cocreation:pilot_desk", row.pk)
    facts = {"form": form, "pilot": row, "measure": measure}
    return render(request, "cocreation/pilot_measure.html", facts, status=status_of(form))


@require_POST
@login_required
def drop_measure(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """Take away what was never measured."""
    person, row = kept_by(request, pk)
    try:
        measuring.drop_measure(measure=_measure(row, measure), by=person)
        messages.success(request, _("Weggehaald."))
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return redirect("cocreation:pilot_desk", pk)


@login_required
def reading(request: HttpRequest, pk: int, measure: int, moment: str) -> HttpResponse:
    """Write down what was measured at one of the three moments."""
    person, row = written_by(request, pk)
    if moment not in ReadingMoment.values:
        raise Http404
    kept = _measure(row, measure)
    known = next((one for one in kept.readings.all() if one.moment == moment), None)
    form = ReadingForm(kept, known, posted(request))

    def do() -> None:
        measuring.keep_reading(
            measure=kept, moment=moment, read=form.read(), seen=form.version(), by=person
        )

    def version() -> int:
        now_there = PilotReading.objects.filter(measure=kept, moment=moment).first()
        return now_there.version if now_there else 0

    if went_well(form, do, version):
        messages.success(request, _("De meting staat erbij."))
        return redirect("cocreation:pilot_desk", pk)
    facts = _reading_facts(form, row, kept, moment)
    return render(request, "cocreation/pilot_reading.html", facts, status=status_of(form))


def _reading_facts(form: Any, row: Pilot, kept: PilotMeasure, moment: str) -> dict[str, Any]:
    fresh = PilotMeasure.objects.prefetch_related("readings").get(pk=kept.pk)
    return {
        "form": form,
        "pilot": row,
        "measure": shown_measure(fresh),
        "moment": str(ReadingMoment(moment).label),
        "known": next((one for one in shown_measure(fresh).readings if one.moment == moment), None),
    }


@require_POST
@login_required
def drop_reading(request: HttpRequest, pk: int, measure: int, moment: str) -> HttpResponse:
    """Take away a reading that was wrong."""
    person, row = written_by(request, pk)
    found = PilotReading.objects.select_related("measure__pilot")
    known = get_object_or_404(found, measure__pilot=row, measure=measure, moment=moment)
    try:
        measuring.drop_reading(reading=known, by=person)
        messages.success(request, _("De meting is weg."))
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return redirect("cocreation:pilot_desk", pk)


# The learning log


@login_required
def new_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a page of the log."""
    person, row = written_by(request, pk)
    return _note_page(request, person, row, None)


def _note(row: Pilot, pk: int) -> PilotNote:
    return get_object_or_404(PilotNote.objects.select_related("pilot", "by"), pk=pk, pilot=row)


@login_required
def change_note(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """Mend a page of the log."""
    person, row = written_by(request, pk)
    kept = _note(row, note)
    policies.check_may_write_note(person, kept)
    return _note_page(request, person, row, kept)


def _note_page(
    request: HttpRequest, person: Person, row: Pilot, note: PilotNote | None
) -> HttpResponse:
    form = NoteForm(note, posted(request))

    def do() -> None:
        if note is None:
            noting.write_note(pilot=row, noted=form.noted(), by=person)
        else:
            noting.change_note(note=note, noted=form.noted(), seen=form.version(), by=person)

    def version() -> int:
        return PilotNote.objects.get(pk=note.pk).version if note else 0

    if went_well(form, do, version):
        messages.success(request, _("Het staat in het logboek."))
        return redirect("cocreation:pilot_desk", row.pk)
    known = PilotNote.objects.filter(pk=note.pk).first() if note else None
    facts = {"form": form, "pilot": row, "note": known}
    return render(request, "cocreation/pilot_note.html", facts, status=status_of(form))


@require_POST
@login_required
def show_note(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """Let everybody read a page of the log, or no longer."""
    person, row = kept_by(request, pk)
    public = request.POST.get("public") == "yes"
    noting.show_note(note=_note(row, note), public=public, by=person)
    messages.success(request, _("Openbaar.") if public else _("Niet meer openbaar."))
    return redirect("cocreation:pilot_desk", pk)
