"""Pages for parents: the invitation (no account needed), my part in coalitions, and saying something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from veerkracht.coalitions import expense_queries, parent_actions, parent_queries
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions.expense_words import CLAIM_WORDS
from veerkracht.coalitions.models import Coalition, ParentInvitation
from veerkracht.coalitions.parent_forms import AcceptForm, SayForm
from veerkracht.coalitions.parent_models import InvitationState
from veerkracht.coalitions.parent_rules import may_answer
from veerkracht.coalitions.parent_words import gets
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST = 20


def _invitation(token: str) -> ParentInvitation:
    found = parent_queries.invitation_with(token)
    if found is None:
        raise Http404
    return found


@never_cache
@limited("coalitions.invitation", most=30, seconds=3600)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked of a parent; opening it changes nothing, a yes is one click."""
    row = _invitation(token)
    posted = request.POST if request.method == "POST" else None
    form = AcceptForm(row.name, posted, on_paper=not row.email)
    if form.is_valid():
        with shown_on(form):
            parent_actions.accept_invitation(invitation=row, **form.cleaned_data)
            return redirect("coalitions:parent_invitation", token)
    return _answer(request, row, form)


def _answer(request: HttpRequest, row: ParentInvitation, form: AcceptForm) -> HttpResponse:
    facts = {
        "row": row,
        "form": form,
        "gets": gets(row.coalition.parent_terms),
        "terms": row.coalition.parent_terms,
        "open": row.state == InvitationState.OPEN and may_answer(row.made_at, now()),
        "states": InvitationState,
    }
    status = 422 if form.is_bound else 200
    response = render(request, "coalitions/parent_invitation.html", facts, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@limited("coalitions.invitation", most=30, seconds=3600)
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Rather not: one click, no reason asked."""
    row = _invitation(token)
    if request.method != "POST":
        return redirect("coalitions:parent_invitation", token)
    try:
        parent_actions.decline_invitation(invitation=row)
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return redirect("coalitions:parent_invitation", token)


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My part: my coalitions, when we meet, what was done with what I said, and my money."""
    person = signed_in(request)
    claims = list(expense_queries.claims_of(person)[:MOST])
    facts = {
        "seats": policies.parent_seats(person),
        "meetings": list(parent_queries.coming_meetings(person)[:MOST]),
        "words": list(parent_queries.words_of(person)[:MOST]),
        "claims": [(one, CLAIM_WORDS[one.state]) for one in claims],
        "bank": expense_queries.bank_number_of(person),
    }
    return render(request, "coalitions/parent_mine.html", facts)


def my_coalition(request: HttpRequest, pk: int) -> tuple[Person, Coalition]:
    """A coalition in which I have, or had, a seat as a parent; 403 otherwise."""
    person = signed_in(request)
    related = Coalition.objects.select_related("series", "parent_terms", "region")
    coalition = get_object_or_404(related, pk=pk)
    seated = policies.has_parent_seat(person, coalition)
    require(seated, _("Deze coalitie is van andere mensen."))
    return person, coalition


@login_required
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what I said at a meeting."""
    person, coalition = my_coalition(request, pk)
    past = list(parent_queries.past_meetings(coalition)[:MOST])
    form = SayForm(past, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            parent_actions.say(
                coalition=coalition,
                meeting=form.chosen(),
                said=form.cleaned_data["said"],
                by=person,
            )
            messages.success(request, _("Bewaard. Je hoort wat we ermee doen."))
            return redirect("coalitions:parent_mine")
    facts = {"coalition": coalition, "form": form, "past": past}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/parent_say.html", facts, status=status)
