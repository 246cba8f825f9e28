"""Addresses beside Wagtail's own: the editor's door, pictures, and what machines read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.static import serve

from veerkracht.kernel import page_cache
from veerkracht.kernel.answers import answer
from veerkracht.people import policies

View = Callable[..., HttpResponseBase]
EDIT = "wagtailadmin.access_admin"
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
