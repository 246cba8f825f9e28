"""The workbench of releases: drafting, the report of attacks, the preview, publishing, withdrawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.figures.actions import BREAKDOWNS
from veerkracht.figures.models import Release
from veerkracht.figures.queries import content_of
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.parts import asks_for_part
from veerkracht.kernel.permissions import allows
from veerkracht.monitoring import count_queries
from veerkracht.monitoring import release_actions as actions
from veerkracht.monitoring import release_policies as policies
from veerkracht.monitoring import release_queries as queries
from veerkracht.monitoring import release_words as words
from veerkracht.monitoring.models import DraftState, ReleaseDraft
from veerkracht.monitoring.release_forms import DraftForm, WithdrawForm
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from veerkracht.figures.actions import CellContent, TableContent
    from veerkracht.people.models import Person

A_PAGE, ROWS, FINDINGS = 20, 50, 50


def _found(request: HttpRequest, pk: int, *, whole: bool = False) -> tuple[Person, ReleaseDraft]:
    """Who is signed in and a draft for whose area they may build; 404 or NotAllowed."""
    person = signed_in(request)
    related = ReleaseDraft.objects.select_related("area", "made_by", "release")
    heavy = queries.HEAVY if not whole else ("inputs", "release__content")
    draft = get_object_or_404(related.defer(*heavy), pk=pk)
    policies.check_may_make(person, draft.area)
    return person, draft


def posted(request: HttpRequest) -> Any:
    """What was posted, or None."""
    return request.POST if request.method == "POST" else None


@login_required
def releases(request: HttpRequest) -> HttpResponse:
    """Drafts and releases of my areas."""
    person = signed_in(request)
    policies.check_makes_releases(person)
    page = Paginator(queries.visible_to(person), A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, words.tone_of(one)) for one in page.object_list]
    facts = {"page_obj": page, "rows": rows}
    return render(request, "monitoring/release_list.html", facts)


@login_required
def new_release(request: HttpRequest) -> HttpResponse:
    """A new draft."""
    person = signed_in(request)
    policies.check_makes_releases(person)
    form = DraftForm(policies.areas_of(person), _indicators(), posted(request))
    if form.is_valid():
        with shown_on(form):
            draft = actions.make_draft(area=form.chosen_area(), facts=form.facts(), by=person)
            return redirect("monitoring:release_draft", draft.pk)
    status = 422 if form.is_bound else 200
    return render(request, "monitoring/release_new.html", {"form": form}, status=status)


def _indicators() -> dict[str, str]:
    """Indicators that may be released, by code, in order."""
    public = [one.code for one in count_queries.definitions() if one.is_public]
    names = words.indicator_names(public)
    return {code: names[code] for code in public}


@login_required
def release_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One draft: how it stands, what comes next, and its tables."""
    person, draft = _found(request, pk)
    if asks_for_part(request):  # the page asks whether it is done
        return _progress(request, draft)
    facts = {
        "draft": draft,
        "tone": words.tone_of(draft),
        "tables": words.tables_of(draft.report),
        "left_out": [words.BREAKDOWN_NAMES[one] for one in draft.left_out],
        "waits": draft.state == DraftState.WAITING,
        "may_publish": allows(policies.check_may_publish, person, draft),
    }
    return render(request, "monitoring/release_draft.html", facts)


def _progress(request: HttpRequest, draft: ReleaseDraft) -> HttpResponse:
    """That it is still looked at, or that the page is to be opened anew."""
    if draft.state == DraftState.WAITING:
        return render(request, "monitoring/parts/release_progress.html", {"draft": draft})
    return HttpResponse(headers={"HX-Refresh": "true"})


