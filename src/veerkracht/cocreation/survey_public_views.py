"""Answering a survey: no account, no name, no cookie."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from veerkracht.cocreation import survey_queries as queries
from veerkracht.cocreation import survey_rules as rules
from veerkracht.cocreation.models import Survey
from veerkracht.cocreation.survey_answering import answer_survey, whose
from veerkracht.cocreation.survey_forms import AnswerForm
from veerkracht.cocreation.wish_gate import check_mark, check_pace
from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.security import quiet


def _survey(slug: str) -> Survey:
    found = queries.survey_at(slug)
    if found is None:
        raise Http404
    return found


@csrf_exempt  # the signed mark in the form is the proof; a cookie would break what we promise
@never_cache
@limited("cocreation.survey", most=60, seconds=3600)
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions; who falls in the trap is thanked, and nothing is counted."""
    survey = _survey(slug)
    posted = request.POST if request.method == "POST" else None
    if posted is not None:
        check_mark(whose(survey), posted.get("mark", ""))
    form = AnswerForm(survey, posted)
    if form.is_trapped:
        return redirect("cocreation:survey_thanks", slug)
    if form.is_valid():
        with shown_on(form):
            mark = form.cleaned_data["mark"]
            check_pace(whose(survey), mark)
            answer_survey(survey=survey, answers=form.answers(), mark=mark)
            return redirect("cocreation:survey_thanks", slug)
    open_now = rules.is_open(
        survey.state, survey.opens_on, survey.closes_on, today(), paused=survey.paused
    )
    facts = {"survey": survey, "form": form, "open": open_now or form.is_bound}
    status = 422 if form.is_bound else 200
    return quiet(render(request, "cocreation/survey_answer.html", facts, status=status))


@never_cache
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Thank you; and what happens with it."""
    return quiet(render(request, "cocreation/survey_thanks.html", {"survey": _survey(slug)}))
