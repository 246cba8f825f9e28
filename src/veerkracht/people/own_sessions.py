"""Where somebody is signed in, when that was last used, and whether a device is new."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from veerkracht.kernel.clock import now
from veerkracht.people import session_actions
from veerkracht.people.templatetags.people import device_name

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from veerkracht.people.models import Person

DEVICE = "apparaat"  # the cookie by which a browser is known again
DEVICE_KEPT = 60 * 60 * 24 * 400  # seconds; browsers keep no cookie longer
NOWHERE = "0.0.0.0"  # noqa: S104 - what stands for an address that we do not keep
TOKEN = 22  # signs of a token: 128 bits
HOUR = 3600
ROOM = 50_000  # sessions remembered; the oldest go first

_hours: OrderedDict[str, int] = OrderedDict()  # session key → the hour it was written down
_lock = threading.Lock()


@dataclass(frozen=True)
class OwnSession:
    """One place where somebody is signed in, in words."""

    number: int
    device: str
    since: datetime
    used: datetime
    is_this: bool


def sessions_of(person: Person, key: str) -> list[OwnSession]:
    """Every session that is still open, this one first, then the last used."""
    alive = Session.objects.filter(expire_date__gt=now()).values("session_key")
    rows = UserSession.objects.filter(user=person, session_key__in=alive)
    found = [
        OwnSession(
            row.pk,
            device_name(row.user_agent),
            row.created_at,
            row.last_seen_at,
            row.session_key == key,
        )
        for row in rows.order_by("-last_seen_at")
    ]
    return sorted(found, key=lambda one: not one.is_this)


class LastUsed:
    """Middleware: writes down when a session was last used, once an hour per process.

    Kept in memory in between, so that a page costs nothing more. After the view, so that nothing is
    read for visitors whose session the page did not need.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and write down the hour where it is a new one."""
        response = self.get_response(request)
        session = request.session
        if request.method == "GET" and session.accessed and SESSION_KEY in session:
            key = session.session_key
            if key and _is_new_hour(key):
                _write_down(request, key)
        return response


def _is_new_hour(key: str) -> bool:
    hour = int(time.time() // HOUR)
    with _lock:
        known = _hours.pop(key, None) == hour
        _hours[key] = hour
        if len(_hours) > ROOM:
            _hours.popitem(last=False)
    return not known


def _write_down(request: HttpRequest, key: str) -> None:
    """One statement, also for a session that allauth did not see begin."""
    row = UserSession(
        user=request.user,
        session_key=key,
        ip=NOWHERE,
        user_agent=_user_agent(request),
        last_seen_at=now(),
    )
    UserSession.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["session_key"],
        update_fields=["last_seen_at"],
    )


def recognise(request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """Know this browser by its cookie at the next sign-in; tell the person when it is a new one.

    Forgets the network address that allauth wrote down: we do not keep where people are.
    """
    UserSession.objects.filter(session_key=request.session.session_key).update(ip=NOWHERE)
    token = request.COOKIES.get(DEVICE, "")
    if len(token) != TOKEN or not token.isascii():
        token = secrets.token_urlsafe(16)
    user_agent = _user_agent(request)
    session_actions.remember_device(person=person, token=token, user_agent=user_agent)
    safety: dict[str, Any] = {"secure": settings.SESSION_COOKIE_SECURE, "samesite": "Lax"}
    response.set_cookie(DEVICE, token, max_age=DEVICE_KEPT, httponly=True, **safety)


def _user_agent(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "")[:200]
