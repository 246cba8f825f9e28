"""Pages of the coordinator: every question of the region, its steps, and choosing who helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.cocreation import ask_actions as actions
from veerkracht.cocreation import ask_policies as policies
from veerkracht.cocreation import ask_queries as queries
from veerkracht.cocreation.ask_forms import AnswerForm, CloseForm, GiveForm
from veerkracht.cocreation.ask_words import kept_reasons, timeline, why_in_words
from veerkracht.cocreation.models import Offer, Question, QuestionState
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import check_coordinates_any, signed_in

if TYPE_CHECKING:
    from typing import Any

    from veerkracht.people.models import Person

A_PAGE = 50
MOST_FITTING, MOST_TO_CHOOSE = 5, 200


@login_required
def work(request: HttpRequest) -> HttpResponse:
    """Questions of my regions, what is stuck first."""
    person = signed_in(request)
    check_coordinates_any(person)
    rows = Paginator(queries.questions_for(person), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cocreation/ask_work.html", {"page_obj": rows})


def _question(request: HttpRequest, pk: int) -> tuple[Person, Question]:
    person = signed_in(request)
    found = get_object_or_404(Question.objects.select_related(*queries.RELATED), pk=pk)
    policies.check_looks_after(person, found)
    return person, found


@login_required
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """One question: its steps, who fits and why."""
    _person, found = _question(request, pk)
    return render(request, "cocreation/ask_work_question.html", _facts(found))


def _facts(found: Question, **forms: Any) -> dict[str, Any]:
    fitting, offers = _who_fits(found)
    return {
        "question": found,
        "steps": timeline(found, queries.steps_of(found)),
        "fitting": fitting,
        "give_form": forms.get("give_form") or GiveForm(offers),
        "close_form": forms.get("close_form") or CloseForm(),
        "answer_form": AnswerForm(),
        "open": found.state in {QuestionState.SENT, QuestionState.STUCK},
    }


def _who_fits(found: Question) -> tuple[list[tuple[Offer, str]], list[Offer]]:
    """The five that fit best with the reasons, and everybody to choose from, best first."""
    matches = queries.matches_of(found, also_had=True)
    known = {one.pk: one for one in queries.open_offers()[:MOST_TO_CHOOSE]}
    fitting = [one for one in matches if one.number in known]
    best = [
        (known[one.number], why_in_words(kept_reasons(one), found))
        for one in fitting[:MOST_FITTING]
    ]
    ordered = [known.pop(one.number) for one in fitting]
    return best, [*ordered, *known.values()]


@require_POST
@login_required
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who gets it."""
    person, found = _question(request, pk)
    _best, offers = _who_fits(found)
    form = GiveForm(offers, request.POST)
    if form.is_valid():
        with shown_on(form):
            actions.give_to(question=found, offer=form.chosen(), by=person)
            messages.success(request, _("Verstuurd. Wie vroeg, krijgt ook een mail."))
            return redirect("cocreation:ask_work_question", pk)
    facts = _facts(found, give_form=form)
    return render(request, "cocreation/ask_work_question.html", facts, status=422)


@require_POST
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End it without an answer."""
    person, found = _question(request, pk)
    form = CloseForm(request.POST)
    if form.is_valid():
        with shown_on(form):
            reason = form.cleaned_data["reason"]
            actions.close_question(question=found, reason=reason, by=person)
            messages.success(request, _("Afgesloten. Wie vroeg, krijgt een mail."))
            return redirect("cocreation:ask_work")
    facts = _facts(found, close_form=form)
    return render(request, "cocreation/ask_work_question.html", facts, status=422)
