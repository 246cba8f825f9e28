"""An edition as a calendar file (RFC 5545). Reached through ``queries``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, vCalAddress, vText

from veerkracht.kernel.clock import AMSTERDAM, now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from veerkracht.training.models import Edition, Session


def uid_of(session: Session) -> str:
    """The name by which calendars know a session, for as long as it exists."""
    host = settings.PUBLIC_URL.split("://")[-1].split(":")[0]
    return f"bijeenkomst-{session.pk}@{host}"


def calendar_of(
    edition: Edition,
    sessions: Iterable[Session],
    *,
    method: str = "PUBLISH",
    cancelled: bool = False,
    attendee: str = "",
    link: str = "",
) -> str:
    """The sessions as one .ics with the time zone of Amsterdam in it.

    ``method`` is PUBLISH (a download), REQUEST or CANCEL (mails, RFC 5546) and for the latter two
    ``attendee`` is an e-mail address. ``cancelled`` marks each event so. ``link`` is the online
    room, given only to who may come in.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for session in sessions:
        calendar.add_component(
            _event(edition, session, cancelled=cancelled, attendee=attendee, link=link)
        )
    calendar.add_missing_timezones()
    text: bytes = calendar.to_ical()
    return text.decode()


def _event(
    edition: Edition, session: Session, *, cancelled: bool, attendee: str, link: str
) -> Event:
    event = Event()
    event.add("uid", uid_of(session))
    event.add("sequence", edition.sequence)
    event.add("dtstamp", now())
    event.add("dtstart", session.starts_at.astimezone(AMSTERDAM))
    event.add("dtend", session.ends_at.astimezone(AMSTERDAM))
    event.add("summary", str(edition.course))
    event.add("location", session.venue or edition.place)
    event.add("url", page_of(edition))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if link:
        event.add("description", link)
    if attendee:
        _invite(event, attendee)
    return event


def _invite(event: Event, attendee: str) -> None:
    organiser = vCalAddress(f"mailto:{settings.CONTACT_EMAIL}")
    organiser.params["cn"] = vText(settings.SITE_NAME)
    event["organizer"] = organiser
    guest = vCalAddress(f"mailto:{attendee}")
    guest.params["partstat"] = vText("ACCEPTED")
    guest.params["rsvp"] = vText("FALSE")
    event.add("attendee", guest, encode=0)


def page_of(edition: Edition) -> str:
    """The full address of the edition's page."""
    return settings.PUBLIC_URL + reverse("training:edition", args=[edition.pk, edition.course.slug])
