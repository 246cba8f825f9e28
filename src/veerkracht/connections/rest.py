"""What the apps above make their part of the API with. They add a router to ``routers`` in ``ready()``.

::

    router = Router(tags=["Aanbod"])

    @reads(router, "/editions/{int:edition_id}", EditionAnswer, scope=Scope.CATALOGUE_READ, public=True)
    def edition(request: HttpRequest, edition_id: NumberInPath) -> EditionAnswer: ...

A view gets values that were checked, asks its app's queries and actions, and raises Http404 or one of
the house's three errors; all else (tokens, limits, versions, ETags, kept answers) is done here.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, get_type_hints

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import NinjaJSONEncoder
from ninja.security.base import AuthBase
from pydantic import BaseModel

from veerkracht.connections.entrance import TooOften, Unknown, caller_of
from veerkracht.connections.keeping import once
from veerkracht.connections.paging import page
from veerkracht.connections.problems import Problem, fault
from veerkracht.connections.queries import Caller
from veerkracht.connections.rules import Scope
from veerkracht.connections.shapes import (
    NO_NUL,
    Answer,
    Asked,
    Code,
    DayAsked,
    Filters,
    FlagAsked,
    Number,
    NumberAsked,
    NumberInPath,
    Page,
    ProblemAnswer,
)
from veerkracht.kernel.registries import Registry

__all__ = [
    "NO_NUL",
    "Answer",
    "Asked",
    "Caller",
    "Code",
    "DayAsked",
    "Filters",
    "FlagAsked",
    "Number",
    "NumberAsked",
    "NumberInPath",
    "Page",
    "Problem",
    "Router",
    "Scope",
    "caller",
    "page",
    "reads",
    "routers",
    "visitor",
    "writes",
]

View = Callable[..., Any]
Shapes = dict[int, type[BaseModel]]
routers: Registry[Router] = Registry("Which parts of the API the apps answer")

READING = (400, 401, 403, 429)
WRITING = (*READING, 404, 409, 413, 415, 422)


@dataclass(frozen=True)
class Anybody:
    """A question without a token, where none is needed."""


class Opens(AuthBase):
    """Lets a question through whose token opens a scope; where ``public`` also one without a token."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, scope: Scope, *, public: bool) -> None:
        super().__init__()
        self.scope = scope
        self.public = public

    def __call__(self, request: HttpRequest) -> Caller | Anybody:
        """The caller; raises Problem 401, 403 or 429."""
        found = _caller(request)
        if found is None and self.public:
            request.is_open_to_all = True  # type: ignore[attr-defined]  # read by ApiAnswers
            return Anybody()
        if found is None:
            raise unknown()
        if not found.may(self.scope):
            words = _("Dit token mag dit niet: het mist %(scope)s.") % {"scope": self.scope.value}
            raise Problem(403, words)
        return found

    def security(self) -> list[dict[str, list[str]]]:
        """As OpenAPI says it; an empty object means that a token may be left out."""
        needed: list[dict[str, list[str]]] = [{"token": [self.scope.value]}]
        return [{}, *needed] if self.public else needed


def _caller(request: HttpRequest) -> Caller | None:
    try:
        return caller_of(request)
    except Unknown as error:
        raise unknown() from error
    except TooOften as error:
        raise Problem(429, headers={"Retry-After": str(error.seconds)}) from error


def unknown() -> Problem:
    """401 with the header that says how to do better."""
    return Problem(401, headers={"WWW-Authenticate": 'Bearer realm="Veerkracht"'})


def caller(request: HttpRequest) -> Caller:
    """Who asks, in a view that is not public."""
    found: Caller = request.auth  # type: ignore[attr-defined]  # ninja puts it there
    return found


def visitor(request: HttpRequest) -> Any:
    """The person who asks, or None for a question without a token."""
    found = request.auth  # type: ignore[attr-defined]
    return found.person if isinstance(found, Caller) else None


def reads(
    router: Router,
    path: str,
    answer: type[BaseModel],
    *,
    scope: Scope,
    says: Any,
    public: bool = False,
) -> Callable[[View], View]:
    """Answer a GET with this shape; ``says`` is the sentence for the description."""

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, **named: Any) -> Any:
            _check_query(request, known)
            return view(request, **named)

        known = _prepare(asked, view)
        statuses = READING if "{" not in path else (*READING, 404)
        shapes = _shapes({200: answer}, statuses)
        _add(router, _Place("GET", path, says), asked, shapes, Opens(scope, public=public))
        return view

    return decorate


def writes(
    router: Router,
    path: str,
    answer: type[BaseModel],
    *,
    scope: Scope,
    says: Any,
    status: int = 200,
) -> Callable[[View], View]:
    """Answer a POST with this shape, once for each Idempotency-Key.

    A ``url`` in an answer of status 201 becomes the Location.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, **named: Any) -> HttpResponse:
            _check_query(request, known)

            def deed() -> HttpResponse:
                return _written(answer.model_validate(view(request, **named)), status)

            return once(request, caller(request).token, deed)

        known = _prepare(asked, view)
        shapes = _shapes({status: answer}, WRITING)
        _add(router, _Place("POST", path, says), asked, shapes, Opens(scope, public=False))
        return view

    return decorate


def _shapes(good: Shapes, problems: Iterable[int]) -> Shapes:
    """The shape of each status, in order."""
    for status in problems:
        good[status] = ProblemAnswer
    return dict(sorted(good.items()))


@dataclass(frozen=True)
class _Place:
    """Where an operation stands, and what it says of itself."""

    method: str
    path: str
    says: Any


def _add(
    router: Router,
    place: _Place,
    view: View,
    shapes: Shapes,
    opens: Opens,
) -> None:
    router.add_api_operation(
        place.path,
        [place.method],
        view,
        auth=opens,
        response=shapes,
        operation_id=view.__name__,
        url_name=view.__name__,
        summary=place.says,
        description=place.says,
        by_alias=True,
        openapi_extra={"security": opens.security()},
    )


def _prepare(asked: View, view: View) -> frozenset[str]:
    """Give the wrapper the view's real types (ninja reads them), and say which questions it knows."""
    types = get_type_hints(view, include_extras=True)
    signature = inspect.signature(view)
    parameters = [one.replace(annotation=types[one.name]) for one in signature.parameters.values()]
    asked.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    shapes = [get_type_hints(view).get(name) for name in signature.parameters]
    filters = [one for one in shapes if isinstance(one, type) and issubclass(one, Filters)]
    return frozenset(str(field.alias) for shape in filters for field in shape.model_fields.values())


def _check_query(request: HttpRequest, known: frozenset[str]) -> None:
    """Nothing unknown and nothing twice behind the question mark: 400, rather than a wrong answer."""
    odd = [name for name, values in request.GET.lists() if name not in known or len(values) != 1]
    if odd:
        errors = [fault(("query", name), "extra_forbidden") for name in odd]
        raise Problem(
            400, _("Er staat iets achter het vraagteken dat hier niet kan."), errors=errors
        )


def _written(answer: BaseModel, status: int) -> HttpResponse:
    body = answer.model_dump(by_alias=True)
    response = HttpResponse(
        json.dumps(body, cls=NinjaJSONEncoder), status=status, content_type="application/json"
    )
    if status == 201:
        response.headers["Location"] = str(body["url"])
    return response
