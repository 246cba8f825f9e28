"""Work pages of coalitions: the list, starting one, and looking after one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.coalitions import actions, policies, queries
from veerkracht.coalitions.coalition_forms import (
    CoalitionForm,
    CoordinatorForm,
    SeatForm,
    StandingForm,
    StartForm,
)
from veerkracht.coalitions.models import Coalition, Seat
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.people.policies import (
    check_coordinates_any,
    region_to_coordinate,
    regions_of_coordinator,
    signed_in,
    staff_required,
)

if TYPE_CHECKING:
    from django import forms

    from veerkracht.people.models import Person


@staff_required
def work_list(request: HttpRequest) -> HttpResponse:
    """The coalitions that I look after."""
    person = signed_in(request)
    check_coordinates_any(person)
    rows = list(queries.looked_after_by(person)[:200])
    facts = {"rows": rows, "regions": regions_of_coordinator(person)}
    return render(request, "coalitions/work_list.html", facts)


@staff_required
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Start a coalition in a region."""
    person = signed_in(request)
    region = region_to_coordinate(person, code)
    form = StartForm(region, request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        given["area"] = form.areas[given["area"]]
        with shown_on(form):
            made = actions.start_coalition(region=region, by=person, **given)
            messages.success(
                request, _("De coalitie is er. Geef nu de eerste deelnemers een plek.")
            )
            return redirect("coalitions:manage", made.slug)
    facts = {"form": form, "region": region}
    return render(request, "coalitions/start.html", facts, status=422 if form.is_bound else 200)


def managed(request: HttpRequest, slug: str) -> tuple[Person, Coalition]:
    """Who is signed in, and a coalition that they look after; 403 for others."""
    person = signed_in(request)
    related = Coalition.objects.select_related("area", "region", "series", "coordinator")
    found = get_object_or_404(related, slug=slug)
    policies.check_may_look_after(person, found)
    return person, found


@login_required
def manage(request: HttpRequest, slug: str) -> HttpResponse:
    """Look after a coalition: its words, seats, coordinator and standing points."""
    person, found = managed(request, slug)
    return _page(request, person, found)


def _page(
    request: HttpRequest, person: Person, found: Coalition, **bound: forms.Form
) -> HttpResponse:
    words = {"name": found.name, "purpose": found.purpose}
    facts: dict[str, Any] = {
        "coalition": found,
        "seats": list(queries.seats_of(found)),
        "words_form": CoalitionForm(initial=words),
        "seat_form": SeatForm(),
        "coordinator_form": CoordinatorForm(),
        "standing_form": StandingForm(found.left_out),
        "may_end": policies.may_end(person, found),
    }
    status = 422 if bound else 200
    return render(request, "coalitions/manage.html", facts | bound, status=status)


@require_POST
@login_required
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Another name or other words."""
    person, found = managed(request, slug)
    form = CoalitionForm(request.POST)
    if form.is_valid():
        with shown_on(form):
            actions.change_coalition(coalition=found, by=person, **form.cleaned_data)
            messages.success(request, _("Bewaard."))
            return redirect("coalitions:manage", slug)
    return _page(request, person, found, words_form=form)


@require_POST
@limited("coalitions.seat", most=120, seconds=3600)
@login_required
def add_seat(request: HttpRequest, slug: str) -> HttpResponse:
    """Give somebody or some organisation a seat."""
    person, found = managed(request, slug)
    form = SeatForm(request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        given["person"] = given.pop("address")
        with shown_on(form):
            seat = actions.give_seat(coalition=found, by=person, **given)
            messages.success(request, _("%(name)s heeft een plek.") % {"name": seat})
            return redirect("coalitions:manage", slug)
    return _page(request, person, found, seat_form=form)


@require_POST
@login_required
def end_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """A seat ends today."""
    person = signed_in(request)
    related = Seat.objects.select_related("coalition", "person", "organisation")
    seat = get_object_or_404(related, pk=pk)
    actions.end_seat(seat=seat, by=person)
    messages.success(request, _("%(name)s zit er niet meer in.") % {"name": seat})
    return redirect("coalitions:manage", seat.coalition.slug)


@require_POST
@limited("coalitions.seat", most=120, seconds=3600)
@login_required
def set_coordinator(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody else coordinates; who gave it away goes to the public page."""
    person, found = managed(request, slug)
    form = CoordinatorForm(request.POST)
    if not form.is_valid():
        return _page(request, person, found, coordinator_form=form)
    chosen = form.cleaned_data["address"]
    actions.set_coordinator(coalition=found, person=chosen, by=person)
    messages.success(request, _("%(name)s coördineert de coalitie nu.") % {"name": chosen})
    found.coordinator = chosen
    still = policies.looks_after_coalition(person, found)
    return redirect("coalitions:manage" if still else "coalitions:coalition", slug)


@require_POST
@login_required
def standing(request: HttpRequest, slug: str) -> HttpResponse:
    """Which points stand on every agenda."""
    person, found = managed(request, slug)
    form = StandingForm(found.left_out, request.POST)
    if not form.is_valid():
        return _page(request, person, found, standing_form=form)
    actions.choose_standing(coalition=found, names=form.cleaned_data["standing"], by=person)
    messages.success(request, _("Bewaard. Dit geldt vanaf de volgende agenda."))
    return redirect("coalitions:manage", slug)


@require_POST
@staff_required
def end(request: HttpRequest, slug: str) -> HttpResponse:
    """A coalition stops."""
    person, found = managed(request, slug)
    actions.end_coalition(coalition=found, by=person)
    messages.success(request, _("De coalitie is gestopt. Wat is besloten, blijft te lezen."))
    return redirect("coalitions:work")
