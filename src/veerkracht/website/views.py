"""Addresses beside Wagtail's own: the editor's door, pictures, and what machines read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.static import serve

from veerkracht.kernel import page_cache
from veerkracht.kernel.answers import answer
from veerkracht.kernel.searching import find
from veerkracht.outreach import queries as outreach
from veerkracht.people import policies
from veerkracht.website import finding, news

View = Callable[..., HttpResponseBase]
EDIT = "wagtailadmin.access_admin"
MOST_BESIDE = 10  # found by sources beside the index
MONTH = 60 * 60 * 24 * 30


def for_editors(view: View) -> View:
    """Our own sign-in page for who is not signed in, and a plain 403 for who is no editor.

    Wagtail would send the latter to a sign-in page, which sends them back: for ever.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
        if not may_edit(request.user):
            return answer(request, 403, _("Deze pagina is voor redacteuren van de website."))
        return view(request, *arguments, **named)

    return guarded


def may_edit(person: Any) -> bool:
    """Whether this session may open the editor: by role, here and now, and by Wagtail's right."""
    return policies.edits(person) and bool(person.has_perm(EDIT))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything that anybody may see and that holds the words, whatever app it comes from."""
    asked = finding.asked_of(request)
    results = outreach.search(asked)
    first = results.asked.page == 1 and not finding.is_narrowed(asked)
    facts = {
        "asked": asked.words,
        "results": results,
        "page_obj": finding.page_of(results),
        "beside": find(asked.words, MOST_BESIDE)[:MOST_BESIDE] if asked.words and first else [],
        "own": finding.own_pages_for(request.user, asked.words) if first else [],
        "facets": finding.facets(request, results),
        "chosen": finding.chosen(request, asked),
        "apart": finding.words_apart(asked.words) if not results.count else [],
    }
    response = render(request, "website/search.html", facts)
    page_cache.mark(response, "website", "agenda", "search")
    return response


@require_safe
@page_cache.public("website")
def news_atom(request: HttpRequest) -> HttpResponse:
    """The news of this language as Atom (RFC 4287)."""
    return news.feed(request, Atom1Feed)


@require_safe
@page_cache.public("website")
def news_rss(request: HttpRequest) -> HttpResponse:
    """The same as RSS 2.0, for readers that know no other."""
    return news.feed(request, Rss201rev2Feed)


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture in a size that a page asked for; never the originals or documents."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT / "images"))
    response.headers["Cache-Control"] = f"public, max-age={MONTH}, immutable"
    return response


@require_safe
@page_cache.public("robots")
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read, and where the list of pages is."""
    text = render_to_string(
        "website/robots.txt", {"sitemap": request.build_absolute_uri(reverse("sitemap"))}
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
