"""Pages of surveys for who coordinates: making one, its questions, opening it, its poster, and what came in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from veerkracht.cocreation import survey_actions as actions
from veerkracht.cocreation import survey_queries as queries
from veerkracht.cocreation import survey_rules as rules
from veerkracht.cocreation import wish_policies as policies
from veerkracht.cocreation.models import OpenAnswer, Survey, SurveyQuestion
from veerkracht.cocreation.survey_drawing import qr
from veerkracht.cocreation.survey_forms import QuestionForm, SurveyForm
from veerkracht.cocreation.survey_workbook import workbook
from veerkracht.cocreation.wish_letters import absolute
from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import regions_of_coordinator, signed_in

if TYPE_CHECKING:
    from uuid import UUID

    from veerkracht.people.models import Person

A_PAGE = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _coordinator(request: HttpRequest) -> Person:
    person = signed_in(request)
    policies.check_works_with_wishes(person)
    return person


def _survey(request: HttpRequest, pk: int) -> tuple[Person, Survey]:
    person = _coordinator(request)
    found = get_object_or_404(Survey.objects.select_related("region"), pk=pk)
    policies.check_may_work(person, found)
    return person, found


@login_required
def surveys(request: HttpRequest) -> HttpResponse:
    """The surveys of my regions; beginning one."""
    person = _coordinator(request)
    posted = request.POST if request.method == "POST" else None
    form = SurveyForm(regions_of_coordinator(person), today(), posted)
    if form.is_valid():
        with shown_on(form):
            made = actions.make_survey(region=form.chosen(), facts=form.facts(), by=person)
            messages.success(request, _("Zet er nu vragen in."))
            return redirect("cocreation:survey", made.pk)
    page = Paginator(queries.surveys_for(person), A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, queries.stands(one)) for one in page]
    facts = {"form": form, "page_obj": page, "rows": rows}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/survey_list.html", facts, status=status)


@login_required
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """One survey: its questions, and what can be done with it now."""
    _person, found = _survey(request, pk)
    facts = {
        "survey": found,
        "questions": list(found.questions.all()),
        "stands": queries.stands(found),
        "is_draft": found.state == rules.DRAFT,
        "is_open": found.state == rules.IS_OPEN,
        "address": absolute("cocreation:answer_survey", found.slug),
    }
    return render(request, "cocreation/survey_survey.html", facts)


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend a survey."""
    person, found = _survey(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = SurveyForm([found.region], today(), posted, found)
    if form.is_valid():
        with shown_on(form):
            actions.change_survey(survey=found, facts=form.facts(), by=person)
            messages.success(request, _("Bewaard."))
            return redirect("cocreation:survey", pk)
    facts = {"form": form, "survey": found, "is_open": found.state == rules.IS_OPEN}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/survey_form.html", facts, status=status)


def _question_page(
    request: HttpRequest, person: Person, found: Survey, question: SurveyQuestion | None
) -> HttpResponse:
    form = QuestionForm(request.POST if request.method == "POST" else None, question)
    if form.is_valid():
        with shown_on(form):
            actions.ask(survey=found, asked=form.asked(), by=person, question=question)
            messages.success(request, _("De vraag staat erin."))
            return redirect("cocreation:survey", found.pk)
    facts = {"form": form, "survey": found, "question": question}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/survey_question.html", facts, status=status)


@login_required
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a question."""
    return _question_page(request, *_survey(request, pk), None)


def _question(request: HttpRequest, pk: int) -> tuple[Person, SurveyQuestion]:
    person = _coordinator(request)
    found = get_object_or_404(SurveyQuestion.objects.select_related("survey__region"), pk=pk)
    policies.check_may_work(person, found.survey)
    return person, found


@login_required
def change_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend a question."""
    person, found = _question(request, pk)
    return _question_page(request, person, found.survey, found)


@require_POST
@login_required
def drop_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question out."""
    person, found = _question(request, pk)
    actions.drop_question(question=found, by=person)
    messages.success(request, _("De vraag is weg."))
    return redirect("cocreation:survey", found.survey_id)


@require_POST
@login_required
def raise_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a question one place earlier."""
    person, found = _question(request, pk)
    actions.raise_question(question=found, by=person)
    return redirect("cocreation:survey", found.survey_id)


def _press(verb: Callable[..., Any], said: Any) -> Callable[..., HttpResponse]:
    """A button on a survey: do it, say so, and back to the survey."""

    @require_POST
    @login_required
    def pressed(request: HttpRequest, pk: int) -> HttpResponse:
        person, found = _survey(request, pk)
        verb(survey=found, by=person)
        messages.success(request, str(said))
        return redirect("cocreation:survey", pk)

    return pressed


open_it = _press(
    actions.open_survey,
    gettext_lazy(
        "De vragenlijst staat klaar voor antwoorden. Deel het adres of hang de poster op."
    ),
)
close_it = _press(actions.close_survey, gettext_lazy("De vragenlijst is gesloten."))
go_on = _press(actions.go_on, gettext_lazy("De vragenlijst neemt weer antwoorden aan."))


@require_POST
@login_required
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft with the same questions."""
    person, found = _survey(request, pk)
    made = actions.copy_survey(survey=found, by=person)
    messages.success(request, _("Dit is de kopie. Pas aan wat je wilt, en zet hem open."))
    return redirect("cocreation:survey", made.pk)


@require_POST
@login_required
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    person, found = _survey(request, pk)
    actions.drop_survey(survey=found, by=person)
    messages.success(request, _("Weggegooid."))
    return redirect("cocreation:surveys")


@login_required
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """The address on paper, with a QR code."""
    _person, found = _survey(request, pk)
    address = absolute("cocreation:answer_survey", found.slug)
    facts = {"survey": found, "address": address, "qr": qr(address)}
    return render(request, "cocreation/survey_poster.html", facts)


@login_required
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """What came in, as far as it may be shown."""
    _person, found = _survey(request, pk)
    facts = {"survey": found, "results": queries.results(found) if found.shown else []}
    return render(request, "cocreation/survey_results.html", facts)


@login_required
def results_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a workbook."""
    _person, found = _survey(request, pk)
    content = workbook(found, queries.results(found) if found.shown else [])
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}.xlsx"'
    return response


@require_POST
@login_required
def make_wish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put an open answer on the board."""
    person = _coordinator(request)
    related = OpenAnswer.objects.select_related("question__survey__region", "need")
    answer = get_object_or_404(related, pk=pk)
    need = actions.make_wish(answer=answer, by=person)
    messages.success(request, _("Het antwoord staat nu als wens op het bord."))
    return redirect("cocreation:need", need.pk)
