"""Evaluation for who gives or runs a training: the results, what is asked, and the bank of questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.permissions import allows
from veerkracht.people.policies import regions_of_coordinator, signed_in, staff_required
from veerkracht.places.models import Area
from veerkracht.proof import actions, evaluation_words, policies
from veerkracht.proof import evaluation_queries as queries
from veerkracht.proof.evaluation_bank import is_in_use
from veerkracht.proof.evaluation_forms import ArrangeForm, QuestionForm, arrange_initial
from veerkracht.proof.evaluation_models import EvaluationForm, Question
from veerkracht.proof.evaluation_workbook import workbook
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from veerkracht.people.models import Person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _edition(pk: int) -> Edition:
    related = Edition.objects.select_related("course", "municipality", "region")
    return get_object_or_404(related, pk=pk)


def _seen(request: HttpRequest, pk: int) -> tuple[Person, Edition, EvaluationForm | None]:
    """Who looks, the edition and its form; 403 for who neither gives nor runs it."""
    person, edition = signed_in(request), _edition(pk)
    policies.check_may_see_evaluation(person, edition)
    form = queries.evaluation_of(edition)
    if form:
        form.edition = edition
    return person, edition, form


@staff_required
def evaluations(request: HttpRequest) -> HttpResponse:
    """The evaluations of the editions that I give or run."""
    person = signed_in(request)
    page = Paginator(queries.evaluations_for(person), 20).get_page(request.GET.get("pagina"))
    facts = {"page_obj": page, "regions": regions_of_coordinator(person)}
    return render(request, "proof/evaluations.html", facts)


@login_required
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """What people thought of an edition, as far as anybody may know it."""
    person, edition, form = _seen(request, pk)
    facts: dict[str, Any] = {
        "edition": edition,
        "evaluation": form,
        "why_not": evaluation_words.why_nothing(form),
        "runs": allows(policies.check_may_arrange_evaluation, person, edition),
    }
    if form and form.shown:
        facts |= {"found": queries.results(form), "how": evaluation_words.what_is_shown(form)}
    return render(request, "proof/evaluation.html", facts)


@login_required
def evaluation_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a workbook."""
    _person, edition, form = _seen(request, pk)
    form = form or EvaluationForm(edition=edition)
    content = workbook(queries.results(form), evaluation_words.why_nothing(form))
    response = HttpResponse(content, content_type=XLSX)
    name = f"evaluatie-{edition.pk}-{today():%Y-%m-%d}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked of an edition, and when the results are seen; until it opens."""
    person, edition = signed_in(request), _edition(pk)
    policies.check_may_arrange_evaluation(person, edition)
    known = queries.evaluation_of(edition)
    chosen = queries.questions_of(known) if known else []
    initial = arrange_initial(known, chosen or queries.default_questions(edition.region_id))
    bank = list(queries.bank(edition.region_id))
    form = ArrangeForm(bank, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with shown_on(form):
            actions.arrange_evaluation(edition=edition, by=person, **form.cleaned_data)
            messages.success(
                request, _("Bewaard. Deze vragen stellen we na de laatste bijeenkomst.")
            )
            return redirect("proof:evaluation", pk)
    facts = {"edition": edition, "form": form, "evaluation": known, "bank": bank}
    status = 422 if form.is_bound else 200
    return render(request, "proof/evaluation_arrange.html", facts, status=status)


def _region(request: HttpRequest, pk: int) -> tuple[Person, Area]:
    person, region = signed_in(request), get_object_or_404(Area, pk=pk)
    policies.check_may_keep_bank(person, region.pk)
    return person, region


@login_required
def bank(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions of a region."""
    _person, region = _region(request, pk)
    return render(
        request, "proof/question_bank.html", {"region": region, "bank": queries.bank(region.pk)}
    )


@login_required
def new_question(request: HttpRequest, pk: int) -> HttpResponse:
    """A question more."""
    person, region = _region(request, pk)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.add_question(region=region, wording=form.wording(), by=person)
            messages.success(request, _("De vraag staat in de lijst."))
            return redirect("proof:question_bank", region.pk)
    return _question_page(request, region, form, None)


def _question(request: HttpRequest, pk: int) -> tuple[Person, Question]:
    question = get_object_or_404(Question.objects.select_related("region"), pk=pk, retired_at=None)
    person = signed_in(request)
    policies.check_may_keep_bank(person, question.region_id)
    return person, question


@login_required
def change_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Word a question otherwise; what was asked already gets a new version."""
    person, question = _question(request, pk)
    form = QuestionForm.of(question, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.change_question(question=question, wording=form.wording(), by=person)
            messages.success(request, _("Bewaard."))
            return redirect("proof:question_bank", question.region_id)
    return _question_page(request, question.region, form, question)


def _question_page(
    request: HttpRequest, region: Area, form: QuestionForm, question: Question | None
) -> HttpResponse:
    facts = {
        "region": region,
        "form": form,
        "question": question,
        "in_use": question is not None and is_in_use(question),
    }
    return render(request, "proof/question.html", facts, status=422 if form.is_bound else 200)


@require_POST
@login_required
def retire_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a question away."""
    person, question = _question(request, pk)
    actions.retire_question(question=question, by=person)
    messages.success(request, _("Weggelegd. Nieuwe evaluaties vragen dit niet meer."))
    return redirect("proof:question_bank", question.region_id)
