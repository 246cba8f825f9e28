"""The conversation's own origin: a middleware that answers /gesprek/ before anything else sees the request.

No session, no cookie of the site, no account, no page of an editor: what opens a resident's web shares no
origin with them. With ``CONVERSATIONS_URL`` it has a host of its own; on that host nothing else answers.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost, ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern

Next = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("veerkracht.conversations")

PREFIX = "/gesprek/"
STATIC = "/static/"
POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "media-src 'self' blob:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


class OwnOrigin:
    """Outermost middleware."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        below = request.path_info.startswith(PREFIX)
        if not below and not settings.CONVERSATIONS_URL:
            return self.get_response(request)
        try:
            host = request.get_host()
        except DisallowedHost:
            return self.get_response(request)  # the site says 400
        if settings.CONVERSATIONS_URL and host != own_host(settings.CONVERSATIONS_URL):
            return strict(request, _over_there(request)) if below else self.get_response(request)
        if below:
            return strict(request, _secure(request) or _answered(request))
        if request.path_info.startswith(STATIC):
            return self.get_response(request)
        return strict(request, _elsewhere(request))


@cache
def own_host(address: str) -> str:
    """Host and port of an address, as a browser sends them."""
    return urlsplit(address).netloc


def _over_there(request: HttpRequest) -> HttpResponse:
    """On the main host: a browser keeps what follows the # when it is sent on."""
    if request.method not in {"GET", "HEAD"}:
        return _error(404, "unknown")
    return HttpResponseRedirect(f"{settings.CONVERSATIONS_URL}{request.get_full_path()}")


def _elsewhere(request: HttpRequest) -> HttpResponse:
    """On the own host, outside the conversation: nothing, but for who types the bare name."""
    return HttpResponseRedirect(PREFIX) if request.path_info == "/" else _error(404, "unknown")


def _secure(request: HttpRequest) -> HttpResponse | None:
    """To https where the main site asks that."""
    if not settings.SECURE_SSL_REDIRECT or request.is_secure():
        return None
    return HttpResponseRedirect(f"https://{request.get_host()}{request.get_full_path()}")


@cache
def _resolver() -> URLResolver:
    return URLResolver(RegexPattern(rf"^{PREFIX}"), "veerkracht.conversations.own_urls")


def _answered(request: HttpRequest) -> HttpResponse:
    """What the address answers. Of an error only its kind and place are logged: a message may hold a number."""
    try:
        match = _resolver().resolve(request.path_info)
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    except (Http404, Resolver404):
        return _error(404, "unknown")
    except (OperationalError, InterfaceError) as error:
        _log(error)
        return _error(503, "away")
    except Exception as error:  # noqa: BLE001 - the outermost place, where it is told and answered
        _log(error)
        return _error(500, "fault")
    return response


def _log(error: Exception) -> None:
    """Its kind and place; what a setting lacks is told in full."""
    if isinstance(error, ImproperlyConfigured):
        logger.error("%s", error)
        return
    last = traceback.extract_tb(error.__traceback__)[-1]
    logger.error("%s in %s:%s %s", type(error).__name__, last.filename, last.lineno, last.name)


def _error(status: int, word: str) -> HttpResponse:
    response = JsonResponse({"error": word}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def strict(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The headers of the own origin; a page with an import map has said its own policy."""
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - Django would log the path of each refusal
    response.headers.setdefault("Content-Security-Policy", POLICY.format(scripts=""))
    for name, value in HEADERS.items():
        response.headers[name] = value
    if settings.SECURE_HSTS_SECONDS and request.is_secure():
        response.headers["Strict-Transport-Security"] = _transport()
    return response


def _transport() -> str:
    parts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
    parts += ["includeSubDomains"] if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else []
    parts += ["preload"] if settings.SECURE_HSTS_PRELOAD else []
    return "; ".join(parts)
