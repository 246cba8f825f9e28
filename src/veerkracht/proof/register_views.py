"""The coordinator's pages about registers: every run, one run, and the files; and what is past its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.numbers import whole
from veerkracht.kernel.permissions import require
from veerkracht.kernel.personal_data import retention
from veerkracht.people.policies import (
    check_is_administrator,
    check_may_coordinate,
    is_coordinator,
    signed_in,
    staff_required,
)
from veerkracht.proof import actions
from veerkracht.proof import register_queries as queries
from veerkracht.proof.register_files import KINDS, file_name
from veerkracht.proof.register_forms import ExportForm, RunForm
from veerkracht.proof.register_models import (
    ExportedLine,
    LineAction,
    RegisterExport,
    RegisterRun,
    RetentionCount,
)
from veerkracht.proof.register_retention import count_overdue
from veerkracht.proof.register_rules import Deed, Standing
from veerkracht.training.models import Accreditation, Edition

if TYPE_CHECKING:
    from veerkracht.people.models import Person

A_PAGE, MOST_SHOWN = 20, 30
RELATED = ("accreditation", "edition__course", "edition__municipality", "edition__region")


@staff_required
def registers(request: HttpRequest) -> HttpResponse:
    """Every run of my regions with what is missing, and editions that have none yet."""
    person = signed_in(request)
    require(is_coordinator(person), _("Deze pagina is voor coördinatoren."))
    rows = queries.runs_of(person)
    edition = _asked_edition(request)
    rows = rows.filter(edition=edition) if edition else rows
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("pagina"))
    states = queries.states(list(page.object_list))
    pairs = [pair for pair in queries.without_run(person) if not edition or pair[0].pk == edition]
    facts = {
        "page_obj": page,
        "rows": [(run, states[run.pk]) for run in page.object_list],
        "without": pairs[:MOST_SHOWN],
        "edition": edition,
    }
    return render(request, "proof/register_overview.html", facts)


def _asked_edition(request: HttpRequest) -> int | None:
    return whole(request.GET.get("editie", ""))


@require_POST
@staff_required
def make_run(request: HttpRequest, pk: int, accreditation_pk: int) -> HttpResponse:
    """Make the run of an edition under an accreditation."""
    edition = get_object_or_404(Edition.objects.select_related("course"), pk=pk)
    accreditation = get_object_or_404(Accreditation, pk=accreditation_pk, course=edition.course_id)
    by = signed_in(request)
    run = actions.make_run(accreditation=accreditation, edition=edition, by=by)
    messages.success(request, _("De uitvoering staat klaar."))
    return redirect("proof:register_run", run.pk)


def _mine(request: HttpRequest, pk: int) -> tuple[Person, RegisterRun]:
    """The coordinator and a run of their region; 403 for another's."""
    run = get_object_or_404(RegisterRun.objects.select_related(*RELATED), pk=pk)
    person = signed_in(request)
    check_may_coordinate(person, run.edition.region_id)
    return person, run


@staff_required
def register_run(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: who counts, who misses a number, what went to the register and what would go now."""
    _person, run = _mine(request, pk)
    return _run_page(request, run)


def _run_page(
    request: HttpRequest,
    run: RegisterRun,
    export_form: ExportForm | None = None,
    run_form: RunForm | None = None,
) -> HttpResponse:
    state = queries.state_of(run)
    exports = list(run.exports.defer("content").select_related("by").order_by("-number"))
    named = {one.enrolment.pk: one.enrolment.person for one in state.people}
    register = run.accreditation.register
    initial = {"identifier": run.identifier, "sessions_needed": run.sessions_needed}
    facts = {
        "run": run,
        "state": state,
        "elsewhere": state.of(Standing.ELSEWHERE),
        "ready": state.of(Standing.READY),
        "letters": sum(one.may_be_asked for one in state.people),
        "exports": exports,
        "to_send": [
            (LineAction(step.deed.value).label, named.get(step.line.enrolment), step.line)
            for step in state.to_send
        ],
        "withdrawn": _to_take_back(exports[0]) if exports else [],
        "export_form": export_form or ExportForm(register=register, again=bool(exports)),
        "run_form": run_form or RunForm(initial=initial),
    }
    wrong = (export_form is not None and export_form.errors) or run_form is not None
    return render(request, "proof/register_run.html", facts, status=422 if wrong else 200)


def _to_take_back(export: RegisterExport) -> list[ExportedLine]:
    """Lines of the last export that somebody must take back by hand, where a list of numbers cannot say so."""
    lines = export.lines.filter(action=Deed.WITHDRAW.value).select_related("enrolment__person")
    return list(lines.order_by("pk"))


@require_POST
@staff_required
def set_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the register calls this run, and who counts."""
    person, run = _mine(request, pk)
    form = RunForm(request.POST)
    if not form.is_valid():
        return _run_page(request, run, run_form=form)
    given = form.cleaned_data
    actions.set_run(
        run=run,
        identifier=given["identifier"],
        sessions_needed=given["sessions_needed"],
        by=person,
    )
    messages.success(request, _("Bewaard."))
    return redirect("proof:register_run", run.pk)


@require_POST
@staff_required
def ask_for_numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to who misses a number."""
    person, run = _mine(request, pk)
    letters = actions.ask_for_numbers(run=run, by=person)
    words = ngettext(
        "%(n)s persoon krijgt een mail met de vraag om een nummer.",
        "%(n)s mensen krijgen een mail met de vraag om een nummer.",
        letters,
    )
    if letters:
        messages.success(request, words % {"n": letters})
    else:
        messages.info(request, _("Er is nu niemand om te mailen."))
    return redirect("proof:register_run", run.pk)


@require_POST
@staff_required
def make_export(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the file; it can be downloaded from the page of the run, now and later."""
    person, run = _mine(request, pk)
    again = run.exports.exists()
    form = ExportForm(request.POST, register=run.accreditation.register, again=again)
    if form.is_valid():
        with shown_on(form):
            kind, how = form.chosen
            export = actions.make_export(run=run, kind=kind, form=how, by=person)
            words = ngettext(
                "Export %(number)s staat klaar, met %(n)s regel.",
                "Export %(number)s staat klaar, met %(n)s regels.",
                export.size,
            )
            messages.success(request, words % {"number": export.number, "n": export.size})
            return redirect("proof:register_run", run.pk)
    return _run_page(request, run, export_form=form)


@staff_required
def download_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of an export, byte for byte as it was made."""
    related = [f"run__{name}" for name in RELATED]
    export = get_object_or_404(RegisterExport.objects.select_related(*related), pk=pk)
    content = actions.hand_out_export(export=export, by=signed_in(request))
    response = HttpResponse(content, content_type=KINDS[export.format][1])
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(export)}"'
    return response


@staff_required
def retention_report(request: HttpRequest) -> HttpResponse:
    """For administrators: what is past its time, rule by rule, as it was last counted."""
    check_is_administrator(signed_in(request))
    if request.method == "POST":
        count_overdue()
        messages.success(request, _("Opnieuw geteld."))
        return redirect("proof:retention")
    counted = {row.rule: row for row in RetentionCount.objects.all()}
    rows = [(rule.title, counted.get(name)) for name, rule in retention.items()]
    overdue = sum(row.overdue for row in counted.values())
    return render(request, "proof/register_retention.html", {"rows": rows, "overdue": overdue})
