"""The one place where an error becomes a page."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from django.contrib import messages
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken

Next = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("veerkracht")

_STATUS = {NotAllowed: 403, OutOfDate: 409, RuleBroken: 422}


class AnswerErrors:
    """Middleware: our three errors, wherever a view let them through, get a friendly page.

    So does an address that is only for a button, to which a browser comes back after signing in.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        by_hand = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if by_hand and isinstance(response, HttpResponseNotAllowed):
            page = render(request, "405.html", {"above": _page_above(request.path)}, status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for our own errors; None leaves the others to Django."""
        if isinstance(error, (NotAllowed, OutOfDate, RuleBroken)):
            return answer(request, _STATUS[type(error)], error.message)
        return None


def answer(request: HttpRequest, status: int, message: str = "") -> HttpResponse:
    """The error page of this status with one sentence of explanation."""
    return render(request, f"{status}.html", {"message": message}, status=status)


def _page_above(path: str) -> str:
    """The nearest page above an address: where its button stands, most times."""
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:length])}/"
        try:
            found = resolve(above)
        except Resolver404:
            continue
        if found.url_name != "wagtail_serve":  # which takes any address
            return above
    return "/"


def say(request: HttpRequest, error: RuleBroken) -> None:
    """Show a broken rule as a note on the next page."""
    messages.error(request, error.message)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its proof: old tab, blocked cookies, or a forged page."""
    text = _(
        "Deze pagina was te oud of kwam ergens anders vandaan. Ga terug, vernieuw de pagina en probeer het nog eens."
    )
    return answer(request, 403, text)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler for 404."""
    return answer(request, 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler for 403."""
    return answer(request, 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler for 400: a request that no browser of ours makes."""
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Handler for 500. A database that is away is said to be away, and the page tries again by itself."""
    error = sys.exc_info()[1]
    if isinstance(error, (OperationalError, InterfaceError)):
        response = HttpResponse(render_to_string("503.html"), status=503)
        response.headers["Retry-After"] = "5"
        return response
    return HttpResponse(render_to_string("500.html"), status=500)
