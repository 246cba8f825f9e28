"""oEmbed (oembed.com, 1.0): another site gives the address of one of our pages, and gets what it can show of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from veerkracht.monitoring.queries import in_short
from veerkracht.outreach import embed_queries as queries
from veerkracht.outreach import embed_rules as rules
from veerkracht.outreach.embed_frames import for_all_sites
from veerkracht.outreach.embed_snippets import frame
from veerkracht.ui.navigation import HeadLink

if TYPE_CHECKING:
    from collections.abc import Callable

SLUG = re.compile(r"[a-z0-9-]{1,40}")
WIDEST, NARROWEST = 2_000, 160
LONGEST = 600  # characters of an address
A_DAY = 86_400


@dataclass(frozen=True)
class Shown:
    """What can be shown of a page: its title, the address for the frame, and how high that usually is."""

    title: str
    url: str
    height: int


def _finder(_match: ResolverMatch, query: str) -> Shown | None:
    asked = dict(part.partition("=")[::2] for part in query.split("&"))
    kept = {
        name: asked[name] for name in ("regio", "sector") if SLUG.fullmatch(asked.get(name, ""))
    }
    path = reverse("outreach:embed_agenda") + ("?" + urlencode(kept) if kept else "")
    return Shown(_("Trainingen"), path, rules.HIGH)


def _edition(match: ResolverMatch, _query: str) -> Shown | None:
    card = queries.one_edition(match.kwargs["pk"])
    if card is None:
        return None
    path = reverse("outreach:embed_edition", args=[card.edition.pk])
    return Shown(str(card.edition.course), path, 220)


def _sheet(match: ResolverMatch, _query: str) -> Shown | None:
    found = queries.sheet(match.kwargs["region"], match.kwargs["theme"])
    if found is None:
        return None
    path = reverse("outreach:embed_sheet", kwargs=match.kwargs)
    return Shown(str(found.edition.sheet.theme), path, 600)


def _figure(match: ResolverMatch, _query: str) -> Shown | None:
    found = in_short(match.kwargs["indicator"])
    if found is None:
        return None
    path = reverse("outreach:embed_figure", args=[match.kwargs["indicator"]])
    return Shown(found.name, path, 420)


PAGES: dict[str, Callable[[ResolverMatch, str], Shown | None]] = {
    "training:finder": _finder,
    "training:edition": _edition,
    "programme:sheet": _sheet,
    "monitoring:page_figure": _figure,
}


@for_all_sites
def oembed(request: HttpRequest) -> HttpResponse:
    """What can be shown of an address; 404 for others than ours, 501 for another format than json and xml."""
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        return HttpResponse(status=501, content_type="text/plain")
    address = request.GET.get("url", "")
    found = _shown(address) if len(address) <= LONGEST else None
    if found is None:
        raise Http404
    answer = _answer(request, found)
    if form == "json":
        return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    parts = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in answer.items())
    text = f'<?xml version="1.0" encoding="utf-8" standalone="yes"?><oembed>{parts}</oembed>'
    return HttpResponse(text, content_type="text/xml; charset=utf-8")


def _shown(address: str) -> Shown | None:
    """What stands at an address of ours, in the language of that address."""
    try:
        parts, ours = urlsplit(address), urlsplit(settings.PUBLIC_URL)
    except ValueError:
        return None
    if (parts.scheme, parts.netloc) != (ours.scheme, ours.netloc) or "\x00" in parts.path:
        return None
    language = "en" if parts.path.startswith("/en/") else settings.LANGUAGE_CODE
    with override(language):
        try:
            match = resolve(parts.path)
        except Resolver404:
            return None
        maker = PAGES.get(match.view_name)
        return maker(match, parts.query) if maker else None


def _answer(request: HttpRequest, found: Shown) -> dict[str, str | int]:
    width = rules.number(request.GET.get("maxwidth", ""), 640, NARROWEST, WIDEST)
    most = rules.number(request.GET.get("maxheight", ""), found.height, rules.LOWEST, rules.HIGHEST)
    height = min(found.height, most)
    return {
        "version": "1.0",
        "type": "rich",
        "title": found.title,
        "provider_name": settings.SITE_NAME,
        "provider_url": settings.PUBLIC_URL,
        "cache_age": A_DAY,
        "width": width,
        "height": height,
        "html": str(frame(settings.PUBLIC_URL + found.url, found.title, height, width)),
    }


def discovered(request: HttpRequest) -> list[HeadLink]:
    """Where other sites find the oEmbed of this page: in its head."""
    match = request.resolver_match
    if match is None or match.view_name not in PAGES:
        return []
    base = settings.PUBLIC_URL + reverse("outreach:oembed")
    here = settings.PUBLIC_URL + request.path
    return [
        HeadLink(f"{base}?{urlencode({'url': here, 'format': form})}", kind, "oEmbed")
        for form, kind in (("json", "application/json+oembed"), ("xml", "text/xml+oembed"))
    ]
