"""The API: the routers that the apps registered, and one form for whatever goes wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser
from pydantic.alias_generators import to_camel

from veerkracht.connections import problems
from veerkracht.connections.description import TITLE, VERSION
from veerkracht.connections.problems import Problem, fault
from veerkracht.connections.rest import routers
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken

DEEPEST = 20  # of what stands within what, in a question


class StrictParser(Parser):
    """JSON as the standard has it: no name twice, no NaN, nothing that a database cannot hold."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body; raises ValueError, which ninja answers with 400."""
        found = json.loads(
            request.body, object_pairs_hook=_each_name_once, parse_constant=_no_such_number
        )
        _check_text(found, DEEPEST)
        return found

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> Any:
        """What stands behind the question mark; raises Problem 400 for a NUL."""
        for name, value in data.items():
            if "\x00" in name + value:
                raise Problem(400, errors=[fault(("query", name.replace("\x00", "")), "nul")])
        return super().parse_querydict(data, list_fields, request)


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands there twice")
    return found


def _no_such_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _check_text(value: Any, deeper: int) -> None:
    if deeper == 0:
        raise ValueError("too deep")
    if isinstance(value, str) and ("\x00" in value or not _is_unicode(value)):
        raise ValueError("text that cannot be kept")
    parts = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for name, one in parts:
        _check_text(name, deeper - 1) if isinstance(name, str) else None
        _check_text(one, deeper - 1)


def _is_unicode(text: str) -> bool:
    """Half a pair of surrogates can be written in JSON, but is no character."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


@cache
def api() -> NinjaAPI:
    """The one API, made when the addresses are read: by then every app has registered."""
    made = NinjaAPI(
        title=TITLE,
        version=VERSION,
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        parser=StrictParser(),
    )
    for router in routers:
        made.add_router("", router)
    for kind, handler in _HANDLERS.items():
        made.add_exception_handler(kind, handler)
    return made


def _as(status: int) -> Callable[[HttpRequest, Any], HttpResponse]:
    def handle(request: HttpRequest, error: Any) -> HttpResponse:
        words = getattr(error, "message", "")
        return problems.answer(Problem(status, words if isinstance(words, str) else ""))

    return handle


def _rule_broken(request: HttpRequest, error: Any) -> HttpResponse:
    place = ("body", "body", to_camel(error.field or ""))
    where = [fault(place, "rule", error.message)] if error.field else []
    return problems.answer(Problem(422, error.message, errors=where))


def _not_valid(request: HttpRequest, error: Any) -> HttpResponse:
    """400 with each wrong value; a number in the address that cannot be is simply not there."""
    if all(one["loc"][0] == "path" for one in error.errors):
        return problems.answer(Problem(404))
    faults = [fault(one["loc"], one["type"], one["msg"]) for one in error.errors[:20]]
    return problems.answer(Problem(400, errors=faults))


def _http_error(request: HttpRequest, error: Any) -> HttpResponse:
    return problems.answer(Problem(error.status_code))


_HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    Problem: lambda _request, problem: problems.answer(problem),
    RuleBroken: _rule_broken,
    NotAllowed: _as(403),
    OutOfDate: _as(409),
    Http404: _as(404),
    RequestDataTooBig: _as(413),
    SuspiciousOperation: _as(400),
    ValidationError: _not_valid,
    HttpError: _http_error,
}
