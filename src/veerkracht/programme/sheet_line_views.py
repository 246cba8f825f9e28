"""Work pages of lines: adding and changing one, two people in the same one, and adopting from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.answers import say
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.numbers import INTEGER, whole
from veerkracht.people.policies import signed_in
from veerkracht.programme import sheet_line_actions as actions
from veerkracht.programme import sheet_policies as policies
from veerkracht.programme import sheet_queries as queries
from veerkracht.programme.sheet_action_actions import make_action_of_line
from veerkracht.programme.sheet_forms import SEARCHED, ActionForm, LineForm
from veerkracht.programme.sheet_line_models import LineKind, SheetLine
from veerkracht.programme.sheet_rules import Piece, pieces
from veerkracht.programme.sheet_work_views import kept, made_now

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.programme.sheet_models import Sheet

LONGEST_SEARCH = 80


def _kind(request: HttpRequest, usual: str) -> str:
    asked = request.GET.get("soort", "")
    return asked if asked in LineKind.values else usual


def _form(request: HttpRequest, kind: str, sheet: Sheet, line: SheetLine | None = None) -> LineForm:
    words = (
        request.GET.get("zoek", "").replace("\0", "").strip()[:LONGEST_SEARCH]
        if kind in SEARCHED
        else ""
    )
    data = request.POST if request.method == "POST" else None
    section = request.GET.get("deel", "")
    return LineForm(kind, sheet, data, line=line, section=section, words=words)


def _page(
    request: HttpRequest, sheet: Sheet, form: LineForm, line: SheetLine | None = None
) -> HttpResponse:
    facts = {
        "sheet": sheet,
        "line": line,
        "form": form,
        "kind": form.kind,
        "kinds": LineKind.choices,
        "part": request.GET.get("deel", ""),
        "searched": form.kind in SEARCHED,
        "words": request.GET.get("zoek", ""),
    }
    status = 422 if form.is_bound else 200
    return render(request, "programme/sheet_line.html", facts, status=status)


def to_line(line: SheetLine) -> HttpResponse:
    """Back to the editor, at the line."""
    page = reverse("programme:sheet_edit", args=[line.edition.sheet_id])
    return redirect(f"{page}#regel-{line.pk}")


@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a line to the draft."""
    person, sheet = kept(request, pk)
    edition = queries.in_the_making(sheet)
    if edition is None:
        messages.error(request, _("Er is geen editie in de maak."))
        return redirect("programme:sheet_edit", pk)
    form = _form(request, _kind(request, LineKind.TEXT), sheet)
    if form.is_valid():
        with shown_on(form):
            line = actions.add_line(edition=edition, contents=form.contents(), by=person)
            messages.success(request, _("De regel staat erbij."))
            return to_line(line)
    return _page(request, sheet, form)


