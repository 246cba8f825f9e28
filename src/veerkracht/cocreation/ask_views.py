"""Pages of a question: asking, confirming, following it, and answering as a helper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.cocreation import ask_actions as actions
from veerkracht.cocreation import ask_policies as policies
from veerkracht.cocreation import ask_queries as queries
from veerkracht.cocreation.ask_forms import AnswerForm, AskForm, PassForm
from veerkracht.cocreation.ask_words import timeline, why_you
from veerkracht.cocreation.models import Helped, Question, QuestionState, StepKind
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.security import quiet
from veerkracht.people.models import Person
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from typing import Any

A_PAGE = 20


def visitor(request: HttpRequest) -> Person | None:
    """Who is signed in; None for a visitor."""
    return request.user if isinstance(request.user, Person) else None


@limited("cocreation.ask", most=30, seconds=3600)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the movement."""
    person = visitor(request)
    form = AskForm(person, request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.trapped:
            return redirect("cocreation:ask_sent")
        with shown_on(form):
            language = get_language() or "nl"
            made = actions.ask(asking=form.asking(), by=person, language=language)
            return _asked(made, person)
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/ask_ask.html", {"form": form}, status=status)


def _asked(made: Question, person: Person | None) -> HttpResponse:
    if person is None:
        return redirect("cocreation:ask_sent")
    return redirect("cocreation:question", made.token)


def sent(request: HttpRequest) -> HttpResponse:
    """Look in your mail."""
    return render(request, "cocreation/ask_sent.html")


def _found(token: str) -> Question:
    found = queries.question_with(token)
    if found is None:
        raise Http404
    return found


@never_cache
def question(request: HttpRequest, token: str) -> HttpResponse:
    """The asker's own page: confirm, and see every step."""
    found = _found(token)
    steps = timeline(found, queries.steps_of(found))
    facts = {
        "question": found,
        "steps": steps,
        "answers": [one for one, _told, _why in steps if one.kind == StepKind.ANSWERED],
        "may_withdraw": found.state in {QuestionState.SENT, QuestionState.STUCK},
        "asks_helped": found.state == QuestionState.ANSWERED and not found.helped,
    }
    return quiet(render(request, "cocreation/ask_question.html", facts))


@require_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Yes, this is my question."""
    actions.confirm_question(question=_found(token))
    messages.success(request, _("Dank je wel. Je vraag is onderweg."))
    return redirect("cocreation:question", token)


@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Take it back."""
    actions.withdraw_question(question=_found(token))
    messages.success(request, _("Je vraag is ingetrokken."))
    return redirect("cocreation:question", token)


@require_POST
def helped(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether the answer helped."""
    said = request.POST.get("helped", "")
    if said not in Helped.values:
        raise Http404
    actions.tell_helped(question=_found(token), helped=said)
    messages.success(request, _("Dank je wel. We weten het."))
    return redirect("cocreation:question", token)


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Questions that lie with me, what I answered, and what I asked myself."""
    person = signed_in(request)
    pages = Paginator(queries.lying_with(person), A_PAGE)
    facts = {
        "page_obj": pages.get_page(request.GET.get("page")),
        "answered": list(queries.answered_by(person)[:A_PAGE]),
        "asked": list(queries.asked_by(person)[:A_PAGE]),
        "offers": list(queries.offers_of(person)[:A_PAGE]),
    }
    return render(request, "cocreation/ask_mine.html", facts)


def held(request: HttpRequest, pk: int) -> Question:
    """A question that lies with who is signed in, or that they answered; else NotAllowed."""
    person = signed_in(request)
    found = get_object_or_404(Question.objects.select_related(*queries.RELATED), pk=pk)
    wrote = found.steps.filter(by=person, kind=StepKind.ANSWERED).exists()
    if not wrote:
        policies.check_may_answer(person, found)
    return found


@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a question that lies with me, and answer it."""
    found = held(request, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            text = form.cleaned_data["text"]
            actions.answer_question(question=found, text=text, by=signed_in(request))
            messages.success(request, _("Dank je wel! Je antwoord is verstuurd."))
            return redirect("cocreation:answer", pk)
    status = 422 if form.is_bound else 200
    facts = {"question": found, "form": form, "pass_form": PassForm(), **_standing(request, found)}
    return render(request, "cocreation/ask_answer.html", facts, status=status)


def _standing(request: HttpRequest, found: Question) -> dict[str, Any]:
    steps = list(queries.steps_of(found))
    latest = next((one for one in reversed(steps) if one.kind == StepKind.SENT), None)
    return {
        "answers": [one for one in steps if one.kind == StepKind.ANSWERED],
        "why": why_you(latest.why, found) if latest else "",
        "open": found.state in {QuestionState.SENT, QuestionState.STUCK},
        "holds": policies.holds(signed_in(request), found),
    }


@require_POST
@login_required
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the next one have it."""
    found = held(request, pk)
    form = PassForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.pass_on(question=found, reason=reason, by=signed_in(request))
    messages.success(request, _("Doorgegeven. Dank je wel dat je het zegt."))
    return redirect("cocreation:ask_mine")
