"""One-click sign-in and the mailbox. Loaded only with demo settings, and answering only on this machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from veerkracht.config.demo.people import PEOPLE
from veerkracht.messages.models import Message
from veerkracht.people.models import Person

LOOPBACK = {"127.0.0.1", "::1"}
View = Callable[..., HttpResponse]


def demo_only(view: View) -> View:
    """Refuse unless the settings are the demo's and the visitor is on this machine."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not settings.DEMO or request.META.get("REMOTE_ADDR") not in LOOPBACK:
            raise Http404
        return view(request, *arguments, **named)

    return guarded


@demo_only
def people(request: HttpRequest) -> HttpResponse:
    """Who one can be."""
    return render(request, "demo/people.html", {"people": PEOPLE})


@demo_only
def sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Become one of the invented people, and go where one was going."""
    wanted = next((person for person in PEOPLE if person.key == key), None)
    if wanted is None:
        raise Http404
    person = get_object_or_404(Person, email=wanted.email)
    login(request, person, backend="veerkracht.people.returning.OneClick")
    target = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return redirect(target if safe else settings.LOGIN_REDIRECT_URL)


@demo_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """All mail, newest first."""
    rows = Message.objects.order_by("-queued_at", "-pk")
    if address := request.GET.get("aan", "").replace("\x00", "").strip():
        rows = rows.filter(address__icontains=address[:100])
    page = Paginator(rows, 30).get_page(request.GET.get("pagina"))
    return render(request, "demo/mailbox.html", {"page_obj": page, "address": address})


@demo_only
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as its reader sees it."""
    return render(request, "demo/mail.html", {"message": get_object_or_404(Message, pk=pk)})


@demo_only
def mail_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The calendar file that went with a mail."""
    message = get_object_or_404(Message.objects.exclude(calendar=""), pk=pk)
    return HttpResponse(message.calendar, content_type="text/calendar; charset=utf-8")
