"""Headers on every answer: what a page may load, nothing from elsewhere, and what a browser may keep."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
# Wagtail's editor carries two inline scripts and inline styles; only its path is looser.
EDITOR = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-src 'self'; frame-ancestors 'self'; base-uri 'none'"
)
EDITOR_PATHS = ("/redactie/",)


class SecurityHeaders:
    """Middleware: Content-Security-Policy, Permissions-Policy, and what is kept of pages for one person."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(EDITOR_PATHS):
            # Also over a preview: that page came through here as itself, and may not be framed.
            response.headers["Content-Security-Policy"] = EDITOR
        response.headers.setdefault("Content-Security-Policy", STRICT)
        response.headers["Permissions-Policy"] = (
            "camera=(self), geolocation=(), microphone=(), interest-cohort=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        _for_one_person(request, response)
        return response


def _for_one_person(request: HttpRequest, response: HttpResponse) -> None:
    """Pages of somebody with a session are asked for anew each time, and gone once the session is.

    Not “no-store”: with it, a browser that goes back has lost what was typed. Who sits down at a shared computer
    after somebody signed out finds nothing all the same.
    """
    session = settings.SESSION_COOKIE_NAME
    if session in request.COOKIES or session in response.cookies:
        response.headers.setdefault("Cache-Control", "private, no-cache")
    if session in response.cookies and response.cookies[session]["max-age"] == 0:  # taken away
        response.headers["Clear-Site-Data"] = '"cache"'


def quiet(response: HttpResponse) -> HttpResponse:
    """An answer whose address is a secret: no search engine keeps it, no other site hears of it.

    Not “no-referrer”: a form on such a page would then say that it came from nowhere, and be refused.
    """
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
