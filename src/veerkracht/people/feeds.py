"""One's own agenda at a secret address, for a calendar that subscribes to it; and the page about it."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from veerkracht.kernel.clock import now
from veerkracht.kernel.limits import limited
from veerkracht.kernel.sealing import unseal
from veerkracht.messages.calendar import Appointment, calendar_file
from veerkracht.people import actions
from veerkracht.people.calendar_actions import PURPOSE, digest_of, note_reading
from veerkracht.people.models import CalendarFeed
from veerkracht.people.policies import signed_in
from veerkracht.people.waiting import everything_of

if TYPE_CHECKING:
    from veerkracht.kernel.waiting import AgendaItem
    from veerkracht.people.models import Person

BACK = timedelta(days=30)  # what has been, or was given up, stays this long
EVERY = 4  # hours after which a calendar should come back
LONGEST = 64  # characters of an address that can be one


@login_required
@never_cache
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """My agenda elsewhere: what it is, its address, and how to renew or stop it."""
    feed = CalendarFeed.objects.filter(person=signed_in(request)).first()
    address = _address(feed) if feed else ""
    facts = {
        "feed": feed,
        "address": address,
        "webcal_url": "webcal:" + address.partition(":")[2] if address else "",
    }
    return render(request, "people/calendar_feed.html", facts)


@login_required
@require_POST
@limited("calendar", most=30, seconds=3600)
def open_feed(request: HttpRequest) -> HttpResponse:
    """Make the address, or another in its place."""
    person = signed_in(request)
    again = CalendarFeed.objects.filter(person=person).exists()
    actions.open_calendar(person=person, by=person)
    if again:
        messages.success(request, _("Je hebt een nieuw adres. Het oude werkt niet meer."))
    else:
        messages.success(request, _("Je agenda heeft een eigen adres."))
    return redirect("people:calendar_feed")


@login_required
@require_POST
def close_feed(request: HttpRequest) -> HttpResponse:
    """Stop: the address leads nowhere from now on."""
    person = signed_in(request)
    actions.close_calendar(person=person, by=person)
    messages.success(request, _("Gestopt. Niemand kan je agenda nog via dit adres lezen."))
    return redirect("people:calendar_feed")


@require_safe
def personal(request: HttpRequest, token: str) -> HttpResponse:
    """The agenda of whoever has this address, in that person's language; 404 for any other address.

    No session is looked at: the address is the key. It answers 304 while nothing changed.
    """
    feed = _found(token)
    with override(feed.person.language):
        text = _written(feed.person)
    note_reading(feed)
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=tag) or HttpResponse(
        text, content_type="text/calendar; charset=utf-8"
    )
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Disposition"] = 'inline; filename="agenda.ics"'
    return response


def _found(token: str) -> CalendarFeed:
    feeds = CalendarFeed.objects.select_related("person").filter(person__is_active=True)
    found = feeds.filter(digest=digest_of(token)).first() if len(token) <= LONGEST else None
    if found is None:
        raise Http404
    return found


def _written(person: Person) -> str:
    items = everything_of(person, now() - BACK)
    name = _("Mijn agenda · %(site)s") % {"site": settings.SITE_NAME}
    return calendar_file((appointment(item) for item in items), name=name, hours=EVERY)


def appointment(item: AgendaItem) -> Appointment:
    """An item of an agenda as an event; its state stands in the title, where every calendar shows it."""
    title = f"{item.state.capitalize()}: {item.title}" if item.state else item.title
    return Appointment(
        uid=item.uid or _made_up_uid(item),
        sequence=item.sequence,
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        title=title,
        place=item.place,
        description="\n".join(part for part in (item.kind, item.description) if part),
        url=f"{settings.PUBLIC_URL}{item.url}",
        cancelled=item.cancelled,
        tentative=item.tentative,
        changed_at=item.changed_at or item.starts_at,
    )


def _made_up_uid(item: AgendaItem) -> str:
    """Of an item without a name of its own: the same as long as its page and its begin are."""
    mark = hashlib.sha256(f"{item.url} {item.starts_at.isoformat()}".encode()).hexdigest()[:32]
    return f"{mark}@{urlsplit(settings.PUBLIC_URL).hostname}"


def _address(feed: CalendarFeed) -> str:
    """The full address; "" when it was sealed under a key that is gone, so that one makes another."""
    try:
        token = unseal(PURPOSE, feed.sealed)
    except ValueError:
        return ""
    return settings.PUBLIC_URL + reverse("personal_feed", args=[token])
