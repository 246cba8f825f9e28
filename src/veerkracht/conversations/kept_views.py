"""Saving, fetching and erasing as JSON. Numbers stand in bodies only, so that no log of paths holds them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from veerkracht.conversations import kept_actions as actions
from veerkracht.conversations.kept_rules import MOST_BODY, Refused
from veerkracht.conversations.together_actions import find_invitation

JSON = "application/json"  # a page elsewhere cannot post this without asking first
Answer = dict[str, Any]


def answer(message: Answer, status: int = 200) -> JsonResponse:
    """JSON, compact, that nobody keeps."""
    response = JsonResponse(message, status=status, json_dumps_params={"separators": (",", ":")})
    response.headers["Cache-Control"] = "no-store"
    return response


def body_of(request: HttpRequest) -> bytes:
    """The bytes as they came; what is too much is refused before it is read."""
    if request.content_type != JSON:
        raise Refused(415, "type")
    if _length(request) > MOST_BODY:
        raise Refused(413, "size")
    return request.read(MOST_BODY)


def _length(request: HttpRequest) -> int:
    written = request.META.get("CONTENT_LENGTH") or "0"
    if not (written.isascii() and written.isdecimal()):
        raise Refused(400, "length")
    return int(written[:12])


def answered(work: Callable[[HttpRequest], Answer]) -> Callable[[HttpRequest], HttpResponse]:
    """A view of a POST with JSON both ways; what is refused becomes its status and a word."""

    @wraps(work)
    def view(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            return answer(work(request))
        except Refused as refused:
            return answer({"error": refused.word, **refused.more}, refused.status)

    return view


@answered
def save(request: HttpRequest) -> Answer:
    """Take a save, all of it or nothing."""
    return actions.save(body_of(request), request.headers.get("X-Signature", ""))


@answered
def fetch(request: HttpRequest) -> Answer:
    """What lies at a number."""
    return actions.fetch(body_of(request))


@answered
def erase(request: HttpRequest) -> Answer:
    """Erase a web; the answer is a signed receipt."""
    return actions.erase(body_of(request), request.headers.get("X-Signature", ""))


@answered
def invitation(request: HttpRequest) -> Answer:
    """Whose keys belong to a code that a professional shows."""
    return find_invitation(body_of(request))
