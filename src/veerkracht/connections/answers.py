"""Around every answer below /api/v1: the version, caching, ETags, and problems also where Django erred."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from veerkracht.connections import problems
from veerkracht.connections.description import ROOT, VERSION
from veerkracht.connections.problems import MEDIA_TYPE, Problem
from veerkracht.kernel.numbers import whole

LARGEST = 100_000  # bytes of a question
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")
SECRETS = frozenset({"token", "access_token", "accesstoken", "api_key", "apikey", "authorization"})
LANGUAGES = {"nl", "en"}

Next = Callable[[HttpRequest], HttpResponse]


class ApiAnswers:
    """Middleware: what holds for the whole API, whichever layer answers."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_api(request.path_info):
            return self.get_response(request)
        with translation.override(_language(request)):
            problem = _refusal(request)
            method = request.method
            if method == "HEAD":
                request.method = "GET"  # whoever answers a GET can leave the body out
            response = problems.answer(problem) if problem else self.get_response(request)
            return _dressed(request, response, method)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """In the language that was asked for; addresses without a language are Dutch otherwise."""
        if is_api(request.path_info):
            translation.activate(_language(request))


def is_api(path: str) -> bool:
    """Whether an address belongs to the API."""
    return path == ROOT or path.startswith(f"{ROOT}/")


def _language(request: HttpRequest) -> str:
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200])
    codes = [code.partition("-")[0] for code, _weight in wanted]
    return next((code for code in codes if code in LANGUAGES), "nl")


def _refusal(request: HttpRequest) -> Problem | None:
    """What need not go further: a secret in the address, another kind of body, or far too much."""
    if SECRETS & {name.lower() for name in request.GET}:
        words = _(
            "Zet een token nooit in het adres: adressen komen in logboeken. Trek dit token in."
        )
        return Problem(400, words)
    if request.method != "POST":
        return None
    length = whole(request.META.get("CONTENT_LENGTH") or "0")
    if length is None or length > LARGEST:
        return Problem(413)
    return None if request.content_type == "application/json" else Problem(415)


def _dressed(request: HttpRequest, response: HttpResponse, method: str | None) -> HttpResponse:
    if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
        response = _as_problem(response)
    response.headers["API-Version"] = VERSION
    response.headers["X-Frame-Options"] = "DENY"
    open_to_all = getattr(request, "is_open_to_all", False) and response.status_code < 400
    response.headers["Cache-Control"] = "no-cache" if open_to_all else "no-store"
    if open_to_all:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "API-Version, ETag"
    response = _with_etag(request, response) if request.method == "GET" else response
    if method == "HEAD":
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _as_problem(response: HttpResponse) -> HttpResponse:
    """The same status in the API's own form, with the headers that say what to do."""
    kept = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    return problems.answer(Problem(response.status_code, headers=kept))


def _with_etag(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != 200:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    found = get_conditional_response(request, etag=etag, response=response) or response
    for name in ("API-Version", "Access-Control-Allow-Origin"):
        if name in response.headers:
            found.headers[name] = response.headers[name]
    return found
