"""Pages of half-yearly reports: writing around the facts, reading what was sent, the PDF, sending."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.permissions import allows
from veerkracht.people.policies import signed_in
from veerkracht.programme import plan_policies as policies
from veerkracht.programme import plan_report_actions as actions
from veerkracht.programme.plan_models import Plan
from veerkracht.programme.plan_queries import reportable, version_now
from veerkracht.programme.plan_report_facts import report_paper
from veerkracht.programme.plan_report_letters import file_name
from veerkracht.programme.plan_report_models import PlanReport
from veerkracht.programme.plan_report_words import WORD_BLOCKS
from veerkracht.programme.plan_rules import Half

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST_TEXTS = 50


class WordsForm(forms.Form):
    """The words of each block."""

    quiet_optional = True
    number = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, report: PlanReport, data: Any = None) -> None:
        super().__init__(data, initial={**report.words, "number": report.number})
        for block, heading in WORD_BLOCKS.items():
            self.fields[block] = forms.CharField(
                label=heading,
                required=False,
                max_length=actions.MOST_SIGNS,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def saw(self, number: int) -> None:
        """Let the next attempt start from what stands there now."""
        self.data = dict(self.data.items()) | {"number": str(number)}


@require_POST
@login_required
def draft_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the report of a half year."""
    plan = get_object_or_404(Plan.objects.select_related("region"), pk=pk)
    half = _half(request.POST.get("half", ""))
    report = actions.draft_report(plan=plan, half=half, by=signed_in(request))
    messages.success(request, _("Het concept staat klaar. Lees het na en vul aan."))
    return redirect("programme:plan_report", report.pk)


def _half(typed: str) -> Half:
    year, _dash, half = typed.partition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and half in {"1", "2"}):
        raise RuleBroken(_("Kies een halfjaar."))
    return Half(int(year), int(half))


def _report(request: HttpRequest, pk: int) -> tuple[Person, PlanReport]:
    """A report that I may read; 403 otherwise."""
    person = signed_in(request)
    related = PlanReport.objects.select_related("plan__region", "sent_by")
    report = get_object_or_404(related, pk=pk)
    policies.check_may_read_report(person, report)
    return person, report


@login_required
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """A report: of a draft the words to change beside the facts, else what was sent."""
    person, found = _report(request, pk)
    if found.sent_at is not None:
        return _page(request, found, None)
    form = WordsForm(found, request.POST if request.method == "POST" else None)
    overtaken = False
    if form.is_valid():
        words = {block: form.cleaned_data[block] for block in WORD_BLOCKS}
        try:
            with shown_on(form):
                number = form.cleaned_data["number"]
                actions.write_report(report=found, words=words, by=person, number=number)
                messages.success(request, _("Bewaard."))
                return redirect("programme:plan_report", pk)
        except OutOfDate:
            overtaken = True
            form.saw(found.number)
    return _page(request, found, form, overtaken=overtaken)


def _page(
    request: HttpRequest, found: PlanReport, form: WordsForm | None, *, overtaken: bool = False
) -> HttpResponse:
    version = version_now(found.plan, reportable()) if form else None
    keeps = form is not None or allows(policies.check_may_keep_plan, signed_in(request), found.plan)
    facts = {
        "report": found,
        "told": actions.tell_report(found, get_language() or "nl", version),
        "form": form,
        "overtaken": overtaken,
        "keeps": keeps,
        "readers": actions.readers_of(version) if version else [],
        "sent_to": list(found.sent_to.all()) if keeps and not form else [],
    }
    status = 409 if overtaken else 422 if form and form.is_bound else 200
    return render(request, "programme/plan_report.html", facts, status=status)


@login_required
def report_texts(request: HttpRequest, pk: int) -> HttpResponse:
    """What the words of a report were, for who keeps the plan."""
    person, found = _report(request, pk)
    policies.check_may_keep_plan(person, found.plan)
    history = list(found.history.select_related("by")[:MOST_TEXTS])
    rows = [
        (one, [(name, one.words.get(key, "")) for key, name in WORD_BLOCKS.items()])
        for one in history
    ]
    facts = {"report": found, "rows": rows}
    return render(request, "programme/plan_report_texts.html", facts)


@login_required
def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as a PDF: of a draft as it would be, else as it was sent."""
    _person, found = _report(request, pk)
    if found.paper is not None:
        content = bytes(found.paper)
    else:
        content = report_paper(actions.tell_report(found, get_language() or "nl"))
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name(found)}"'
    return response


@require_POST
@login_required
def send_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it to the client."""
    person, found = _report(request, pk)
    actions.send_report(report=found, by=person)
    messages.success(request, _("Verstuurd. Het verslag blijft hier zoals het is."))
    return redirect("programme:plan_report", pk)


@require_POST
@login_required
def drop_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    person, found = _report(request, pk)
    actions.drop_report(report=found, by=person)
    messages.success(request, _("Het concept is weg."))
    return redirect("programme:plan_desk", found.plan_id)
