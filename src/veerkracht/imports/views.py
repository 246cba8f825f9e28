"""The first pages of moving in: my lists, bringing one, its columns and values, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from veerkracht.imports import actions, queries, rules, work
from veerkracht.imports.directory import Directory
from veerkracht.imports.forms import BringForm, ColumnsForm, SheetForm, ValuesForm
from veerkracht.imports.models import ImportedList, RowFate, State
from veerkracht.imports.policies import check_may_see
from veerkracht.imports.words import deed_words, question_words, stay_words, trouble_words
from veerkracht.kernel.answers import say
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.parts import asks_for_part
from veerkracht.people.policies import check_may_bring_in, signed_in, staff_required

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = 3  # cells shown of each column
PAGES = {State.COLUMNS: "imports:columns", State.PREVIEW: "imports:preview"}


def list_of(request: HttpRequest, pk: int) -> ImportedList:
    """The list, for who coordinates its region; 404 for a number that is not there."""
    found = get_object_or_404(ImportedList.objects.select_related("by", "region", "grants"), pk=pk)
    check_may_see(signed_in(request), found)
    return found


def go_on(imported: ImportedList) -> HttpResponse:
    """To the page where this list is now."""
    return redirect("imports:show", imported.pk)


def stopped(request: HttpRequest, imported: ImportedList, act: Callable[[], None]) -> HttpResponse:
    """Do something with a list; a broken rule is told on the page where the list is now."""
    try:
        act()
        work.hurry(imported)
    except RuleBroken as broken:
        say(request, broken)
    return go_on(imported)


@staff_required
def lists(request: HttpRequest) -> HttpResponse:
    """Lists of my regions, the newest first."""
    check_may_bring_in(signed_in(request))
    page = Paginator(queries.visible_to(signed_in(request)), 25).get_page(request.GET.get("pagina"))
    return render(request, "imports/lists.html", {"page_obj": page})


@staff_required
@limited("lists", most=60, seconds=600)
def bring(request: HttpRequest) -> HttpResponse:
    """Drop or paste a list."""
    by = signed_in(request)
    check_may_bring_in(by)
    form = BringForm(request.POST or None, request.FILES or None, by=by)
    if form.is_valid():
        with shown_on(form):
            title, content = form.content()
            imported = actions.bring_list(
                by=by,
                region=form.cleaned_data["region"],
                kind=form.cleaned_data["kind"],
                title=title,
                content=content,
            )
            work.hurry(imported)
            return go_on(imported)
    return render(
        request, "imports/bring.html", {"form": form}, status=422 if form.is_bound else 200
    )


@staff_required
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the list is, or what came of it; where something is asked, the page that asks."""
    imported = list_of(request, pk)
    if imported.state in PAGES:
        return _to(request, PAGES[State(imported.state)], imported)
    if imported.is_busy:
        return _progress(request, imported)
    if asks_for_part(request):
        return _to(request, "imports:show", imported)
    facts: dict[str, Any] = {"imported": imported, "trouble": trouble_words(imported.trouble)}
    if imported.state != State.REFUSED:
        facts |= _result(imported)
    return render(request, "imports/result.html", facts)


def _to(request: HttpRequest, name: str, imported: ImportedList) -> HttpResponse:
    """A redirect that htmx follows for the page as a whole."""
    if asks_for_part(request):
        return HttpResponse(headers={"HX-Redirect": reverse(name, args=[imported.pk])})
    return redirect(name, imported.pk)


def _progress(request: HttpRequest, imported: ImportedList) -> HttpResponse:
    progress = getattr(imported, "progress", None)
    facts = {"imported": imported, "progress": progress}
    if asks_for_part(request):
        return render(request, "imports/parts/progress.html", facts)
    return render(request, "imports/progress.html", facts)


def _result(imported: ImportedList) -> dict[str, Any]:
    done = queries.deeds(imported)
    return {
        "done": [
            (number, deed_words(what, number, made=made)) for (what, made), number in done.items()
        ],
        "staying": [
            (deed.label or deed_words(deed.what, 1, made=deed.made), stay_words(deed.stays))
            for deed in queries.staying(imported)[:200]
        ],
        "undo_until": imported.taken_over_at + rules.UNDO if imported.taken_over_at else None,
        "fates": fate_chips(imported),
    }


def fate_chips(imported: ImportedList) -> list[tuple[str, str, int]]:
    """Fate, its words and how many rows have it."""
    counted = queries.fates(imported)
    return [(fate, str(RowFate(fate).label), number) for fate, number in counted.items()]


@staff_required
def choose_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column holds: guessed, or remembered, and corrected here."""
    imported = list_of(request, pk)
    if imported.state not in PAGES:
        return go_on(imported)
    form = ColumnsForm(request.POST or None, imported=imported)
    if form.is_valid():
        with shown_on(form):
            chosen = form.chosen()
            actions.choose_columns(imported=imported, by=signed_in(request), chosen=chosen)
            work.hurry(imported)
            asks = imported.state == State.COLUMNS
            return redirect("imports:values", pk) if asks else go_on(imported)
    facts = {
        "imported": imported,
        "form": form,
        "columns": _columns(imported, form),
        "sheet_form": SheetForm(imported=imported, auto_id="blad_%s"),
    }
    return render(request, "imports/columns.html", facts, status=422 if form.is_bound else 200)


def _columns(imported: ImportedList, form: ColumnsForm) -> list[tuple[Any, str, list[str]]]:
    """Each column with its choice and its first values."""
    rows = queries.sample(imported)
    return [
        (form[f"c{place}"], words, [row[place][:60] for row in rows if row[place]][:SAMPLE])
        for place, words in enumerate(imported.headers)
    ]


@require_POST
@staff_required
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take another sheet or another row as header."""
    imported = list_of(request, pk)
    form = SheetForm(request.POST, imported=imported)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return go_on(imported)
    sheet, header = form.where()
    by = signed_in(request)
    return stopped(
        request,
        imported,
        lambda: actions.read_again(imported=imported, by=by, sheet=sheet, header=header),
    )


@require_POST
@staff_required
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a list once more that did not go well."""
    imported = list_of(request, pk)
    by = signed_in(request)
    return stopped(request, imported, lambda: actions.try_again(imported=imported, by=by))


@staff_required
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    """What values mean that the house does not know."""
    imported = list_of(request, pk)
    if imported.state != State.COLUMNS:
        return go_on(imported)
    questions = queries.open_questions(imported)
    directory = Directory.read(imported.region, imported.by)
    form = ValuesForm(request.POST or None, questions=questions, directory=directory)
    if form.is_valid():
        with shown_on(form):
            actions.explain_values(
                imported=imported,
                by=signed_in(request),
                meanings=form.meanings(),
                rest=request.POST.get("rest", ""),
            )
            work.hurry(imported)
            asks = imported.state == State.COLUMNS
            return redirect("imports:values", pk) if asks else go_on(imported)
    asked = sum(len(texts) for texts in questions.values())
    facts = {
        "imported": imported,
        "form": form,
        "groups": _groups(form),
        "more": asked - len(form.texts),
    }
    return render(request, "imports/values.html", facts, status=422 if form.is_bound else 200)


def _groups(form: ValuesForm) -> list[tuple[str, list[Any]]]:
    """The questions by what they are about, each with its hidden text."""
    groups: dict[str, list[Any]] = {}
    for name, (what, _text) in form.texts.items():
        groups.setdefault(what, []).append((form[name], form[f"{name}t"]))
    return [(question_words(what), fields) for what, fields in groups.items()]