@login_required
def attack_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What attackers tried with a draft, and what they found."""
    _person, draft = _found(request, pk)
    if draft.checked_at is None:
        return redirect("monitoring:release_draft", pk)
    found = draft.report.get("found", [])
    facts = {
        "draft": draft,
        "rounds": words.rounds_of(draft.report),
        "findings": words.findings_of(found[:FINDINGS]),
        "more": draft.report["number"] - len(found[:FINDINGS]),
    }
    return render(request, "monitoring/release_attacks.html", facts)


@login_required
def release_preview(request: HttpRequest, pk: int, indicator: str) -> HttpResponse:
    """A table of a draft as everybody will read it."""
    _person, draft = _found(request, pk, whole=True)
    text = draft.content or (draft.release.content if draft.release else "")
    tables = content_of(text).tables if text else ()
    table = next((one for one in tables if one.indicator == indicator), None)
    if table is None:
        raise Http404
    return render(request, "monitoring/release_preview.html", _preview(request, draft, table))


def _preview(request: HttpRequest, draft: ReleaseDraft, table: TableContent) -> dict[str, Any]:
    names, shown = words.Names(), [one.name for one in table.dimensions]
    page = Paginator(table.cells, ROWS).get_page(request.GET.get("page"))
    return {
        "draft": draft,
        "table": table,
        "name": words.indicator_names([table.indicator]).get(table.indicator, table.name),
        "columns": [str(words.BREAKDOWN_NAMES[one]).capitalize() for one in shown],
        "rows": [_row(one, shown, names, rates=table.has_rates) for one in page.object_list],
        "page_obj": page,
    }


def _row(
    cell: CellContent, shown: list[str], names: words.Names, *, rates: bool
) -> tuple[list[tuple[str, str]], list[str]]:
    """The codes of a cell with their column, and its figures."""
    codes = dict(zip(BREAKDOWNS, cell.key, strict=True))
    where = [
        (str(words.BREAKDOWN_NAMES[one]).capitalize(), names.of(one, codes[one])) for one in shown
    ]
    figures = [words.told(cell.figure)]
    if rates:
        figures += [words.told(cell.out_of), words.told(cell.rate, percent=True)]
    return where, figures


@require_POST
@login_required
@limited("monitoring.release_step", most=60, seconds=3600)
def release_step(request: HttpRequest, pk: int, to: str) -> HttpResponse:
    """Look again, leave out what was found, or throw away."""
    person, draft = _found(request, pk)
    steps: dict[str, tuple[Callable[..., Any], str]] = {
        "opnieuw": (actions.look_again, _("De vrijgave wordt opnieuw nagekeken.")),
        "zonder": (actions.leave_out, _("Er is een nieuw concept zonder die tabellen.")),
        "weg": (actions.drop_draft, _("Weggegooid.")),
    }
    if to not in steps:
        raise Http404
    do, said = steps[to]
    try:
        made = do(draft=draft, by=person)
        messages.success(request, said)
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("monitoring:release_draft", pk)
    if made is None:
        return redirect("monitoring:releases")
    return redirect("monitoring:release_draft", made.pk)


@require_POST
@login_required
def publish_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everybody read it."""
    person, draft = _found(request, pk)
    try:
        actions.publish_draft(draft=draft, by=person)
        messages.success(request, _("De vrijgave staat online. Iedereen kan haar lezen."))
    except (RuleBroken, OutOfDate) as refused:
        messages.error(request, refused.message)
    return redirect("monitoring:release_draft", pk)


@login_required
def withdraw_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a release is not right."""
    person = signed_in(request)
    found = Release.objects.select_related("area").defer("content")
    release = get_object_or_404(found, pk=pk)
    policies.check_may_withdraw(person, release.area)
    form = WithdrawForm(posted(request))
    if form.is_valid():
        with shown_on(form):
            reason = form.cleaned_data["reason"]
            actions.withdraw_release(release=release, reason=reason, by=person)
            messages.success(request, _("De vrijgave is ingetrokken."))
            return redirect("monitoring:public_release", release.area.code, release.number)
    facts = {"form": form, "release": release, "name": words.release_name(release)}
    status = 422 if form.is_bound else 200
    return render(request, "monitoring/release_withdraw.html", facts, status=status)
