"""Answering an evaluation: by the link alone, without sign-in; the page does not look at who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from veerkracht.kernel.clock import now
from veerkracht.kernel.forms import shown_on
from veerkracht.proof import actions
from veerkracht.proof import evaluation_queries as queries
from veerkracht.proof.evaluation_forms import AnswerForm

if TYPE_CHECKING:
    from veerkracht.proof.evaluation_models import Ballot

ASK, THANK = "proof/evaluation_answer.html", "proof/evaluation_thanks.html"


@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questions behind somebody's link; sending them uses the ballot."""
    request.user = AnonymousUser()  # whoever is signed in is not looked at, nor remembered
    ballot = queries.ballot_of(token)
    if ballot is None:
        return _no_more(request, _("Deze link klopt niet. Gebruik de link uit je mail."), 404)
    why_not = _why_not(ballot)
    if why_not and request.method != "POST":
        return _no_more(request, why_not, 200)
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(queries.questions_of(ballot.form), sent)
    if request.method == "POST" and form.is_valid():
        with shown_on(form):
            actions.answer_evaluation(token=token, given=form.given())
            return redirect("proof:answered")
    return _page(request, ballot, form)


def _why_not(ballot: Ballot) -> str:
    if ballot.used:
        return _("Met deze link is al geantwoord. Dank je wel. Je hoeft niets meer te doen.")
    if not ballot.form.is_open(now()):
        return _("De evaluatie is gesloten. Je kunt niet meer antwoorden.")
    return ""


def _no_more(request: HttpRequest, words: str, status: int) -> HttpResponse:
    return render(request, THANK, {"words": words}, status=status)


def _page(request: HttpRequest, ballot: Ballot, form: AnswerForm) -> HttpResponse:
    """The questions; no line in the log, which would hold the link and the time."""
    facts: dict[str, Any] = {
        "form": form,
        "course": ballot.form.edition.course,
        "closes_at": ballot.form.closes_at,
        "in_steps": ballot.form.shows == "steps",
    }
    response = render(request, ASK, facts, status=422 if form.is_bound else 200)
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - Django's own mark
    return response


@never_cache
def answered(request: HttpRequest) -> HttpResponse:
    """Thanks; the address no longer holds the link."""
    request.user = AnonymousUser()
    return render(request, THANK, {"words": ""})
