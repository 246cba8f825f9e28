"""The page of somebody who was booked: what it is, who asked, and yes or no. Opening it changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from veerkracht.bookings import actions, asking, queries
from veerkracht.bookings.forms import AnswerForm, about
from veerkracht.bookings.models import Answer
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.enrolment.policies import panels
from veerkracht.enrolment.queries import position
from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.people.actions import Work
from veerkracht.training.queries import overlapping

if TYPE_CHECKING:
    from veerkracht.bookings.models import BookingLine
    from veerkracht.people.models import Person


@never_cache
@limited("bookings.answer", most=60, seconds=3600)
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """See what was booked; sign in; say yes with one's own data, or no."""
    line = queries.by_token(token)
    if line is None or line.person_id is None:
        raise Http404
    person = request.user if request.user.is_authenticated else None
    if person is None or person.pk != line.person_id or _is_over(line):
        return _tell(request, line, person)
    if request.method == "POST" and request.POST.get("answer") == "no":
        return _say_no(request, line, person)
    own = asking.own_place(line, person)
    form = _form(request, line, person, own)
    if request.method == "POST" and form.is_valid():
        with shown_on(form):
            return _say_yes(request, line, person, form)
    facts = _facts(line) | _stand(line, person, own) | {"form": form}
    if form.is_bound:
        facts["panels"] = panels(person, line.booking.edition)
    return render(request, "bookings/answer.html", facts, status=422 if form.is_bound else 200)


def _facts(line: BookingLine) -> dict[str, Any]:
    edition = line.booking.edition
    return {
        "line": line,
        "booking": line.booking,
        "edition": edition,
        "sessions": list(edition.sessions.all()),
    }


def _is_over(line: BookingLine) -> bool:
    edition = line.booking.edition
    started = edition.starts_at is not None and edition.starts_at <= now()
    return not line.is_open or started or edition.state != "published"


def _tell(request: HttpRequest, line: BookingLine, person: Person | None) -> HttpResponse:
    """To who is not signed in, is somebody else, or is too late: what this is, and nothing to press."""
    theirs = person is not None and person.pk == line.person_id
    own = asking.own_place(line, person) if person is not None and theirs else None
    facts = _facts(line) | {"theirs": theirs, "over": _is_over(line), "own": own}
    if theirs and line.answer == Answer.YES and line.enrolment_id:
        return redirect("enrolment:mine", line.enrolment_id)
    return render(request, "bookings/answer_told.html", facts)


def _form(
    request: HttpRequest, line: BookingLine, person: Person, own: Enrolment | None
) -> AnswerForm:
    booking = line.booking
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        initial=about(person, booking.organisation, student=booking.cohort_id is not None),
        has_own=own is not None,
        has_numbers=person.register_numbers.exists(),
    )


def _stand(line: BookingLine, person: Person, own: Enrolment | None) -> dict[str, Any]:
    """Where the person stands: their own place, what is kept, what else is at that moment."""
    kept = line.enrolment or line.held
    state = kept.state if kept else ""
    live = Enrolment.objects.live().filter(person=person)
    mine = dict(live.exclude(pk=line.enrolment_id or 0).values_list("edition_id", "state"))
    return {
        "own": own,
        "kept": state == State.PLACED,
        "offered": state == State.OFFERED,
        "place": position(kept) if kept and state == State.WAITING else 0,
        "overlaps": overlapping(mine, line.booking.edition) if mine else [],
    }


def _say_no(request: HttpRequest, line: BookingLine, person: Person) -> HttpResponse:
    try:
        actions.say_no(line=line, by=person)
        messages.success(request, _("Dank je. We laten weten dat je niet komt."))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("bookings:answer", line.token)


def _work(cleaned: dict[str, Any]) -> Work:
    return Work(
        kind=cleaned["kind"],
        organisation=cleaned["organisation"],
        sector=cleaned["sector"],
        function=cleaned["function"],
        municipality=cleaned["municipality"],
    )


def _say_yes(
    request: HttpRequest, line: BookingLine, person: Person, form: AnswerForm
) -> HttpResponse:
    cleaned = form.cleaned_data
    given = actions.say_yes(
        line=line,
        by=person,
        about={
            "name": cleaned["name"],
            "work": _work(cleaned),
            "register": cleaned.get("register", ""),
            "number": cleaned.get("number", ""),
        },
        show_own=cleaned.get("show_own") == "yes",
    )
    if given == Answer.YES:
        messages.success(request, _("Gelukt: je antwoord is bewaard. We mailen je de gegevens."))
    else:
        messages.success(
            request, _("Je antwoord is bewaard. Je eigen inschrijving blijft zoals hij was.")
        )
    return redirect("bookings:answer", line.token)
