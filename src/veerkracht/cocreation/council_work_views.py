"""Work pages of think tanks: the list, starting one, and looking after one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.cocreation import council_actions as actions
from veerkracht.cocreation import council_policies as policies
from veerkracht.cocreation import council_queries as queries
from veerkracht.cocreation.council_forms import AskForm, CouncilForm, KnownPersonForm, WishedForm
from veerkracht.cocreation.models import CouncilInvitation, CouncilMember
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.together import read
from veerkracht.people.policies import (
    check_coordinates_any,
    coordinates,
    region_to_coordinate,
    regions_of_coordinator,
    signed_in,
    staff_required,
)
from veerkracht.programme.models import Plan
from veerkracht.programme.queries import plans_kept_by

if TYPE_CHECKING:
    from django import forms

    from veerkracht.cocreation.models import Council
    from veerkracht.people.models import Person


@staff_required
def work_list(request: HttpRequest) -> HttpResponse:
    """The think tanks that I look after."""
    person = signed_in(request)
    check_coordinates_any(person)
    rows = list(queries.looked_after_by(person)[:200])
    facts = {"rows": rows, "regions": regions_of_coordinator(person)}
    return render(request, "cocreation/council_work.html", facts)


@staff_required
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Start a think tank in a region; whoever starts it coordinates it until somebody else does."""
    person = signed_in(request)
    region = region_to_coordinate(person, code)
    plans = list(plans_kept_by(person)[:200])
    form = CouncilForm(plans, None, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            made = actions.start_council(
                region=region, facts=form.facts(), coordinator=person, by=person
            )
            messages.success(request, _("De denktank is er. Vraag nu de eerste leden."))
            return redirect("cocreation:council_manage", made.slug)
    facts = {"form": form, "region": region}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/council_start.html", facts, status=status)


def managed(request: HttpRequest, slug: str) -> tuple[Person, Council]:
    """Who is signed in, and a think tank that they look after; 403 for others."""
    person = signed_in(request)
    found = get_object_or_404(queries.with_ended(), slug=slug)
    policies.check_may_look_after(person, found)
    return person, found


def _plans(person: Person, found: Council) -> list[Plan]:
    """Plans to choose from: those one keeps, and the one that is chosen."""
    kept = list(plans_kept_by(person)[:200])
    return [*kept, found.plan] if found.plan and found.plan not in kept else kept


@login_required
def manage(request: HttpRequest, slug: str) -> HttpResponse:
    """Look after a think tank: members, who is asked, what one wants, words, and stopping."""
    person, found = managed(request, slug)
    return _page(request, person, found)


def _page(
    request: HttpRequest, person: Person, found: Council, **bound: forms.Form
) -> HttpResponse:
    members, invitations = read([queries.members_of(found), queries.open_invitations(found)[:100]])
    names = queries.block_names(found)
    facts: dict[str, Any] = {
        "council": found,
        "members": members,
        "invitations": invitations,
        "blocks": queries.balance(found, members, names),
        "words_form": CouncilForm(_plans(person, found), found),
        "ask_form": AskForm(found),
        "wished_form": WishedForm(names, found.wished),
        "coordinator_form": KnownPersonForm(),
        "may_end": found.until is None and coordinates(person, found.region_id),
    }
    status = 422 if bound else 200
    return render(request, "cocreation/council_manage.html", facts | bound, status=status)


@require_POST
@login_required
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Other words, another plan, another way to decide."""
    person, found = managed(request, slug)
    form = CouncilForm(_plans(person, found), found, request.POST)
    if form.is_valid():
        with shown_on(form):
            actions.change_council(council=found, facts=form.facts(), by=person)
            messages.success(request, _("Bewaard."))
            return redirect("cocreation:council_manage", slug)
    return _page(request, person, found, words_form=form)


@require_POST
@limited("cocreation.council_ask", most=60, seconds=3600)
@login_required
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask somebody by mail."""
    person, found = managed(request, slug)
    form = AskForm(found, request.POST)
    if form.is_valid():
        with shown_on(form):
            row = actions.ask_for_council(council=found, asked=form.asked_person(), by=person)
            messages.success(request, _("%(name)s krijgt een mail.") % {"name": row.name})
            return redirect("cocreation:council_manage", slug)
    return _page(request, person, found, ask_form=form)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    person = signed_in(request)
    row = get_object_or_404(CouncilInvitation.objects.select_related("council__region"), pk=pk)
    actions.withdraw_asking(invitation=row, by=person)
    messages.success(request, _("De uitnodiging is teruggenomen."))
    return redirect("cocreation:council_manage", row.council.slug)


@require_POST
@login_required
def wished(request: HttpRequest, slug: str) -> HttpResponse:
    """How many of each one wants."""
    person, found = managed(request, slug)
    form = WishedForm(queries.block_names(found), found.wished, request.POST)
    if form.is_valid():
        with shown_on(form):
            actions.wish_for(council=found, wished=form.cleaned_data, by=person)
            messages.success(request, _("Bewaard."))
            return redirect("cocreation:council_balance", slug)
    return _page(request, person, found, wished_form=form)


@require_POST
@limited("cocreation.council_coordinator", most=60, seconds=3600)
@login_required
def set_coordinator(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody else coordinates; who gave it away may lose sight of it."""
    person, found = managed(request, slug)
    form = KnownPersonForm(request.POST)
    if not form.is_valid():
        return _page(request, person, found, coordinator_form=form)
    chosen = form.cleaned_data["address"]
    try:
        actions.set_council_coordinator(council=found, person=chosen, by=person)
    except RuleBroken as broken:
        form.add_error(None, broken.message)
        return _page(request, person, found, coordinator_form=form)
    messages.success(request, _("%(name)s coördineert de denktank nu.") % {"name": chosen})
    found.coordinator = chosen
    still = policies.looks_after_council(person, found)
    return redirect("cocreation:council_manage" if still else "cocreation:council", slug)


@require_POST
@login_required
def end_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody leaves: of their own, or by who looks after it."""
    person = signed_in(request)
    related = CouncilMember.objects.select_related("council__series", "council__region", "person")
    member = get_object_or_404(related, pk=pk)
    actions.end_council_member(member=member, by=person)
    messages.success(request, _("%(name)s zit er niet meer in.") % {"name": member})
    if policies.looks_after_council(person, member.council):
        return redirect("cocreation:council_manage", member.council.slug)
    return redirect("cocreation:my_councils")


@require_POST
@staff_required
def end(request: HttpRequest, slug: str) -> HttpResponse:
    """A think tank stops."""
    person, found = managed(request, slug)
    try:
        actions.end_council(council=found, by=person)
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("cocreation:council_manage", slug)
    messages.success(request, _("De denktank is gestopt. Wat is besloten, blijft te lezen."))
    return redirect("cocreation:council_work")
