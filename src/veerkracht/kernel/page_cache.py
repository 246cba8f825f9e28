"""Whole public pages, kept in this process for at most a second and cleared by events.

Only answers to anonymous GETs that a view marks with :func:`public` are kept. An entry knows the
topics it shows (``"edition:7"``, ``"agenda"``); :func:`clear` drops them here at once, and other
processes are at most ``LIFETIME`` seconds behind.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

LIFETIME = 1.0  # seconds
ROOM = 2_000  # entries; at some 40 kB each a process stays below 80 MB

Next = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class _Entry:
    made_at: float
    body: bytes
    headers: dict[str, str]
    topics: frozenset[str]


_entries: OrderedDict[str, _Entry] = OrderedDict()
_lock = threading.Lock()
_clearings = 0  # how often something was cleared


def public(*topics: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Mark a view's answer as the same for every anonymous visitor."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def marked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            response = view(request, *arguments, **named)
            mark(response, *topics)
            return response

        return marked

    return decorate


def mark(response: HttpResponse, *topics: str) -> None:
    """Say that an answer may be kept, and by which topics it is cleared."""
    kept: frozenset[str] = getattr(response, "public_topics", frozenset())
    response.public_topics = frozenset(kept) | frozenset(topics)  # type: ignore[attr-defined]


def clear(*topics: str) -> None:
    """Forget every page that shows one of these topics; without topics, all.

    A page that is being made at this moment may show what was before, so it is not kept either.
    """
    global _clearings  # noqa: PLW0603 - one count for the process, like the entries
    wanted = frozenset(topics)
    with _lock:
        _clearings += 1
        stale = [key for key, entry in _entries.items() if not wanted or entry.topics & wanted]
        for key in stale:
            del _entries[key]


class PageCache:
    """Outermost middleware: answers from the cache before a session or query is touched."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.PAGE_CACHE or not _is_anonymous_get(request):
            return self.get_response(request)
        key = f"{request.scheme} {request.META.get('HTTP_HOST', '')} {request.get_full_path()}"
        began, clearings = time.monotonic(), _clearings
        found = _entries.get(key)
        if found and began - found.made_at < LIFETIME:
            return HttpResponse(found.body, headers={**found.headers, "X-Cache": "hit"})
        response = self.get_response(request)
        _keep(key, response, began, clearings)
        return response


def _is_anonymous_get(request: HttpRequest) -> bool:
    plain = request.method == "GET" and "HTTP_HX_REQUEST" not in request.META
    # somebody with a session, or with a note to read on the next page
    return plain and not request.COOKIES.keys() & {settings.SESSION_COOKIE_NAME, "messages"}


def _keep(key: str, response: HttpResponse, began: float, clearings: int) -> None:
    """Keep an answer that may be kept; its age counts from when its making began."""
    topics = getattr(response, "public_topics", None)
    if topics is None or response.status_code != 200 or response.cookies or response.streaming:
        return
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    entry = _Entry(began, response.content, dict(response.headers), topics)
    with _lock:
        if clearings != _clearings:
            return
        _entries[key] = entry
        _entries.move_to_end(key)
        while len(_entries) > ROOM:
            _entries.popitem(last=False)
