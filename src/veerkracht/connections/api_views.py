"""The description of the API for programs and for people, and what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from veerkracht.connections import problems
from veerkracht.connections.actions import webhook_events
from veerkracht.connections.api import api
from veerkracht.connections.description import ROOT, VERSION, described
from veerkracht.connections.entrance import MOST_WITH_TOKEN, MOST_WITHOUT
from veerkracht.connections.problems import Problem
from veerkracht.connections.words import SCOPES
from veerkracht.kernel.page_cache import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI description, which every website may read."""
    if request.method != "GET":
        return problems.answer(Problem(405, headers={"Allow": "GET"}))
    request.is_open_to_all = True  # type: ignore[attr-defined]  # read by ApiAnswers
    return JsonResponse(described(api()), json_dumps_params={"ensure_ascii": False})


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address below /api/v1: 404, and never a redirect to one with a slash."""
    return problems.answer(Problem(404))


@public("fixed")
def about(request: HttpRequest) -> HttpResponse:
    """The page for developers."""
    facts = {
        "version": VERSION,
        "root": ROOT,
        "operations": _operations(),
        "scopes": SCOPES.items(),
        "faults": [
            (status, problems.TITLES[status], problems.DETAILS[status])
            for status in problems.TITLES
        ],
        "events": [(name, event.label) for name, event in webhook_events.items()],
        "public_url": settings.PUBLIC_URL,
        "most_with_token": MOST_WITH_TOKEN,
        "most_without": MOST_WITHOUT,
    }
    return render(request, "connections/about.html", facts)


def _operations() -> list[dict[str, Any]]:
    """Method, path, what it says of itself in the reader's language, and what must be opened for it."""
    found = []
    for path, methods in described(api())["paths"].items():
        for method, operation in methods.items():
            needed = [
                name for one in operation["security"] for names in one.values() for name in names
            ]
            public_too = {} in operation["security"] or not operation["security"]
            row = {"method": method.upper(), "path": path, "says": _(operation["summary"])}
            found.append({**row, "scope": "".join(needed), "public": public_too})
    return found
