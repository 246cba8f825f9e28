"""The preview and what follows: each row's fate, answers, taking over, undoing, and the rows as a file."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veerkracht.audit.actions import record
from veerkracht.imports import actions, queries
from veerkracht.imports.cells import plain
from veerkracht.imports.fields import Kind
from veerkracht.imports.forms import WishesForm
from veerkracht.imports.models import RowFate, State
from veerkracht.imports.rules import WRITTEN, Answer, Fate
from veerkracht.imports.views import fate_chips, go_on, list_of, stopped
from veerkracht.kernel.answers import say
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.policies import signed_in, staff_required

if TYPE_CHECKING:
    from veerkracht.imports.models import ImportedList

ROW = re.compile(r"rij-([0-9]{1,7})")
TONES = {
    RowFate.NEW: "pine",
    RowFate.FILLED: "pine",
    RowFate.COUNTED: "pine",
    RowFate.ASKED: "sun",
    RowFate.REFUSED: "danger",
}


@staff_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Each row's fate before anything is written; filtered by fate, a page at a time."""
    imported = list_of(request, pk)
    if imported.state != State.PREVIEW:
        return go_on(imported)
    fate = request.GET.get("lot", "")
    page = Paginator(queries.rows(imported, fate), 50).get_page(request.GET.get("pagina"))
    rows = [(line, TONES.get(RowFate(line.fate), "plain")) for line in page.object_list]
    counted = queries.fates(imported)
    facts = {
        "imported": imported,
        "page_obj": page,
        "rows": rows,
        "answerable": any(line.twin or line.answer for line, _tone in rows),
        "fate": fate,
        "chips": fate_chips(imported),
        "total": sum(counted.values()),
        "asked": counted.get(Fate.ASKED, 0),
        "refused": counted.get(Fate.REFUSED, 0),
        "writing": sum(counted.get(one, 0) for one in WRITTEN),
        "take_over_words": _take_over_words(sum(counted.get(one, 0) for one in WRITTEN)),
        "wishes": _wishes(imported),
        "answers": [(Answer.SAME.value, _("dezelfde")), (Answer.OTHER.value, _("iemand anders")),
                    (Answer.LEAVE_OUT.value, _("sla over"))],
    }  # fmt: skip
    return render(request, "imports/preview.html", facts)


def _take_over_words(number: int) -> str:
    return ngettext("Neem %(n)s rij over", "Neem %(n)s rijen over", number) % {"n": number}


def _wishes(imported: ImportedList) -> WishesForm | None:
    if imported.kind != Kind.PAST:
        return None
    return WishesForm(
        initial={"count_nameless": imported.count_nameless, "grants": imported.grants_id}
    )


@require_POST
@staff_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether rows are about the people whom they look like: row by row, or all at once."""
    imported = list_of(request, pk)
    given = {ROW.fullmatch(name): str(value) for name, value in request.POST.items() if value}
    answers = {int(name[1]): value for name, value in given.items() if name}
    by, everybody = signed_in(request), request.POST.get("allemaal", "")
    return stopped(
        request,
        imported,
        lambda: actions.answer(imported=imported, by=by, answers=answers, everybody=everybody),
    )


@require_POST
@staff_required
def set_wishes(request: HttpRequest, pk: int) -> HttpResponse:
    """Count rows without an address; give a qualification for what was followed."""
    imported = list_of(request, pk)
    form = WishesForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Kies een kwalificatie uit de lijst."))
        return go_on(imported)
    by = signed_in(request)
    return stopped(
        request,
        imported,
        lambda: actions.set_wishes(imported=imported, by=by, **form.cleaned_data),
    )


@require_POST
@staff_required
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the list to be taken over; a job does it."""
    imported = list_of(request, pk)
    by = signed_in(request)
    return stopped(request, imported, lambda: actions.start_taking_over(imported=imported, by=by))


@staff_required
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What undoing means, and asking for it."""
    imported = list_of(request, pk)
    if request.method != "POST":
        return render(request, "imports/undo.html", {"imported": imported})
    by = signed_in(request)
    return stopped(request, imported, lambda: actions.start_undoing(imported=imported, by=by))


@require_POST
@staff_required
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a list away that was not taken over."""
    imported = list_of(request, pk)
    try:
        actions.discard(imported=imported, by=signed_in(request))
    except RuleBroken as broken:
        say(request, broken)
        return go_on(imported)
    messages.success(request, _("De lijst is weggegooid. Er is niets overgenomen."))
    return redirect("imports:lists")


@staff_required
def rows_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Rows with their fate as a .csv, all or of one fate; text that a spreadsheet would run is made plain."""
    imported = list_of(request, pk)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = slugify(imported.title.rpartition(".")[0] or imported.title)[:60] or "lijst"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-regels.csv"'
    writer = csv.writer(response, delimiter=";")
    head = [_("Rij"), _("Wat ermee gebeurt"), _("Waarom")]
    writer.writerow([plain(cell) for cell in [*head, *imported.headers]])
    for line in queries.rows(imported, request.GET.get("lot", "")).iterator(chunk_size=2_000):
        fate = str(RowFate(line.fate).label) if line.fate else ""
        told = [str(line.number), fate, " ".join(line.said)]
        writer.writerow([plain(cell) for cell in [*told, *line.cells]])
    record("list rows downloaded", imported, by=signed_in(request), region_id=imported.region_id)
    return response
