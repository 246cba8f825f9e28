"""The professional's addresses on the own origin, and the way there from the main site."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.loader import render_to_string

from veerkracht.conversations import together_actions as actions
from veerkracht.conversations.kept_rules import Refused, read_message
from veerkracht.conversations.kept_views import answered, body_of
from veerkracht.conversations.together_cookie import (
    COMES_IN,
    COOKIE,
    PATH,
    WRITTEN,
    give_cookie,
    keep_secret,
    known_secret,
    make_ticket,
    professional,
    take_ticket,
)
from veerkracht.conversations.together_policies import check_may_be_shared_with
from veerkracht.people.models import Person
from veerkracht.people.policies import signed_in

WAY = "/werk/gesprek/samen/"


class Deed(Protocol):
    """What a professional asks."""

    def __call__(self, message: dict[str, Any], *, by: Person) -> dict[str, Any]:
        """Do it, or raise Refused."""
        ...


@login_required
def go_together(request: HttpRequest) -> HttpResponse:
    """From the main site to the own origin: first to set out there, then with a ticket for that browser."""
    person = signed_in(request)
    check_may_be_shared_with(person)
    asked_by = request.GET.get("van", "")
    there = f"{settings.CONVERSATIONS_URL}{COMES_IN}"
    if not WRITTEN.fullmatch(asked_by):
        return _on_to(there)
    ticket = make_ticket(person, request.session.session_key, asked_by)
    return _on_to(f"{there}?{urlencode({'ticket': ticket})}")


def _on_to(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.headers["Cache-Control"] = "no-store"
    return response


def come_in(request: HttpRequest) -> HttpResponse:
    """With this browser's ticket: a cookie, and on to the page. Without: set out for the main site.

    A ticket in a browser that did not set out here was asked for elsewhere: nobody is signed in, and
    nothing goes on by itself.
    """
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    ticket, secret = request.GET.get("ticket", "")[:500], known_secret(request)
    if ticket and not secret:
        return _of_another_browser()
    came = take_ticket(ticket, secret)
    if came is None:
        return _set_out(request)
    response = _on_to(PATH)
    give_cookie(response, came)
    return response


def _set_out(request: HttpRequest) -> HttpResponse:
    response = _on_to("")
    query = urlencode({"van": keep_secret(request, response)})
    response.headers["Location"] = f"{settings.PUBLIC_URL}{WAY}?{query}"
    return response


def _of_another_browser() -> HttpResponse:
    """What to do, in words: a browser that keeps no cookies comes here as well."""
    page = render_to_string("conversations/together_stop.html", {"address": COMES_IN})
    response = HttpResponse(page, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


def go_out(request: HttpRequest) -> HttpResponse:
    """This browser is nobody's any more; back to the main site."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    response = _on_to(f"{settings.PUBLIC_URL}/mijn-plek/")
    response.delete_cookie(COOKIE, path=PATH)
    return response


def own_address(request: HttpRequest) -> str:
    """The origin of the conversation."""
    return settings.CONVERSATIONS_URL or f"{request.scheme}://{request.get_host()}"


def of_professional(deed: Deed) -> Callable[[HttpRequest], HttpResponse]:
    """A view for who came in with a ticket, posted as JSON from our own pages only."""

    def work(request: HttpRequest) -> dict[str, Any]:
        person = professional(request)
        if person is None:
            raise Refused(401, "signin", where=f"{settings.PUBLIC_URL}{WAY}")
        if request.content_type != "application/json":
            raise Refused(415, "type")
        if request.headers.get("Origin") != own_address(request):
            raise Refused(403, "origin")
        return deed(read_message(body_of(request)), by=person)

    work.__doc__ = deed.__doc__
    return answered(work)


who = of_professional(actions.who)
add_key = of_professional(actions.add_reader_key)
invite = of_professional(actions.invite)
shared = of_professional(actions.list_shares)
read = of_professional(actions.read_share)
speak = of_professional(actions.speak)
