"""How often one visitor may post a form.

Counted in this process's memory, per person or else per address: a limit of 60 with two workers lets at
most 120 through, which is enough against a script and costs no query. Sign-in has allauth's own limits,
which all processes share.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from veerkracht.kernel.answers import answer

ROOM = 50_000  # visitors remembered; the oldest go first

_counts: OrderedDict[str, tuple[float, int]] = OrderedDict()  # key → window's start, posts in it
_lock = threading.Lock()


def limited(name: str, *, most: int, seconds: int) -> Callable[..., Any]:
    """Let at most ``most`` POSTs in ``seconds`` through to a view, per person or else per address."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if request.method == "POST" and _count(request, name, seconds) > most:
                return answer(
                    request,
                    429,
                    _("Dat ging te vaak achter elkaar. Wacht even en probeer het dan opnieuw."),
                )
            return view(request, *arguments, **named)

        return guarded

    return decorate


def seconds_to_wait(name: str, whose: str, *, most: int, seconds: int) -> int:
    """Count one more question of somebody (a token, an address); 0 lets it through, else when to return."""
    count = _count_of(f"{name}:{_hidden(whose)}", seconds) if settings.RATE_LIMITS else 0
    return seconds if count > most else 0


def _count(request: HttpRequest, name: str, seconds: int) -> int:
    """Posts of this visitor in the running window, with this one."""
    if not settings.RATE_LIMITS:
        return 0
    return _count_of(f"{name}:{_visitor(request)}", seconds)


def _count_of(key: str, seconds: int) -> int:
    moment = time.monotonic()
    with _lock:
        since, count = _counts.pop(key, (moment, 0))
        fresh = moment - since < seconds
        _counts[key] = (since, count + 1) if fresh else (moment, 1)
        if len(_counts) > ROOM:
            _counts.popitem(last=False)
        return _counts[key][1]


def forget() -> None:
    """Start counting anew; for tests."""
    with _lock:
        _counts.clear()


def _visitor(request: HttpRequest) -> str:
    person = getattr(request, "user", None)
    known = f"person {person.pk}" if person and person.is_authenticated else address(request)
    return _hidden(known)


def _hidden(known: str) -> str:
    return hashlib.sha256(f"{settings.SECRET_KEY}{known}".encode()).hexdigest()[:32]


def address(request: HttpRequest) -> str:
    """The visitor's network address; behind a proxy the last hop that the proxy saw."""
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
