"""The public pages of theme sheets: the list, a sheet, an earlier edition, and two laid side by side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from veerkracht.places.queries import regions
from veerkracht.programme import sheet_queries as queries
from veerkracht.programme.sheet_models import EditionState
from veerkracht.programme.sheet_policies import may_keep
from veerkracht.programme.sheet_rules import Change
from veerkracht.ui.context import signed_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.programme.sheet_models import SheetEdition
    from veerkracht.programme.sheet_queries import Compared


def sheets(request: HttpRequest) -> HttpResponse:
    """Every sheet that is public, by theme; of one region if that is asked for."""
    known = list(regions())
    wanted = next((one for one in known if one.code == request.GET.get("regio")), None)
    rows = queries.public_editions()
    rows = rows.filter(sheet__region=wanted) if wanted else rows
    facts = {
        "page_obj": queries.page_of(rows, request.GET.get("page")),
        "regions": known,
        "wanted": wanted,
    }
    return queries.marked(render(request, "programme/sheet_list.html", facts))


def _found(region: str, theme: str, number: int | None = None) -> SheetEdition:
    edition = queries.ever_public(region, theme, number)
    if edition is None:
        raise Http404
    return edition


def sheet(request: HttpRequest, region: str, theme: str, number: int | None = None) -> HttpResponse:
    """A sheet as it is public now, or an edition that was."""
    edition = _found(region, theme, number)
    lines = queries.staying(queries.lines_of(edition))
    facts = {
        "edition": edition,
        "sheet": edition.sheet,
        "sections": queries.shown(edition, lines),
        "former": edition.state == EditionState.REPLACED,
        "numbers": queries.public_numbers(edition.sheet),
        "elsewhere": queries.elsewhere(edition),
        "may_keep": may_keep(signed_in(request), edition.sheet),
    }
    response = render(request, "programme/sheet.html", facts)
    return queries.marked(response, edition.sheet_id)


def compare(request: HttpRequest, region: str, theme: str) -> HttpResponse:
    """What two public editions of a sheet differ in; the last two unless others are asked for."""
    edition = _found(region, theme)
    numbers = queries.public_numbers(edition.sheet)
    now = _numbered(numbers, request.GET.get("naar")) or numbers[0]
    before = _numbered(numbers, request.GET.get("van")) or numbers[min(1, len(numbers) - 1)]
    found = queries.compare_editions(before, now)
    facts = {
        "sheet": edition.sheet,
        "numbers": numbers,
        "before": before,
        "now": now,
        "compared": changed_only(found),
        "summary": in_words(found),
    }
    response = render(request, "programme/sheet_compare.html", facts)
    return queries.marked(response, edition.sheet_id)


def _numbered(editions: Sequence[SheetEdition], number: str | None) -> SheetEdition | None:
    return next((one for one in editions if f"{one.number}" == number), None)


def changed_only(found: Sequence[Compared]) -> list[Compared]:
    """Without the lines that stayed the same."""
    left = [
        queries.Compared(
            one.code, one.heading, [pair for pair in one.pairs if pair.change is not Change.SAME]
        )
        for one in found
    ]
    return [one for one in left if one.pairs]


def in_words(found: Sequence[Compared]) -> str:
    """How many lines came, went, changed and stayed."""
    counts = Counter(pair.change for one in found for pair in one.pairs)
    added, gone, changed, same = (
        counts[one] for one in (Change.ADDED, Change.REMOVED, Change.CHANGED, Change.SAME)
    )
    parts = (
        ngettext("%(n)s regel erbij", "%(n)s regels erbij", added) % {"n": added},
        ngettext("%(n)s regel weg", "%(n)s regels weg", gone) % {"n": gone},
        ngettext("%(n)s regel anders", "%(n)s regels anders", changed) % {"n": changed},
        ngettext("%(n)s regel gelijk", "%(n)s regels gelijk", same) % {"n": same},
    )
    return ", ".join(parts)


def beside(request: HttpRequest, region: str, theme: str, other: str) -> HttpResponse:
    """A sheet beside the same theme in another region, with what differs marked."""
    ours, theirs = _found(region, theme), _found(other, theme)
    if ours.sheet_id == theirs.sheet_id:
        raise Http404
    lines = [queries.staying(queries.lines_of(one)) for one in (ours, theirs)]
    facts: dict[str, Any] = {
        "ours": ours,
        "theirs": theirs,
        "sheet": ours.sheet,
        "compared": queries.beside(*lines),
    }
    response = render(request, "programme/sheet_beside.html", facts)
    return queries.marked(response, ours.sheet_id, theirs.sheet_id)
