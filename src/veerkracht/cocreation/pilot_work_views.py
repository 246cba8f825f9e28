"""Pages of pilots for coordinators: the list, making, changing, steps, deciding and spreading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veerkracht.cocreation import pilot_actions as actions
from veerkracht.cocreation import pilot_policies as policies
from veerkracht.cocreation import pilot_queries as queries
from veerkracht.cocreation import pilot_spread_actions as spreading
from veerkracht.cocreation.models import Pilot, PilotOutcome, PilotSpread, PilotState
from veerkracht.cocreation.pilot_answers import kept_by, posted, status_of, went_well
from veerkracht.cocreation.pilot_forms import DecideForm, PilotForm, SpreadForm, StopForm
from veerkracht.cocreation.pilot_shown import (
    draft_state,
    draft_title,
    due_words,
    place_of,
    state_of,
)
from veerkracht.cocreation.pilot_views import choice_of
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import coordinates, regions_of_coordinator, signed_in

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

A_PAGE = 30


def _coordinator(request: HttpRequest) -> Person:
    person = signed_in(request)
    policies.check_makes_pilots(person)
    return person


@login_required
def kept_pilots(request: HttpRequest) -> HttpResponse:
    """The pilots of my regions, with what each waits for; and those that others decided to spread."""
    person = _coordinator(request)
    found = queries.kept_by(person)
    choice = choice_of(request, found)
    page = Paginator(choice.of(found), A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, _row(one)) for one in page.object_list]
    facts = {"choice": choice, "page_obj": page, "rows": rows, "elsewhere": _to_spread(person)}
    return render(request, "cocreation/pilot_kept.html", facts)


def _row(one: Pilot) -> dict[str, Any]:
    due = [due_words(each) for each in queries.due_of(one)]
    return {"state": state_of(one), "place": place_of(one), "due": due}


def _to_spread(person: Person) -> list[Pilot]:
    """Pilots of other regions that were decided to be spread: they may come to mine."""
    found = queries.public().filter(state=PilotState.DECIDED, outcome=PilotOutcome.SPREAD)
    return list(found.exclude(region__in=regions_of_coordinator(person))[:20])


@login_required
def new_pilot(request: HttpRequest) -> HttpResponse:
    """A new pilot in one of my regions."""
    person = _coordinator(request)
    areas = regions_of_coordinator(person)
    region = _region(request, areas)
    form = PilotForm(region, person, None, posted(request))
    if form.is_valid():
        with shown_on(form):
            row = actions.make_pilot(region=region, facts=form.facts(), by=person)
            messages.success(request, _("De pilot staat klaar. Schrijf nu op wat je gaat meten."))
            return redirect("cocreation:pilot_desk", row.pk)
    facts = {"form": form, "region": region, "regions": areas}
    return render(request, "cocreation/pilot_edit.html", facts, status=status_of(form))


def _region(request: HttpRequest, areas: list[Area]) -> Area:
    wanted = request.GET.get("regio", "")
    found = {one.code: one for one in areas}
    if not areas or (wanted and wanted not in found):
        raise Http404
    return found.get(wanted, areas[0])


@login_required
def change_pilot(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend what is said of a pilot."""
    person, row = kept_by(request, pk)
    form = PilotForm(row.region, person, row, posted(request))

    def do() -> None:
        actions.change_pilot(pilot=row, facts=form.facts(), seen=form.version(), by=person)

    if went_well(form, do, lambda: _fresh(pk).version):
        messages.success(request, _("Bewaard."))
        return redirect("cocreation:pilot_desk", pk)
    facts = {"form": form, "pilot": row, "region": row.region}
    if form.is_bound:
        facts["known"] = _fresh(pk)
    return render(request, "cocreation/pilot_edit.html", facts, status=status_of(form))


def _fresh(pk: int) -> Pilot:
    return Pilot.objects.get(pk=pk)


@require_POST
@login_required
def step(request: HttpRequest, pk: int, to: str) -> HttpResponse:
    """Begin, end, take a decision back, or throw a draft away."""
    person, row = kept_by(request, pk)
    steps = {
        "begin": (actions.start_pilot, _("De pilot loopt. Veel succes!")),
        "einde": (actions.end_pilot, _("De pilot is afgelopen. Nu nog een besluit.")),
        "terug": (actions.take_back_decision, _("Het besluit is teruggenomen.")),
        "weg": (actions.drop_pilot, _("Weggegooid.")),
    }
    if to not in steps:
        raise Http404
    do, words = steps[to]
    try:
        do(pilot=row, by=person)
        messages.success(request, words)
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("cocreation:pilot_desk", pk)
    return (
        redirect("cocreation:kept_pilots") if to == "weg" else redirect("cocreation:pilot_desk", pk)
    )


