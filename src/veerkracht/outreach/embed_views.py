"""What stands on the sites of others, as pages for a frame, as JSON, and as a snippet to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.kernel.security import STRICT
from veerkracht.monitoring.queries import in_short
from veerkracht.outreach import embed_queries as queries
from veerkracht.outreach import embed_rules as rules
from veerkracht.outreach.embed_forms import SnippetForm
from veerkracht.outreach.embed_frames import for_all_sites, framed
from veerkracht.outreach.embed_snippets import snippet_of
from veerkracht.people.models import Sector
from veerkracht.places.queries import regions

if TYPE_CHECKING:
    from veerkracht.outreach.embed_queries import Wanted
    from veerkracht.training.queries import Card

JSON_FEED = "https://jsonfeed.org/version/1.1"


@for_all_sites
def agenda(request: HttpRequest) -> HttpResponse:
    """The first trainings of a region or sector."""
    wanted = queries.wanted(request.GET)
    facts = {
        "title": _heading(wanted),
        "rows": _rows(queries.agenda(wanted)),
        "more": queries.finder_page(wanted),
    }
    return framed(request, "outreach/embed_agenda.html", facts)


def _heading(wanted: Wanted) -> str:
    place = wanted.region
    return _("Trainingen in %(place)s") % {"place": place} if place else _("Trainingen")


def _rows(cards: list[Card]) -> list[tuple[Card, str]]:
    return [(card, queries.page_of(card.edition)) for card in cards]


@for_all_sites
def finder(request: HttpRequest) -> HttpResponse:
    """Look for a training, within the frame."""
    wanted = queries.wanted(request.GET)
    facts = {
        "title": _("Vind een training"),
        "wanted": wanted,
        "regions": list(regions()),
        "sectors": list(Sector.objects.all()),
        "rows": _rows(queries.agenda(wanted)),
        "more": queries.finder_page(wanted),
    }
    return framed(request, "outreach/embed_finder.html", facts)


@for_all_sites
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One training."""
    card = queries.one_edition(pk)
    if card is None:
        raise Http404
    facts = {"title": _("Kom naar deze training"), "rows": _rows([card]), "more": ""}
    return framed(request, "outreach/embed_agenda.html", facts)


@for_all_sites
def sheet(request: HttpRequest, region: str, theme: str) -> HttpResponse:
    """A theme sheet."""
    found = queries.sheet(region, theme)
    if found is None:
        raise Http404
    facts = {"title": str(found.edition.sheet.theme), "found": found}
    return framed(request, "outreach/embed_sheet.html", facts)


@for_all_sites
def figure(request: HttpRequest, indicator: str) -> HttpResponse:
    """One released figure, of the whole and of each region; what is hidden is said in words."""
    found = in_short(indicator)
    if found is None:
        raise Http404
    return framed(request, "outreach/embed_figure.html", {"title": found.name, "found": found})


@for_all_sites
def web(request: HttpRequest) -> HttpResponse:
    """The empty web, with a link to one's own."""
    facts = {"title": _("Het spinnenweb")}
    return framed(request, "outreach/embed_web.html", facts)


@for_all_sites
def colours(request: HttpRequest) -> HttpResponse:
    """The look of a framed page as a stylesheet, so that no page needs inline styles."""
    text = rules.stylesheet(rules.look(request.GET))
    return HttpResponse(text, content_type="text/css; charset=utf-8")


@for_all_sites
def feed(request: HttpRequest) -> HttpResponse:
    """The agenda as JSON Feed 1.1, readable from any origin: what the web component shows."""
    wanted = queries.wanted(request.GET)
    body = {
        "version": JSON_FEED,
        "title": _heading(wanted),
        "home_page_url": queries.finder_page(wanted),
        "feed_url": settings.PUBLIC_URL + request.path,
        "language": get_language(),
        "items": [queries.told(card) for card in queries.agenda(wanted)],
    }
    return JsonResponse(
        body,
        content_type="application/feed+json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False},
    )


def make(request: HttpRequest) -> HttpResponse:
    """Choose what to show and how; the snippet to copy, with a look at what it does."""
    form = SnippetForm(request.GET or None)
    snippet = snippet_of(form.asked())
    response = render(request, "outreach/embed_make.html", {"form": form, "snippet": snippet})
    response.headers["Content-Security-Policy"] = f"{STRICT}; frame-src 'self'"
    return response
