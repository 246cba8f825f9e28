"""Where a device sends that there was a conversation, and where it takes that back.

No cookie is read or set, and neither address nor browser is looked at: the limit is one for everybody
together. They live on the resident's own origin (``own_urls``).
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from veerkracht.conversations import counting_actions as actions
from veerkracht.conversations import counting_rules as rules
from veerkracht.conversations.counting_models import Instrument, SectorGroup
from veerkracht.conversations.counting_rules import NotCounted
from veerkracht.kernel.clock import today
from veerkracht.kernel.limits import seconds_to_wait
from veerkracht.places.queries import regions

if TYPE_CHECKING:
    from collections.abc import Callable

    View = Callable[[HttpRequest], HttpResponse]

MOST_A_MINUTE = 300


def _answering(view: View) -> View:
    """JSON in and out, at most so many a minute of everybody together, and a word for what is wrong."""

    @csrf_exempt
    @require_POST
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        wait = seconds_to_wait(f"counting.{view.__name__}", "all", most=MOST_A_MINUTE, seconds=60)
        if wait:
            answer = _problem(429, "busy")
            answer.headers["Retry-After"] = str(wait)
            return answer
        if request.content_type != "application/json":  # another site cannot send this unasked
            return _problem(415, "content-type")
        try:
            return view(request)
        except NotCounted as refused:
            return _problem(422, str(refused))

    return guarded


@_answering
def count(request: HttpRequest) -> HttpResponse:
    """Count one conversation; the same token twice is counted once."""
    sent = rules.read_count(
        request.body,
        day=today(),
        instruments=set(Instrument.values),
        sectors=set(SectorGroup.values),
    )
    region = regions().filter(code=sent.region).first()
    if region is None:
        raise NotCounted("region")
    actions.count(sent=sent, region=region)
    return _plain({"counted": True})


@_answering
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take one back. ``withdrawn`` false: it stands in a total already, or never came here."""
    withdrawn = actions.withdraw(token_hash=rules.read_withdrawal(request.body))
    return _plain({"withdrawn": withdrawn})


@_answering
def counted_regions(request: HttpRequest) -> HttpResponse:
    """Where conversations are counted, by code and name."""
    shown = [{"code": one.code, "name": one.name} for one in regions()]
    return JsonResponse({"regions": shown}, headers={"Cache-Control": "no-store"})


def _plain(facts: dict[str, bool]) -> HttpResponse:
    return JsonResponse(facts, headers={"Cache-Control": "no-store"})


def _problem(status: int, reason: str) -> HttpResponse:
    facts = {"title": "Not counted", "status": status, "reason": reason}
    return JsonResponse(
        facts,
        status=status,
        content_type="application/problem+json",
        headers={"Cache-Control": "no-store"},
    )