def _line(request: HttpRequest, pk: int) -> tuple[Person, SheetLine]:
    """Who is signed in, and a line of a sheet of theirs; 403 for another region's."""
    related = SheetLine.objects.select_related(
        "edition__sheet__theme",
        "edition__sheet__region",
        "edition__sheet__owner",
        "action__owner",
        "agreement__promised_by",
        "budget_line__funder",
        "decision",
        "organisation",
        "other_region",
    )
    line = get_object_or_404(related.defer("edition__words"), pk=pk)
    person = signed_in(request)
    policies.check_may_keep_sheet(person, line.edition.sheet)
    return person, line


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a line; who comes second sees both texts."""
    person, line = _line(request, pk)
    sheet = line.edition.sheet
    form = _form(request, _kind(request, line.kind), sheet, line)
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            with shown_on(form):
                actions.change_line(line=line, contents=form.contents(), version=version, by=person)
                messages.success(request, _("Bewaard."))
                return to_line(line)
        except OutOfDate:
            return _conflict(request, form, _line(request, pk)[1])
    return _page(request, sheet, form, line)


@dataclass(frozen=True)
class Clash:
    """A field in which two people differ: what the other kept, what was typed now, and the words marked."""

    label: str
    theirs: str
    mine: str
    marks: list[Piece]


def _conflict(request: HttpRequest, form: LineForm, line: SheetLine) -> HttpResponse:
    """Both texts, and the form as it was typed, ready to be kept over what is there now."""
    sheet = line.edition.sheet
    now = LineForm(form.kind, sheet, line=line)
    typed = request.POST.copy()
    typed["version"] = str(line.version)
    again = _form(request, form.kind, sheet, line)
    again.data = typed
    facts = {
        "sheet": sheet,
        "line": line,
        "form": again,
        "clashes": list(_clashes(now, form)),
        "removed": line.removed_at is not None,
    }
    return render(request, "programme/sheet_conflict.html", facts, status=409)


def _clashes(now: LineForm, typed: LineForm) -> list[Clash]:
    fields = [name for name in typed.fields if name != "version"]
    pairs = [(name, _value(now, name), _value(typed, name)) for name in fields]
    return [
        Clash(str(typed.fields[name].label), theirs, mine, pieces(theirs, mine))
        for name, theirs, mine in pairs
        if theirs != mine
    ]


def _value(form: LineForm, name: str) -> str:
    """What a field says, in the words of its list where it has one."""
    field: Any = form.fields[name]
    value = form[name].value()
    if hasattr(field, "choices"):
        labels = {f"{key}": str(label) for key, label in field.choices}
        return labels.get(f"{value or ''}", "")
    return "" if value is None else str(value).replace("\r\n", "\n")


@require_POST
@login_required
def put(request: HttpRequest, pk: int) -> HttpResponse:
    """A place up or down, away, or back."""
    person, line = _line(request, pk)
    version = whole(request.POST.get("version", ""), digits=INTEGER) or 0
    try:
        _put(request.POST.get("deed", ""), line, version, person)
    except RuleBroken as broken:
        say(request, broken)
    return to_line(line)


def _put(deed: str, line: SheetLine, version: int, by: Person) -> None:
    if deed in {"up", "down"}:
        actions.move_line(line=line, places=-1 if deed == "up" else 1, by=by)
    elif deed == "remove":
        actions.remove_line(line=line, version=version, by=by)
    elif deed == "restore":
        actions.restore_line(line=line, by=by)
    else:
        raise RuleBroken(_("Kies een van de knoppen."))


@login_required
def make_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an action right here, and hang it on the line."""
    person, line = _line(request, pk)
    sheet = line.edition.sheet
    initial = {"what": line.text[:300], "owner": str(sheet.owner_id)}
    form = ActionForm(request.POST if request.method == "POST" else None, initial)
    if form.is_valid():
        with shown_on(form):
            make_action_of_line(line=line, by=person, **form.cleaned_data)
            messages.success(request, _("De actie is gemaakt en hangt aan de regel."))
            return to_line(line)
    facts: dict[str, Any] = {"form": form, "line": line, "sheet": sheet}
    status = 422 if form.is_bound else 200
    return render(request, "programme/sheet_action.html", facts, status=status)


@login_required
def beside(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Our draft beside the public sheet of another region, to adopt lines from there."""
    _person, sheet = kept(request, pk)
    edition = queries.in_the_making(sheet)
    theirs = queries.public_editions().filter(sheet=other, sheet__theme=sheet.theme_id).first()
    if edition is None or theirs is None or other == pk:
        raise Http404
    edition.sheet = sheet
    ours, others = (queries.staying(queries.lines_of(one)) for one in (edition, theirs))
    facts = {
        "sheet": sheet,
        "ours": edition,
        "theirs": theirs,
        "compared": queries.beside(ours, others),
    }
    return render(request, "programme/sheet_adopt.html", facts)


@require_POST
@login_required
def adopt(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Take a line over from another region."""
    person, sheet = kept(request, pk)
    theirs = get_object_or_404(SheetLine.objects.select_related("edition__sheet"), pk=line)
    try:
        actions.adopt_line(edition=made_now(sheet), line=theirs, by=person)
        messages.success(request, _("Overgenomen. De regel staat nu ook op jullie blad."))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("programme:sheet_adopt_from", pk, theirs.edition.sheet_id)
