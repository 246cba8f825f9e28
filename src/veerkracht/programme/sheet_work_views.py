"""Work pages of theme sheets: the list, making one, the editor, and the steps to public."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.answers import say
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import regions_of_coordinator, signed_in
from veerkracht.people.queries import contacts_of
from veerkracht.programme import sheet_actions as actions
from veerkracht.programme import sheet_policies as policies
from veerkracht.programme import sheet_queries as queries
from veerkracht.programme.sheet_forms import InPlaceForm, NewSheetForm, SheetForm, WordsForm
from veerkracht.programme.sheet_models import (
    OPEN_EDITION,
    EditionState,
    MoveKind,
    Sheet,
    SheetEdition,
)

if TYPE_CHECKING:
    from veerkracht.people.models import Person

SHOWN_STATES = (*OPEN_EDITION, EditionState.PUBLISHED)


@login_required
def work(request: HttpRequest) -> HttpResponse:
    """The sheets of my regions, with how far each is."""
    person = signed_in(request)
    policies.check_may_keep_sheets(person)
    state = request.GET.get("stand", "")
    rows = queries.kept_by(person)
    rows = rows.filter(editions__state=state) if state in SHOWN_STATES else rows
    page = queries.page_of(rows, request.GET.get("page"))
    facts = {
        "page_obj": page,
        "rows": rows_of(page.object_list),
        "state": state if state in SHOWN_STATES else "",
        "states": [(one.value, one.label) for one in SHOWN_STATES],
    }
    return render(request, "programme/sheet_work.html", facts)


def rows_of(sheets: Any) -> list[tuple[Sheet, SheetEdition | None, SheetEdition | None]]:
    """Each sheet with its edition in the making and its public one."""
    return [(one, queries.in_the_making(one), queries.public_one(one)) for one in sheets]


@login_required
def make(request: HttpRequest) -> HttpResponse:
    """Begin a sheet."""
    person = signed_in(request)
    policies.check_may_keep_sheets(person)
    form = NewSheetForm(
        regions_of_coordinator(person), request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        with shown_on(form):
            made = actions.make_sheet(by=person, **form.cleaned_data)
            messages.success(request, _("Het blad is er. Schrijf nu de eerste regels."))
            return redirect("programme:sheet_edit", made.sheet_id)
    return render(
        request, "programme/sheet_make.html", {"form": form}, status=422 if form.is_bound else 200
    )


def kept(request: HttpRequest, pk: int) -> tuple[Person, Sheet]:
    """Who is signed in, and a sheet of theirs; 403 for another region's."""
    sheet = get_object_or_404(queries.sheets(), pk=pk)
    person = signed_in(request)
    policies.check_may_keep_sheet(person, sheet)
    return person, sheet


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The edition in the making, line by line; else the public one and the way to the next."""
    _person, sheet = kept(request, pk)
    edition = queries.in_the_making(sheet) or queries.public_one(sheet)
    if edition is None:
        raise Http404
    edition.sheet = sheet
    lines = queries.lines_of(edition)
    nobody = not contacts_of(sheet.owner_id)
    facts = {
        "sheet": sheet,
        "edition": edition,
        "public": queries.public_one(sheet),
        "sections": queries.shown(edition, lines),
        "is_draft": edition.state == EditionState.DRAFT,
        "is_public": edition.state == EditionState.PUBLISHED,
        "nobody": nobody,
        "in_place_form": InPlaceForm(),
        "ask_form": WordsForm(),
        "said": queries.last_move(edition, MoveKind.APPROVED, MoveKind.SENT_BACK),
        "elsewhere": queries.elsewhere(edition),
    }
    return render(request, "programme/sheet_edit.html", facts)


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another owner, or another contact page."""
    person, sheet = kept(request, pk)
    initial = {"owner": str(sheet.owner_id), "contact_url": sheet.contact_url}
    form = SheetForm(request.POST if request.method == "POST" else None, initial)
    if form.is_valid():
        with shown_on(form):
            actions.change_sheet(sheet=sheet, by=person, **form.cleaned_data)
            messages.success(request, _("Bewaard."))
            return redirect("programme:sheet_edit", pk)
    facts = {"form": form, "sheet": sheet}
    return render(
        request, "programme/sheet_change.html", facts, status=422 if form.is_bound else 200
    )


@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every edition, and what happened to each."""
    _person, sheet = kept(request, pk)
    facts = {
        "sheet": sheet,
        "numbers": queries.public_numbers(sheet),
        "moves": queries.moves_of(sheet),
    }
    return render(request, "programme/sheet_history.html", facts)


# Steps


def made_now(sheet: Sheet) -> SheetEdition:
    """The edition in the making. Raises RuleBroken when there is none."""
    edition = queries.in_the_making(sheet)
    if edition is None:
        raise RuleBroken(_("Er is geen editie in de maak."))
    return edition


def _step(
    request: HttpRequest, pk: int, deed: Callable[[Sheet, SheetEdition, Person], None], said: str
) -> HttpResponse:
    """Take a step with the edition in the making; a broken rule is a note on the page."""
    person, sheet = kept(request, pk)
    try:
        deed(sheet, made_now(sheet), person)
        messages.success(request, said)
    except RuleBroken as broken:
        say(request, broken)
    return redirect("programme:sheet_edit", pk)


@require_POST
@login_required
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay the draft before its owner."""
    form = WordsForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""

    def deed(_sheet: Sheet, edition: SheetEdition, person: Person) -> None:
        actions.ask_review(edition=edition, by=person, words=words)

    return _step(request, pk, deed, _("De eigenaar krijgt een mail en kijkt ernaar."))


@require_POST
@login_required
def look_in_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree in place of an owner for whom nobody speaks."""
    form = InPlaceForm(request.POST)
    reason = form.cleaned_data["words"] if form.is_valid() else ""

    def deed(_sheet: Sheet, edition: SheetEdition, person: Person) -> None:
        actions.review_in_place(edition=edition, reason=reason, by=person)

    return _step(
        request, pk, deed, _("Akkoord, met je reden erbij. Je kunt het blad openbaar maken.")
    )


@require_POST
@login_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it a draft again."""

    def deed(_sheet: Sheet, edition: SheetEdition, person: Person) -> None:
        actions.take_back(edition=edition, by=person)

    return _step(request, pk, deed, _("Teruggehaald. Je kunt het blad weer wijzigen."))


@require_POST
@login_required
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it public."""

    def deed(_sheet: Sheet, edition: SheetEdition, person: Person) -> None:
        actions.publish(edition=edition, by=person)

    return _step(request, pk, deed, _("Het blad is openbaar."))


@require_POST
@login_required
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next edition."""
    person, sheet = kept(request, pk)
    try:
        actions.start_edition(sheet=sheet, by=person)
        messages.success(request, _("De volgende editie staat klaar, met alle regels van nu."))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("programme:sheet_edit", pk)


@require_POST
@login_required
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the draft away."""
    person, sheet = kept(request, pk)
    public = queries.public_one(sheet)
    try:
        actions.discard_edition(edition=made_now(sheet), by=person)
        messages.success(request, _("Het concept is weg."))
    except RuleBroken as broken:
        say(request, broken)
        return redirect("programme:sheet_edit", pk)
    return redirect("programme:sheet_edit", pk) if public else redirect("programme:sheets_work")
