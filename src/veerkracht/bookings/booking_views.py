"""Booking for others: the list, what we read in it, and the deed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from veerkracht.bookings import actions, policies, queries, rules
from veerkracht.bookings.forms import ClassForm, ColleaguesForm, ListForm
from veerkracht.bookings.words import TROUBLES
from veerkracht.kernel.clock import now
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.numbers import whole
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import signed_in
from veerkracht.training import queries as training
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.bookings.models import Booking
    from veerkracht.people.models import Organisation

Deed = Callable[[HttpRequest, ListForm, "Organisation", Edition], "Booking"]


@login_required
@never_cache
@limited("bookings.book", most=60, seconds=3600)
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """An employer books colleagues."""
    person, edition = signed_in(request), _edition(request, pk)
    policies.check_is_contact(person)
    return _list_page(request, edition, policies.organisations_of(person), ColleaguesForm, _book)


@login_required
@never_cache
@limited("bookings.book", most=60, seconds=3600)
def book_class(request: HttpRequest, pk: int) -> HttpResponse:
    """A school enrols a class; the list may come from a class that we know."""
    edition = _edition(request, pk)
    schools = [one for one in policies.organisations_of(signed_in(request)) if one.is_school]
    require(bool(schools), _("Deze pagina is voor contactpersonen van een school."))
    return _list_page(request, edition, schools, ClassForm, _book_class)


def _edition(request: HttpRequest, pk: int) -> Edition:
    found = training.visible_to(signed_in(request)).select_related(
        "course", "municipality", "region"
    )
    return get_object_or_404(found, pk=pk)


def _list_page(
    request: HttpRequest,
    edition: Edition,
    mine: Sequence[Organisation],
    form_class: type[ListForm],
    deed: Deed,
) -> HttpResponse:
    """Ask for a list; show what we read in it; book. Each step keeps what was typed."""
    step = request.POST.get("step", "")
    if step not in {"look", "book"}:
        form = form_class(organisations=mine, initial=_initial(request))
        return _ask(request, edition, form)
    form = form_class(request.POST, request.FILES, organisations=mine)
    if form.is_valid():
        chosen = next(one for one in mine if str(one.pk) == form.cleaned_data["organisation"])
        if step == "look":
            return _preview(request, edition, form, chosen)
        with shown_on(form):
            return _done(request, deed(request, form, chosen, edition))
    return _ask(request, edition, form)


def _initial(request: HttpRequest) -> dict[str, Any]:
    """What was typed before somebody went back, or the list of a class that is enrolled again."""
    if request.method == "POST":
        return {key: request.POST[key] for key in request.POST if key != "step"}
    number = whole(request.GET.get("klas", ""))
    if number is None:
        return {}
    cohort = queries.cohorts_visible_to(signed_in(request)).filter(pk=number).first()
    if cohort is None:
        return {}
    students = cohort.students.order_by("name", "address")
    return {
        "organisation": str(cohort.organisation_id),
        "study_year": cohort.study_year,
        "name": cohort.name,
        "programme": cohort.programme,
        "people": "\n".join(f"{one.name} <{one.address}>".strip() for one in students),
    }


def _ask(request: HttpRequest, edition: Edition, form: ListForm) -> HttpResponse:
    facts = {"form": form, **_head(edition), "is_class": isinstance(form, ClassForm)}
    return render(request, "bookings/book.html", facts, status=422 if form.is_bound else 200)


def _head(edition: Edition) -> dict[str, Any]:
    started = edition.starts_at is not None and edition.starts_at <= now()
    return {
        "edition": edition,
        "sessions": list(edition.sessions.all()),
        "closed": started or not edition.is_open(now()),
        "prerequisite": edition.course.prerequisite_id is not None,
    }


def _preview(
    request: HttpRequest, edition: Edition, form: ListForm, organisation: Organisation
) -> HttpResponse:
    """Each line with what happens to it. It says nothing of the people: only the list is looked at."""
    booked = queries.booked_before(organisation, edition)
    entries = rules.without_booked(form.entries, booked)
    ready = rules.readable(entries)
    facts = {
        **_head(edition),
        "form": form,
        "organisation": organisation,
        "entries": [(entry, TROUBLES[entry.trouble] if entry.trouble else "") for entry in entries],
        "ready": len(ready),
        "passed": len(entries) - len(ready),
        "hidden": _hidden(form),
        "is_class": isinstance(form, ClassForm),
    }
    return render(request, "bookings/preview.html", facts)


def _hidden(form: ListForm) -> list[tuple[str, str]]:
    """The form's values once more, with the list as we read it."""
    kept = [
        (name, form.cleaned_data.get(name))
        for name in form.fields
        if name not in {"people", "file"}
    ]
    told = [(name, "on" if value is True else str(value)) for name, value in kept if value]
    return [*told, ("people", rules.written(form.bookable))]


def _book(
    request: HttpRequest, form: ListForm, organisation: Organisation, edition: Edition
) -> Booking:
    cleaned = form.cleaned_data
    return actions.book(
        by=signed_in(request),
        organisation=organisation,
        edition=edition,
        people=form.bookable,
        form_key=cleaned["form_key"],
        together=cleaned["together"],
        pays=cleaned["pays"],
        note=cleaned["note"],
    )


def _book_class(
    request: HttpRequest, form: ListForm, organisation: Organisation, edition: Edition
) -> Booking:
    cleaned = form.cleaned_data
    return actions.book_class(
        by=signed_in(request),
        organisation=organisation,
        edition=edition,
        people=form.bookable,
        form_key=cleaned["form_key"],
        pays=cleaned["pays"],
        class_facts={
            "study_year": cleaned["study_year"],
            "name": cleaned["name"],
            "programme": cleaned["programme"],
        },
    )


def _done(request: HttpRequest, booking: Booking) -> HttpResponse:
    number = booking.lines.count()
    words = ngettext(
        "Gelukt. We mailen %(n)s persoon. Die zegt zelf ja of nee.",
        "Gelukt. We mailen %(n)s mensen. Zij zeggen zelf ja of nee.",
        number,
    )
    messages.success(request, words % {"n": number})
    return redirect("bookings:booking", booking.pk)
