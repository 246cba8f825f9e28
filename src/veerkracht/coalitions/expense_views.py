"""Pages of fees and expenses for parents: asking, changing, my bank number; and a receipt for who may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from veerkracht.coalitions import expense_actions as actions
from veerkracht.coalitions import expense_queries as queries
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions import parent_queries
from veerkracht.coalitions.expense_forms import BankForm, ClaimForm
from veerkracht.coalitions.expense_rules import (
    ClaimDeed,
    after_claim,
    masked,
    receipt_type,
    yearly_maximum,
)
from veerkracht.coalitions.expense_words import CLAIM_WORDS
from veerkracht.coalitions.models import Claim, Coalition, ParentTerms
from veerkracht.kernel.clock import local
from veerkracht.kernel.errors import OutOfDate
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.people.models import Person
from veerkracht.people.policies import pays, signed_in

if TYPE_CHECKING:
    from veerkracht.meetings.models import Meeting

MOST = 8
MOST_CLAIMED = 24  # days that were asked for, to look at


@limited("coalitions.claim", most=60, seconds=3600)
@login_required
def new_claim(request: HttpRequest, pk: int, person: int | None = None) -> HttpResponse:
    """Ask for a fee and expenses: for myself, or as who guides the coalition for a parent."""
    by = signed_in(request)
    related = Coalition.objects.select_related("series", "region")
    coalition = get_object_or_404(related, pk=pk)
    whose = by if person is None else get_object_or_404(Person, pk=person)
    if person is not None:
        policies.check_guides(by, coalition)
    policies.check_may_claim(by, coalition, whose)
    terms = ParentTerms.objects.filter(coalition=coalition).first()
    meetings, claimed = _meetings(coalition), list(queries.claimed_in(coalition, whose))
    form = _form(request, terms, _unclaimed(meetings, claimed))
    if form.is_valid():
        with shown_on(form):
            claim = actions.send_claim(
                coalition=coalition,
                person=whose,
                asked=form.asked(),
                by=by,
                receipt=form.cleaned_data["receipt"],
            )
            messages.success(request, _("Verstuurd. De coördinator kijkt het na."))
            return redirect("coalitions:claim", claim.pk)
    facts = {"coalition": coalition, "form": form, "whose": whose, "own": whose == by}
    facts |= {
        "terms": terms,
        "claimed": claimed[:MOST_CLAIMED],
        "all_claimed": meetings and not form.meetings,
    }
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/expense_form.html", facts, status=status)


def _unclaimed(meetings: list[Meeting], claimed: list[Claim]) -> list[Meeting]:
    """Those on a day for which nothing was asked yet."""
    days = {one.day for one in claimed}
    return [one for one in meetings if local(one.starts_at).date() not in days]


def _meetings(coalition: Coalition) -> list[Meeting]:
    return list(parent_queries.past_meetings(coalition)[:MOST])


def _form(
    request: HttpRequest,
    terms: ParentTerms | None,
    meetings: list[Meeting],
    claim: Claim | None = None,
) -> ClaimForm:
    posted = request.method == "POST"
    data, files = (request.POST, request.FILES) if posted else (None, None)
    return ClaimForm(terms, meetings, claim, data, files)


def seen_claim(request: HttpRequest, pk: int) -> tuple[Person, Claim]:
    """A claim that I may see; 403 otherwise."""
    person = signed_in(request)
    claim = get_object_or_404(queries.claims(), pk=pk)
    policies.check_may_see_claim(person, claim)
    return person, claim


@never_cache
@login_required
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """One claim: what was asked, how it stands, and what I can do."""
    person, row = seen_claim(request, pk)
    guides = policies.guides(person, row.coalition)
    changeable = person.pk == row.person_id or guides
    maximum = yearly_maximum(row.day)
    facts = {
        "claim": row,
        "words": CLAIM_WORDS[row.state],
        "own": person.pk == row.person_id,
        "decides": guides and person.pk != row.person_id and row.state == "sent",
        "gives_back": pays(person, row.coalition.region_id) and row.state == "approved",
        "may_change": changeable and after_claim(row.state, ClaimDeed.CHANGE) is not None,
        "maximum": maximum if guides and queries.goes_over(row) else None,
    }
    return render(request, "coalitions/expense_claim.html", facts)


@limited("coalitions.claim", most=60, seconds=3600)
@login_required
def change_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it again, with what is different."""
    person, row = seen_claim(request, pk)
    policies.check_may_change_claim(person, row)
    if after_claim(row.state, ClaimDeed.CHANGE) is None:
        return redirect("coalitions:claim", pk)
    terms = ParentTerms.objects.filter(coalition=row.coalition).first()
    others = [one for one in queries.claimed_in(row.coalition, row.person) if one.pk != row.pk]
    form = _form(request, terms, _unclaimed(_meetings_of(row), others), row)
    if form.is_valid() and _changed(request, row, form):
        return redirect("coalitions:claim", pk)
    facts = {"coalition": row.coalition, "form": form, "claim": row, "terms": terms}
    facts["claimed"] = others[:MOST_CLAIMED]
    facts |= {"whose": row.person, "own": person.pk == row.person_id}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/expense_form.html", facts, status=status)


def _meetings_of(row: Claim) -> list[Meeting]:
    """The latest, and the one that it is about however long ago."""
    found = _meetings(row.coalition)
    if row.meeting is not None and row.meeting not in found:
        found.append(row.meeting)
    return found


def _changed(request: HttpRequest, row: Claim, form: ClaimForm) -> bool:
    """Whether it was kept; when it changed meanwhile, what was typed stays on the form."""
    try:
        with shown_on(form):
            actions.change_claim(
                claim=row,
                asked=form.asked(),
                seen=form.cleaned_data["seen"] or 0,
                by=signed_in(request),
                receipt=form.cleaned_data["receipt"],
            )
            messages.success(request, _("Verstuurd. De coördinator kijkt het na."))
            return True
    except OutOfDate as changed:
        form.add_error(None, changed.message)
        row.refresh_from_db(fields=["version"])
        form.look_again(row.version)
    return False


@require_POST
@login_required
def withdraw_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    person, row = seen_claim(request, pk)
    actions.withdraw_claim(claim=row, by=person)
    messages.success(request, _("Ingetrokken."))
    return redirect("coalitions:claim", pk)


@require_safe
@login_required
def receipt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The receipt, to keep; for the parent, who guides the coalition, and the payer."""
    _person, row = seen_claim(request, pk)
    if not row.receipt:
        raise Http404
    try:
        opened = row.receipt.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(
        opened,
        as_attachment=True,
        filename=row.receipt_name,
        content_type=receipt_type(row.receipt_name),
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@never_cache
@limited("coalitions.bank", most=20, seconds=3600)
@login_required
def bank(request: HttpRequest) -> HttpResponse:
    """My bank number: shown masked, filled in anew, or wiped."""
    person = signed_in(request)
    form = BankForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.set_bank_number(person=person, by=person, **form.cleaned_data)
            messages.success(request, _("Bewaard. Alleen wie betaalt, kan je nummer lezen."))
            return redirect("coalitions:parent_mine")
    known = queries.bank_number_of(person)
    facts = {"form": form, "known": known, "masked": masked(known.ending) if known else ""}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/expense_bank.html", facts, status=status)


@require_POST
@login_required
def drop_bank(request: HttpRequest) -> HttpResponse:
    """Wipe my bank number."""
    person = signed_in(request)
    actions.drop_bank_number(person=person, by=person)
    messages.success(request, _("Gewist."))
    return redirect("coalitions:parent_mine")
