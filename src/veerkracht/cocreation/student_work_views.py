"""Pages of who posts on the board, and of the coordinator who looks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.cocreation import student_actions as actions
from veerkracht.cocreation import student_policies as policies
from veerkracht.cocreation import student_queries as queries
from veerkracht.cocreation.models import Placement, PlacementState, Reaction
from veerkracht.cocreation.student_forms import AnswerStudentForm, PlacementForm, RefuseForm
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import coordinates, is_coordinator, signed_in
from veerkracht.people.queries import organisations

if TYPE_CHECKING:
    from typing import Any

    from veerkracht.people.models import Organisation, Person

A_PAGE, MOST_REACTIONS = 50, 200


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Placements of my organisations and regions."""
    person = signed_in(request)
    policies.check_posts(person)
    rows = Paginator(queries.run_by(person), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cocreation/student_mine.html", {"page_obj": rows})


@login_required
def post(request: HttpRequest) -> HttpResponse:
    """Post one."""
    person = signed_in(request)
    policies.check_posts(person)
    return _form_page(request, person, None)


def _choices(person: Person, placement: Placement | None) -> list[Organisation]:
    if placement is not None:
        return [placement.organisation]
    mine = policies.organisations_of(person)
    return list(organisations()) if is_coordinator(person) else mine


def _form_page(request: HttpRequest, person: Person, found: Placement | None) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = PlacementForm(_choices(person, found), found, posted)
    if form.is_valid():
        with shown_on(form):
            row = actions.post_placement(
                organisation=form.chosen(), wanted=form.wanted(), by=person, placement=found
            )
            messages.success(request, _told(row))
            return redirect("cocreation:student_placement", row.pk)
    facts = {"form": form, "placement": found}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/student_form.html", facts, status=status)


def _told(row: Placement) -> str:
    if row.state == PlacementState.OPEN:
        return _("De opdracht staat op de site.")
    return _("Bewaard. De coördinator kijkt ernaar. Je krijgt een mail als hij op de site staat.")


def _run(request: HttpRequest, pk: int) -> tuple[Person, Placement]:
    person = signed_in(request)
    found = get_object_or_404(queries.placements(), pk=pk)
    policies.check_runs(person, found)
    return person, found


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one, or open it again."""
    return _form_page(request, *_run(request, pk))


@login_required
def placement(request: HttpRequest, pk: int) -> HttpResponse:
    """One of mine: reactions, and what can be done."""
    person, found = _run(request, pk)
    return render(request, "cocreation/student_placement.html", _facts(person, found))


def _facts(person: Person, found: Placement, **forms: Any) -> dict[str, Any]:
    return {
        "placement": found,
        "states": PlacementState,
        "reactions": list(queries.reactions_of(found)[:MOST_REACTIONS]),
        "moderates": coordinates(person, found.region_id),
        "refuse_form": forms.get("refuse_form") or RefuseForm(),
    }


@require_POST
@login_required
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it be seen."""
    person, found = _run(request, pk)
    actions.approve_placement(placement=found, by=person)
    messages.success(request, _("De opdracht staat op de site."))
    return redirect("cocreation:student_placement", pk)


@require_POST
@login_required
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not fit."""
    person, found = _run(request, pk)
    form = RefuseForm(request.POST)
    if form.is_valid():
        with shown_on(form):
            remark = form.cleaned_data["remark"]
            actions.refuse_placement(placement=found, remark=remark, by=person)
            messages.success(request, _("Niet geplaatst. Wie plaatste, krijgt een mail."))
            return redirect("cocreation:student_placement", pk)
    facts = _facts(person, found, refuse_form=form)
    return render(request, "cocreation/student_placement.html", facts, status=422)


@require_POST
@login_required
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody was found."""
    person, found = _run(request, pk)
    actions.fill_placement(placement=found, by=person)
    messages.success(request, _("Vervuld. De opdracht is van de lijst."))
    return redirect("cocreation:student_placement", pk)


@require_POST
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not go on."""
    person, found = _run(request, pk)
    actions.close_placement(placement=found, by=person)
    messages.success(request, _("Gesloten. De opdracht is van de lijst."))
    return redirect("cocreation:student_placement", pk)


@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a student."""
    person = signed_in(request)
    found = get_object_or_404(
        Reaction.objects.select_related("placement__organisation").exclude(state="asked"), pk=pk
    )
    policies.check_runs(person, found.placement)
    form = AnswerStudentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            text = form.cleaned_data["text"]
            actions.answer_reaction(reaction=found, text=text, by=person)
            messages.success(request, _("Je antwoord is verstuurd."))
            return redirect("cocreation:student_placement", found.placement_id)
    facts = {"reaction": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/student_answer.html", facts, status=status)
