"""The coordinator forms groups: who waits, a round, its proposal, and mending after a drop-out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.parts import asks_for_part
from veerkracht.people.models import Person
from veerkracht.people.policies import (
    check_may_coordinate,
    regions_of_coordinator,
    signed_in,
    staff_required,
)
from veerkracht.places import queries as places
from veerkracht.practice import forming_actions as actions
from veerkracht.practice import forming_queries as queries
from veerkracht.practice.forming_forms import ApartForm, DemandsForm
from veerkracht.practice.forming_models import Proposal, Round, RoundState
from veerkracht.practice.forming_policies import check_forms_groups
from veerkracht.practice.forming_repair import repair_of
from veerkracht.practice.models import Group
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from veerkracht.places.models import Area


@staff_required
def forming(request: HttpRequest) -> HttpResponse:
    """Who waits in my regions, the rounds, whom to invite, and groups to mend."""
    person = signed_in(request)
    check_forms_groups(person)
    regions = regions_of_coordinator(person)
    facts = {
        "regions": queries.waits(regions),
        "editions": queries.editions_to_invite(regions)[:10],
        "groups": list(queries.formed_groups(regions)),
    }
    return render(request, "practice/forming.html", facts)


@staff_required
def new_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the groups of a region must be like, and begin to search."""
    person, region = signed_in(request), _region(pk)
    check_may_coordinate(person, region.pk)
    form = DemandsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            made = actions.begin_round(region=region, demanded=form.demanded(), by=person)
            return redirect("practice:round", made.pk)
    [waits] = queries.waits([region])
    facts = {"form": form, "region": region, "waits": waits}
    status = 422 if form.is_bound else 200
    return render(request, "practice/forming_new.html", facts, status=status)


def _region(pk: int) -> Area:
    return get_object_or_404(places.regions(), pk=pk)


def _round(request: HttpRequest, pk: int) -> tuple[Person, Round]:
    """A round of a region that I coordinate; NotAllowed for another."""
    person = signed_in(request)
    made = get_object_or_404(Round.objects.select_related("region", "by"), pk=pk)
    check_may_coordinate(person, made.region_id)
    return person, made


@staff_required
def show_round(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the search is, or what it proposes."""
    _person, made = _round(request, pk)
    if asks_for_part(request) and made.state == RoundState.SEARCHING:
        return render(request, "practice/parts/forming_progress.html", {"round": made})
    if made.state == RoundState.SEARCHING:
        return render(request, "practice/forming_searching.html", {"round": made})
    page = _round_page(request, made, ApartForm(made))
    if asks_for_part(request):
        page.headers["HX-Refresh"] = "true"  # the search is over: show the whole page
    return page


def _round_page(request: HttpRequest, made: Round, form: ApartForm) -> HttpResponse:
    facts = {
        "round": made,
        "groups": queries.shown_groups(made),
        "left": queries.left_over(made),
        "form": form,
        "reached": round(100 * made.value / made.bound, 1) if made.bound else 0,
        "is_open": made.state == RoundState.FOUND,
    }
    return render(
        request, "practice/forming_round.html", facts, status=422 if form.is_bound else 200
    )


@require_POST
@staff_required
def stop_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop searching, with the best so far."""
    person, made = _round(request, pk)
    actions.stop_searching(made=made, by=person)
    messages.success(request, _("We stoppen met zoeken en laten zien wat er is."))
    return redirect("practice:round", pk)


@require_POST
@staff_required
def search_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Search anew, but for pinned groups."""
    person, made = _round(request, pk)
    actions.search_again(made=made, by=person)
    return redirect("practice:round", pk)


@require_POST
@staff_required
def discard_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay the round aside."""
    person, made = _round(request, pk)
    actions.discard_round(made=made, by=person)
    messages.success(request, _("Weggelegd. Iedereen wacht nog op een groep."))
    return redirect("practice:forming")


@require_POST
@staff_required
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a proposed group, or let it go."""
    proposal = get_object_or_404(Proposal.objects.select_related("round__region"), pk=pk)
    person = signed_in(request)
    check_may_coordinate(person, proposal.round.region_id)
    actions.pin(proposal=proposal, pinned=request.POST.get("vast") == "ja", by=person)
    return redirect("practice:round", proposal.round_id)


@require_POST
@staff_required
def keep_apart(request: HttpRequest, pk: int) -> HttpResponse:
    """Two people never in one group."""
    person, made = _round(request, pk)
    form = ApartForm(made, request.POST)
    if form.is_valid():
        one, other = form.cleaned_data["one"], form.cleaned_data["other"]
        actions.keep_apart(made=made, one=one, other=other, by=person)
        messages.success(request, _("Vastgelegd. Zoek opnieuw, dan houden we er rekening mee."))
        return redirect("practice:round", pk)
    return _round_page(request, made, form)


@require_POST
@staff_required
def start_groups(request: HttpRequest, pk: int) -> HttpResponse:
    """Start all groups of the proposal."""
    person, made = _round(request, pk)
    try:
        started = actions.start_groups(made=made, by=person)
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect("practice:round", pk)
    words = ngettext(
        "%(number)s groep is gestart. Iedereen krijgt een mail.",
        "%(number)s groepen zijn gestart. Iedereen krijgt een mail.",
        len(started),
    )
    messages.success(request, words % {"number": len(started)})
    return redirect("practice:forming")


@require_POST
@staff_required
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask who came to an edition whether they want to join."""
    edition = get_object_or_404(Edition, pk=pk)
    number = actions.invite_participants(edition=edition, by=signed_in(request))
    words = ngettext(
        "%(number)s deelnemer krijgt een uitnodiging.",
        "%(number)s deelnemers krijgen een uitnodiging.",
        number,
    )
    messages.success(request, words % {"number": number})
    return redirect("practice:forming")


@staff_required
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is in a group; when somebody drops out, what to do about it."""
    person = signed_in(request)
    group = get_object_or_404(Group.objects.select_related("series__region"), pk=pk)
    check_may_coordinate(person, group.series.region_id)
    members = list(group.series.members.filter(until=None).select_related("person__organisation"))
    gone = _gone(request, [one.person for one in members])
    plan = repair_of(group, gone) if gone else None
    if request.method == "POST" and gone and plan is not None:
        actions.mend_group(group=group, gone=gone, plan=plan, by=person)
        messages.success(request, _("Klaar. Wie ergens bij komt, krijgt een mail."))
        return redirect("practice:mend", pk)
    facts = {"group": group, "members": members, "gone": gone, "plan": plan}
    return render(request, "practice/forming_mend.html", facts)


def _gone(request: HttpRequest, people: list[Person]) -> Person | None:
    given = request.POST.get("weg") or request.GET.get("weg") or ""
    return next((one for one in people if str(one.pk) == given), None)
