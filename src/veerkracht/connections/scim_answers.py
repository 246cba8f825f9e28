"""How SCIM speaks over HTTP: reading a question, writing an answer, and every error in its own form."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError
from scim2_models import Error, SCIMException

from veerkracht.connections.entrance import TooOften, Unknown, caller_of
from veerkracht.connections.rules import Scope, can_be_kept
from veerkracht.connections.scim_actions import Taken
from veerkracht.kernel.errors import OutOfDate, RuleBroken

if TYPE_CHECKING:
    from scim2_models import BaseModel, ResponseParameters

    from veerkracht.people.models import Organisation, Person

MEDIA_TYPE = "application/scim+json"
ACCEPTED = {MEDIA_TYPE, "application/json"}
LARGEST = 100_000  # bytes of a question
DEEPEST = 30  # objects within objects
logger = logging.getLogger("veerkracht.scim")

View = Callable[..., HttpResponse]


class Refused(Exception):
    """A question that gets an error of this status."""

    def __init__(
        self, status: int, detail: str, *, kind: str | None = None, **headers: str
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.kind = status, detail, kind
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def answers(*methods: str) -> Callable[[View], View]:
    """A SCIM address: for a token of an organisation with the scope, and these methods.

    The view gets the organisation and who stands behind the token; whatever goes wrong becomes an
    error as RFC 7644 (3.12) has it.
    """

    def decorate(view: View) -> View:
        @csrf_exempt  # a token in a header, never a cookie
        @wraps(view)
        def guarded(request: HttpRequest, **named: Any) -> HttpResponse:
            try:
                organisation, by = _caller(request)
                if request.method not in methods:
                    raise Refused(405, "This method is not possible here", Allow=", ".join(methods))  # noqa: TRY301
                return view(request, organisation, by, **named)
            except Exception as error:  # noqa: BLE001 - each kind gets its own form; bugs are loud in the log
                return _refusal(error)

        return guarded

    return decorate


def _caller(request: HttpRequest) -> tuple[Organisation, Person]:
    """Whose system asks. A session counts for nothing here."""
    try:
        caller = caller_of(request)
    except Unknown:
        caller = None
    except TooOften as often:
        raise Refused(429, "Too many requests", Retry_After=str(often.seconds)) from often
    if caller is None:
        raise Refused(401, "A valid bearer token is needed", WWW_Authenticate="Bearer")
    if not caller.may(Scope.SCIM) or caller.organisation is None:
        raise Refused(403, "This token has no scope “scim”")
    return caller.organisation, caller.person


def _refusal(error: Exception) -> HttpResponse:
    found, headers = _described(error)
    response = answer(found, int(found.status or 500))
    for name, value in headers.items():
        response.headers[name] = value
    return response


def _described(error: Exception) -> tuple[Error, Mapping[str, str]]:
    if isinstance(error, Refused):
        return Error(status=error.status, scim_type=error.kind, detail=error.detail), error.headers
    return _known(error) or _unknown(error), {}


def _known(error: Exception) -> Error | None:
    """What goes wrong by design, in SCIM's words."""
    if isinstance(error, SCIMException):
        return error.to_error()
    if isinstance(error, ValidationError):
        return Error.from_validation_errors(error)[0]
    if isinstance(error, RuleBroken):
        return Error(status=400, scim_type="invalidValue", detail=error.message)
    if isinstance(error, Taken):
        detail = "Somebody with this userName or address is there already"
        return Error(status=409, scim_type="uniqueness", detail=detail)
    if isinstance(error, OutOfDate):
        return Error(status=412, detail="This was changed meanwhile; read it again")
    return None


def _unknown(error: Exception) -> Error:
    logger.error("A SCIM question failed", exc_info=error)
    return Error(status=500, detail="Something went wrong on our side")


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent, of a size and depth that people's descriptions have."""
    if request.content_type not in ACCEPTED:
        raise Refused(415, f"Send {MEDIA_TYPE}")
    try:
        sent = request.body
    except RequestDataTooBig as error:
        raise Refused(413, "This is too large") from error
    if len(sent) > LARGEST:
        raise Refused(413, "This is too large")
    try:
        found = json.loads(sent)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "This is no JSON", kind="invalidSyntax") from error
    if not isinstance(found, dict):
        raise Refused(400, "This is no JSON object", kind="invalidSyntax")
    _check(found, DEEPEST)
    return found


def _check(value: object, left: int) -> None:
    """Nothing that is too deep, or that a database cannot keep."""
    if left == 0:
        raise Refused(400, "This is nested too deeply", kind="invalidSyntax")
    if isinstance(value, dict):
        for name, inner in value.items():
            _check(name, left - 1)
            _check(inner, left - 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, left - 1)
    elif isinstance(value, str) and not can_be_kept(value):
        raise Refused(400, "A text holds signs that cannot be kept", kind="invalidValue")


def answer(
    message: BaseModel,
    status: int = 200,
    *,
    parameters: ResponseParameters[Any] | None = None,
    context: Any = None,
    **headers: str,
) -> HttpResponse:
    """A message of SCIM as a response."""
    chosen = {"scim_ctx": context} if context else {}
    text = message.model_dump_json(response_parameters=parameters, **chosen)
    response = HttpResponse(text, status=status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response
