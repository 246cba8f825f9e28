"""The pages of who approves: what waits for a yes or no, and one request. Opening a link changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from veerkracht.enrolment import actions, policies, queueing
from veerkracht.enrolment.approvals import lies_with, open_ones
from veerkracht.enrolment.models import Approval, Enrolment, State
from veerkracht.enrolment.rules import Refusal
from veerkracht.enrolment.shares import terms_of
from veerkracht.enrolment.terms_forms import AnswerForm
from veerkracht.enrolment.words import REFUSALS
from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.limits import limited
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person

MOST_SHOWN = 100


@login_required
def approvals(request: HttpRequest) -> HttpResponse:
    """Every request that waits for my yes or no."""
    rows = list(lies_with(signed_in(request))[:MOST_SHOWN])
    return render(request, "enrolment/approvals.html", {"rows": rows})


@limited("enrolment.approve", most=120, seconds=3600)
def approve(request: HttpRequest, token: str) -> HttpResponse:
    """Who asks for what, and a yes or no; a stranger with the link learns nothing before signing in."""
    related = ("enrolment__person__organisation", "enrolment__person__sector", "organisation", "by")
    edition = ("enrolment__edition__course", "enrolment__edition__municipality")
    approval = get_object_or_404(Approval.objects.select_related(*related, *edition), token=token)
    if not request.user.is_authenticated:
        return render(request, "enrolment/approve_sign_in.html", {})
    person = signed_in(request)
    policies.check_may_decide(person, approval)
    if request.method == "POST":
        return _decide(request, approval, person)
    return render(request, "enrolment/approve.html", _facts(approval, person))


def _facts(approval: Approval, person: Person) -> dict[str, object]:
    rows = _together(approval.enrolment)
    edition = approval.enrolment.edition
    at_once = open_ones().filter(enrolment__wish=approval.enrolment.wish).exclude(pk=approval.pk)
    others = [one for one in at_once if policies.may_decide(person, one)]
    why = _why_not(approval, rows)
    return {
        "approval": approval,
        "edition": edition,
        "sessions": edition.sessions.all(),
        "rows": rows,
        "why_not": REFUSALS[why] if why and approval.decided_at is None else "",
        "decided": approval.decided_at is not None,
        "gets_place": not why and _gets_place(rows),
        "other_dates": [one for one in others if one.enrolment.edition_id != edition.pk],
        "form": AnswerForm(),
    }


def _together(enrolment: Enrolment) -> list[Enrolment]:
    """Who asked for this edition in the same wish and is where this person is."""
    rows = Enrolment.objects.filter(
        wish=enrolment.wish, edition=enrolment.edition_id, state=enrolment.state
    )
    return list(rows.select_related("person__organisation", "edition").order_by("pk"))


def _why_not(approval: Approval, rows: Sequence[Enrolment]) -> Refusal | None:
    """Why nothing can be decided any more; None when it can."""
    if approval.decided_at or rows[0].state != State.ASKED:
        return Refusal.NO_LONGER_LIVE
    edition = rows[0].edition
    begun = edition.starts_at is not None and now() >= edition.starts_at
    return Refusal.STARTED if begun else None


def _gets_place(rows: Sequence[Enrolment]) -> bool:
    """Whether a yes would give a place at once, as it looks now."""
    edition = rows[0].edition
    if edition.starts_at is None:
        return False
    return bool(queueing.arrive_at_rank(edition, rows, terms_of(edition.pk)).pools)


def _decide(request: HttpRequest, approval: Approval, person: Person) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Deze reden is te lang, of we kunnen hem niet lezen."))
        return redirect("enrolment:approve", approval.token)
    try:
        agreed = form.cleaned_data["agreed"] == "ja"
        reason = form.cleaned_data["reason"]
        rows = actions.decide(approval=approval, agreed=agreed, by=person, reason=reason)
        messages.success(request, _what_came_of_it(rows))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("enrolment:approve", approval.token)


def _what_came_of_it(rows: Sequence[Enrolment]) -> str:
    name = ", ".join(str(row.person) for row in rows)
    words = {
        State.PLACED: _("%(name)s heeft nu een plaats en krijgt een mail."),
        State.OFFERED: _("%(name)s krijgt een plaats aangeboden en krijgt een mail."),
        State.WAITING: _("%(name)s staat nu op de wachtlijst en krijgt een mail."),
        State.REFUSED: _("%(name)s krijgt een mail dat het niet doorgaat."),
    }
    waits = _("Jouw ja is bewaard. Nu moet nog iemand anders ja zeggen.")
    return words.get(State(rows[0].state), waits) % {"name": name}
