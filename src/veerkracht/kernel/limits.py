"""How often one visitor may post a form: counted in the shared cache, per address or person."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from veerkracht.kernel.answers import answer


def limited(name: str, *, most: int, seconds: int) -> Callable[..., Any]:
    """Let at most ``most`` POSTs in ``seconds`` through to a view, per person or else per address."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if request.method == "POST" and _count(request, name, seconds) > most:
                return answer(request, 429, _("Dat ging te vaak achter elkaar. Wacht even en probeer het dan opnieuw."))
            return view(request, *arguments, **named)

        return guarded

    return decorate


def _count(request: HttpRequest, name: str, seconds: int) -> int:
    if not settings.RATE_LIMITS:
        return 0
    key = f"limit:{name}:{_visitor(request)}"
    if cache.add(key, 1, seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it lapsed between the two calls
        cache.set(key, 1, seconds)
        return 1


def _visitor(request: HttpRequest) -> str:
    person = getattr(request, "user", None)
    known = f"person {person.pk}" if person and person.is_authenticated else address(request)
    return hashlib.sha256(f"{settings.SECRET_KEY}{known}".encode()).hexdigest()[:32]


def address(request: HttpRequest) -> str:
    """The visitor's network address; behind a proxy the last hop that the proxy saw."""
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
