"""Pages of research for who asks: the own choice, requests, and fetching the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.parts import asks_for_part
from veerkracht.monitoring import research_actions as actions
from veerkracht.monitoring import research_policies as policies
from veerkracht.monitoring import research_queries as queries
from veerkracht.monitoring.models import (
    RecordKind,
    ResearchExport,
    ResearchRequest,
    ResearchState,
)
from veerkracht.monitoring.research_forms import WishForm
from veerkracht.monitoring.research_rules import MOST_FILES
from veerkracht.monitoring.research_words import area_of, column_names
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from veerkracht.people.models import Person

A_PAGE = 30
PARQUET = "application/vnd.apache.parquet"


@require_safe
def research(request: HttpRequest) -> HttpResponse:
    """For everybody: which records left for which purpose, and how to stay out."""
    page = Paginator(queries.in_public(), A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, column_names(one.columns), area_of(one)) for one in page.object_list]
    return render(request, "monitoring/research.html", {"page_obj": page, "rows": rows})


@login_required
def my_research(request: HttpRequest) -> HttpResponse:
    """My own choice, and what I asked for."""
    person = signed_in(request)
    page = Paginator(queries.own_requests(person), A_PAGE).get_page(request.GET.get("page"))
    facts = {"page_obj": page, "objects": queries.objects(person)}
    return render(request, "monitoring/research_mine.html", facts)


@require_POST
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Stay out of files for research, or take part again."""
    person = signed_in(request)
    if request.POST.get("out") == "yes":
        actions.stay_out_of_research(person=person, by=person)
        messages.success(
            request, _("Je staat vanaf nu in geen enkel nieuw bestand voor onderzoek.")
        )
    else:
        actions.take_part_in_research(person=person, by=person)
        messages.success(request, _("Je doet weer mee met onderzoek."))
    return redirect("monitoring:my_research")


@limited("monitoring.research_ask", most=20, seconds=3600)
@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for records."""
    person = signed_in(request)
    wanted = request.GET.get("over", "")
    records = wanted if wanted in RecordKind.values else RecordKind.TRAININGS.value
    form = WishForm(records, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            made = actions.ask_for_records(wish=form.wish(), by=person)
            messages.success(
                request, _("Je verzoek is verstuurd. Je krijgt een mail met het besluit.")
            )
            return redirect("monitoring:research_request", made.pk)
    facts = {"form": form, "records": records, "kinds": RecordKind.choices}
    status = 422 if form.is_bound else 200
    return render(request, "monitoring/research_ask.html", facts, status=status)


def found_request(request: HttpRequest, pk: int) -> tuple[Person, ResearchRequest]:
    """Who is signed in, and a request that they may read; 404 or NotAllowed."""
    person = signed_in(request)
    related = ResearchRequest.objects.select_related("region", "asked_by", "decided_by")
    found = get_object_or_404(related, pk=pk)
    policies.check_may_read(person, found)
    return person, found


@login_required
def show_request(request: HttpRequest, pk: int) -> HttpResponse:
    """A request, what was decided, and its files."""
    person, found = found_request(request, pk)
    files = [(one, _state_of(one)) for one in queries.files_of(found)]
    facts = request_facts(found) | {
        "files": files,
        "is_mine": found.asked_by_id == person.pk,
        "may_ask": _may_ask(found, files),
        "making": bool(files) and files[0][1] == "making",
        "fetched": any(state == "fetched" for _one, state in files),
    }
    part = asks_for_part(request)
    template = (
        "monitoring/parts/research_files.html" if part else "monitoring/research_request.html"
    )
    return render(request, template, facts)


def request_facts(found: ResearchRequest) -> dict[str, Any]:
    """What every page of a request shows."""
    return {"found": found, "columns": column_names(found.columns), "area": area_of(found)}


def _state_of(export: ResearchExport) -> str:
    """Where a file is: ``making``, ``ready``, ``fetched`` or ``gone``."""
    if export.made_at is None:
        return "making"
    if export.fetched_at:
        return "fetched"
    waits = export.expires_at is not None and export.expires_at > now()
    return "ready" if waits else "gone"


def _may_ask(found: ResearchRequest, files: list[tuple[ResearchExport, str]]) -> bool:
    waits = bool(files) and files[0][1] in {"making", "ready"}
    open_still = found.state == ResearchState.APPROVED and found.keep_until > today()
    return open_still and not waits and len(files) < MOST_FILES


def _done(request: HttpRequest, pk: int, do: Callable[[], object], words: str) -> HttpResponse:
    try:
        do()
        messages.success(request, words)
    except RuleBroken as broken:
        say(request, broken)
    return redirect("monitoring:research_request", pk)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a request back."""
    person, found = found_request(request, pk)

    def do() -> None:
        actions.withdraw_request(request=found, by=person)

    return _done(request, pk, do, _("Je verzoek is ingetrokken."))


@require_POST
@limited("monitoring.research_file", most=10, seconds=3600)
@login_required
def make_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the file be made."""
    person, found = found_request(request, pk)

    def do() -> None:
        actions.ask_for_file(request=found, by=person)

    return _done(request, pk, do, _("We maken het bestand. Je krijgt een mail als het klaarstaat."))


@require_POST
@login_required
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, once. A POST, so that no program fetches it by looking ahead."""
    person = signed_in(request)
    export = get_object_or_404(ResearchExport.objects.defer("content"), pk=pk)
    try:
        content = actions.fetch_file(export=export, by=person)
    except RuleBroken as broken:
        say(request, broken)
        return redirect("monitoring:research_request", export.request_id)
    response = HttpResponse(content, content_type=PARQUET)
    name = f"onderzoek-{export.request_id}-{export.number}.parquet"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@login_required
def destroyed(request: HttpRequest, pk: int) -> HttpResponse:
    """The researcher says that every copy is gone."""
    person, found = found_request(request, pk)

    def do() -> None:
        actions.say_destroyed(request=found, by=person)

    return _done(request, pk, do, _("Dank je. Je verzoek is hiermee klaar."))
