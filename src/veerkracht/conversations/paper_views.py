"""The empty web on paper, for whoever has no scripts, no screen, or would rather write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from veerkracht.conversations import paper_sets

if TYPE_CHECKING:
    from veerkracht.conversations.paper_sets import PaperSet

MARKS = range(11)
OURS = ("nl", "en")  # the languages of the sheet itself; a set may have more


@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """An empty web with the statements of a set, to print; ``?taal=`` chooses the language."""
    wanted = request.GET.get("taal") or translation.get_language() or "nl"
    found = paper_sets.paper_set(code, wanted)
    if found is None:
        raise Http404(_("Deze vragenlijst is er niet."))
    return _shown(request, found)


def _shown(request: HttpRequest, found: PaperSet) -> HttpResponse:
    ours = found.language if found.language in OURS else OURS[0]
    with translation.override(ours):
        context = {"set": found, "marks": MARKS, "others": _others(found)}
        return render(request, "conversations/paper.html", context)


def _others(found: PaperSet) -> list[tuple[str, str]]:
    return [(code, name) for code, name in found.languages if code != found.language]