@require_POST
@login_required
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may read the pilot, and its costs."""
    person, row = kept_by(request, pk)
    public, costs = (request.POST.get(name) == "yes" for name in ("public", "costs"))
    actions.show_pilot(pilot=row, public=public, costs=costs, by=person)
    messages.success(
        request, _("Iedereen kan de pilot lezen.") if public else _("Niet meer openbaar.")
    )
    return redirect("cocreation:pilot_desk", pk)


@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was decided, and why."""
    person, row = kept_by(request, pk)
    policies.check_may_decide(person, row)
    form = DecideForm(posted(request), initial={"seen": row.version})

    def do() -> None:
        actions.decide_pilot(pilot=row, verdict=form.verdict(), seen=form.version(), by=person)

    if went_well(form, do, lambda: _fresh(pk).version):
        messages.success(request, _("Het besluit staat er. Het team krijgt een mail."))
        if form.cleaned_data["outcome"] == PilotOutcome.SPREAD:
            return redirect("cocreation:spread_pilot", pk)
        return redirect("cocreation:pilot_desk", pk)
    facts = {"form": form, "pilot": row, "stops": False}
    return render(request, "cocreation/pilot_decide.html", facts, status=status_of(form))


@login_required
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a pilot early, with the reason."""
    person, row = kept_by(request, pk)
    policies.check_may_decide(person, row)
    form = StopForm(posted(request), initial={"seen": row.version})

    def do() -> None:
        reasons = form.cleaned_data["reasons"]
        actions.stop_pilot(pilot=row, reasons=reasons, seen=form.version(), by=person)

    if went_well(form, do, lambda: _fresh(pk).version):
        messages.success(request, _("De pilot is gestopt. Het team krijgt een mail."))
        return redirect("cocreation:pilot_desk", pk)
    facts = {"form": form, "pilot": row, "stops": True}
    return render(request, "cocreation/pilot_decide.html", facts, status=status_of(form))


# Spreading


def _spreading(request: HttpRequest, pk: int) -> tuple[Person, Pilot]:
    person = _coordinator(request)
    row = get_object_or_404(Pilot.objects.select_related(*queries.RELATED), pk=pk)
    policies.check_may_see_spread(person, row)
    return person, row


@login_required
def spread(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose to where a pilot is spread, see what that would draft, and draft it; and how the drafts stand."""
    person, row = _spreading(request, pk)
    areas = regions_of_coordinator(person)
    region = _region_for(request, row, areas)
    form = SpreadForm(row, region, posted(request))
    drafts = _drafted(request, form, row, person)
    if drafts is None:
        return redirect(f"{request.path}?regio={region.code}#klaar")
    facts = {
        "form": form,
        "pilot": row,
        "region": region,
        "regions": areas,
        "drafts": drafts,
        "new": len([one for one in drafts if not one.there]),
        "standing": _standing(row, person),
        "may_spread": row.state == PilotState.DECIDED and row.outcome == PilotOutcome.SPREAD,
        "fields": _typed(form),
    }
    refused = form.is_bound and not form.is_valid()
    return render(request, "cocreation/pilot_spread.html", facts, status=422 if refused else 200)


def _region_for(request: HttpRequest, row: Pilot, areas: list[Area]) -> Area:
    """The region that was asked for; else that of the pilot when it is one of mine."""
    own = [one for one in areas if one.pk == row.region_id]
    return _region(request, [*own, *(one for one in areas if one.pk != row.region_id)])


def _drafted(
    request: HttpRequest, form: SpreadForm, row: Pilot, person: Person
) -> list[spreading.Draft] | None:
    """What would be drafted; None when it was drafted just now."""
    if not form.is_valid():
        return []
    with shown_on(form):
        drafts = spreading.proposed(row, form.wish())
        if request.POST.get("zeker") != "ja":
            return drafts
        made = spreading.spread_pilot(pilot=row, wish=form.wish(), by=person)
        messages.success(request, _made_words(len(made)))
        return None
    return []


def _made_words(number: int) -> str:
    if not number:
        return _("Alles stond al klaar. Er is niets dubbel gemaakt.")
    words = ngettext("%(n)s voorstel staat klaar.", "%(n)s voorstellen staan klaar.", number)
    return words % {"n": number}


def _typed(form: SpreadForm) -> list[tuple[str, str]]:
    """What was typed, for the form that drafts what the preview shows."""
    if not form.is_bound:
        return []
    skipped = {"csrfmiddlewaretoken", "zeker"}
    data: Any = form.data
    return [(name, value) for name in data if name not in skipped for value in data.getlist(name)]


def _standing(row: Pilot, person: Person) -> list[tuple[PilotSpread, str, str, bool]]:
    """Every draft by name, with how it stands, and whether this person can still take it away."""
    return [
        (
            one,
            draft_title(one),
            draft_state(one),
            coordinates(person, one.region_id) and spreading.is_untouched(one),
        )
        for one in queries.spreads_of(row)[:300]
    ]


@require_POST
@login_required
def undo_spread(request: HttpRequest, pk: int, spread: int) -> HttpResponse:
    """Take a draft away that nobody worked on."""
    person, row = _spreading(request, pk)
    found = get_object_or_404(
        PilotSpread.objects.select_related("pilot", "region"), pk=spread, pilot=row
    )
    try:
        spreading.undo_spread(spread=found, by=person)
        messages.success(request, _("Het voorstel is weg."))
    except RuleBroken as broken:
        messages.error(request, broken.message)
    back = redirect("cocreation:spread_pilot", pk)
    back["Location"] += f"?regio={found.region.code}#klaar"
    return back
