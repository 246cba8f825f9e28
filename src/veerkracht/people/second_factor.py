"""Staff roles count only in a session with a second factor (settings.SECOND_FACTOR_REQUIRED)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

from veerkracht.people.policies import NO_SECOND_FACTOR, must_use_second_factor

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from veerkracht.people.models import Person

STAFF_PATHS = ("/werk/", "/beheer/", "/redactie/")
GOING_TO = "second_factor_going_to"  # in the session: where somebody was going when we asked


class SecondFactor:
    """Middleware: without a second factor staff roles do not count; staff pages ask for one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at people with a session; answer staff pages ourselves where a factor is missing."""
        # Anonymous visitors have no session cookie and cost nothing here.
        if settings.SECOND_FACTOR_REQUIRED and settings.SESSION_COOKIE_NAME in request.COOKIES:
            return self._guarded(request)
        return self.get_response(request)

    def _guarded(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if person.is_authenticated and not is_used(request):
            setattr(person, NO_SECOND_FACTOR, True)
            if is_staff_path(request.path_info) and must_use_second_factor(person):
                return ask(request, person)
        return self.get_response(request)


def is_used(request: HttpRequest) -> bool:
    """Whether this session was opened with, or proved afterwards, a second factor."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def is_staff_path(path: str) -> bool:
    """Whether a path is for staff, in any language."""
    for language, _name in settings.LANGUAGES:
        if path.startswith(f"/{language}/"):
            path = path.removeprefix(f"/{language}")
    return path.startswith(STAFF_PATHS)


def ask(request: HttpRequest, person: Person) -> HttpResponse:
    """To the page that checks the second factor, or that sets one up; and back here afterwards."""
    here = request.get_full_path()
    kinds = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    if not kinds & {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}:
        request.session[GOING_TO] = here
        return redirect("people:second_factor")
    by_app = Authenticator.Type.TOTP in kinds
    page = reverse("mfa_reauthenticate" if by_app else "mfa_reauthenticate_webauthn")
    return redirect(f"{page}?{urlencode({'next': here})}")


def count_as_used(request: HttpRequest, person: Person, authenticator: Authenticator) -> None:
    """Setting up a second factor proves it: this session need not be asked again."""
    facts = {"id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
    record_authentication(request, person, "mfa", **facts)
