"""Public pages of the conversation: what it is, preparing one, practising in pairs, and what there is nearby."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from veerkracht.conversations import prepare_documents as documents
from veerkracht.conversations import prepare_queries as queries
from veerkracht.conversations.prepare_actions import topic
from veerkracht.conversations.prepare_forms import LeafletForm
from veerkracht.conversations.prepare_links import ABOUT, FORMS, OFFICIAL_TOOLS, resident_url
from veerkracht.conversations.prepare_words import PARTS, practice_steps
from veerkracht.kernel import page_cache
from veerkracht.kernel.answers import answer
from veerkracht.kernel.limits import address, seconds_to_wait
from veerkracht.ui.dimensions import DIMENSIONS, KEYS

EXAMPLE = {"body": 7, "feeling": 5, "meaning": 8, "quality": 6, "participation": 8, "daily": 4}


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


@page_cache.public("conversation")
def landing(request: HttpRequest) -> HttpResponse:
    """What the conversation is, who reads it, and where one begins."""
    facts = {
        "begin": resident_url(language=_language()),
        "forms": {form: resident_url(form=form, language=_language()) for form in FORMS},
        "official": OFFICIAL_TOOLS,
        "about_url": reverse("wagtail_serve", args=[ABOUT[_language()]]),
        "example": EXAMPLE,
    }
    return render(request, "conversations/prepare_landing.html", facts)


@page_cache.public("conversation")
def prepare(request: HttpRequest) -> HttpResponse:
    """Before a visit: a leaflet, a guide, sentences, and what to do when one worries."""
    facts = {"form": LeafletForm(initial={"language": _language()}), "parts": PARTS}
    return render(request, "conversations/prepare_guide.html", facts)


def leaflet(request: HttpRequest) -> HttpResponse:
    """The leaflet as it was chosen; what cannot be read is said on the page."""
    form = LeafletForm(request.GET)
    if not form.is_valid():
        facts = {"form": form, "parts": PARTS}
        return render(request, "conversations/prepare_guide.html", facts, status=422)
    if seconds_to_wait("conversations.leaflet", address(request), most=60, seconds=60):
        return answer(request, 429, _("Dat ging te vaak achter elkaar. Probeer het zo nog eens."))
    chosen = form.cleaned_data
    made = documents.leaflet(
        chosen["form"], chosen["language"], chosen["sheet"], chosen["set_code"]
    )
    return _pdf(made, f"web-{chosen['form']}-{chosen['language']}-{chosen['sheet']}.pdf")


def paper_web(request: HttpRequest) -> HttpResponse:
    """An empty web to print."""
    return _pdf(documents.paper_web(_language()), "web.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    shown = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=shown)


@page_cache.public("conversation")
def practise(request: HttpRequest) -> HttpResponse:
    """Practise in pairs: each draws an own web first, then two times fifteen minutes. Nothing is kept."""
    steps = practice_steps()
    shown = json.dumps([{"words": str(one.words), "minutes": one.minutes} for one in steps])
    half = len(steps) // 2
    facts = {
        "own_web": resident_url(practice=True, language=_language()),
        "steps": shown,
        "rounds": [list(enumerate(steps))[:half], list(enumerate(steps))[half:]],
    }
    return render(request, "conversations/prepare_practise.html", facts)


def offers(request: HttpRequest) -> HttpResponse:
    """Every municipality, and which has offers."""
    rows = list(queries.municipalities_with_offers())
    response = render(request, "conversations/prepare_offers.html", {"rows": rows})
    page_cache.mark(response, "offers")
    return response


def _nearby(code: str) -> queries.Nearby:
    found = queries.nearby(code)
    if found is None:
        raise Http404
    return found


def _mark(response: HttpResponse, found: queries.Nearby) -> None:
    page_cache.mark(response, topic(found.region.pk if found.region else 0))


def offers_of(request: HttpRequest, municipality_code: str) -> HttpResponse:
    """What there is in one municipality, per side of life; ``?kant=`` shows one side."""
    found = _nearby(municipality_code)
    only = request.GET.get("kant", "")
    only = only if only in KEYS else ""
    facts: dict[str, Any] = {
        "found": found,
        "groups": found.by_dimension(only),
        "chosen": only,
        "dimensions": DIMENSIONS,
    }
    response = render(request, "conversations/prepare_offers_of.html", facts)
    _mark(response, found)
    return response


@require_safe
def offers_file(request: HttpRequest, municipality_code: str) -> HttpResponse:
    """The same for the resident's app, as JSON; it is the same for everybody and sets no cookie."""
    found = _nearby(municipality_code)
    response = JsonResponse(queries.as_file(found), headers={"Cache-Control": "public, no-cache"})
    _mark(response, found)
    return response
