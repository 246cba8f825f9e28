"""How a page answers that may stand in a frame on any site: no cookie, no script, nobody signed in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.kernel.limits import address, seconds_to_wait
from veerkracht.outreach import embed_rules as rules

if TYPE_CHECKING:
    from django.http import HttpRequest

FRAMED = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; "
    "frame-ancestors *; base-uri 'none'"
)
A_MINUTE = 300  # questions from one network address; a whole office may share one
KEPT = "public, max-age=60"
View = Callable[..., HttpResponse]


def for_all_sites(view: View) -> View:
    """GET and HEAD only, not too often, to be kept for a minute, and readable from any origin."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        wait = seconds_to_wait("embed", address(request), most=A_MINUTE, seconds=60)
        if wait:
            return HttpResponse(
                status=429, headers={"Retry-After": str(wait)}, content_type="text/plain"
            )
        try:
            return _kept(request, view(request, *arguments, **named))
        except Http404:
            return _gone(request)

    return guarded


def _gone(request: HttpRequest) -> HttpResponse:
    """What was shown is not there (any more): said within the frame."""
    response = framed(request, "outreach/embed_gone.html", {"title": _("Dit staat er niet meer")})
    response.status_code = 404
    return response


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != 200:
        return response
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=tag, response=response) or response
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = KEPT
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def framed(request: HttpRequest, template: str, facts: dict[str, Any]) -> HttpResponse:
    """A page without header, person or script, in the look that the address asks for."""
    look = rules.look(request.GET)
    body = render_to_string(
        template,
        {
            **facts,
            "look": look,
            "language": get_language(),
            "site_name": settings.SITE_NAME,
            "site_url": settings.PUBLIC_URL,
        },
    )
    return HttpResponse(body, headers={"Content-Security-Policy": FRAMED})
