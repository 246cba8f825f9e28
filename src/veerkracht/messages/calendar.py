"""Calendar files (iCalendar, RFC 5545 and 5546) that update and cancel the right event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from veerkracht.kernel.clock import AMSTERDAM, now


@dataclass(frozen=True)
class Appointment:
    """One event. ``uid`` names it for ever; a higher ``sequence`` replaces what a calendar has.

    ``attendee`` is the e-mail address of who comes: a REQUEST or CANCEL names one (RFC 5546).
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str = ""
    description: str = ""
    url: str = ""
    attendee: str = ""
    cancelled: bool = False


def calendar_file(
    appointments: Iterable[Appointment], *, method: str = "PUBLISH", name: str = ""
) -> str:
    """The text of an .ics file with these appointments on a Dutch clock."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    calendar.add_component(_dutch_time(now().year))
    for appointment in appointments:
        calendar.add_component(_event(appointment))
    text: str = calendar.to_ical().decode()
    return text


@lru_cache(maxsize=2)
def _dutch_time(year: int) -> Timezone:
    """The clock changes around this year; made once, because that costs more than all the rest."""
    return Timezone.from_tzinfo(
        AMSTERDAM, first_date=date(year - 2, 1, 1), last_date=date(year + 6, 1, 1)
    )


def uid(kind: str, number: int) -> str:
    """A lasting name for an event of this installation."""
    return f"{kind}-{number}@{urlsplit(settings.PUBLIC_URL).hostname}"


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", now())
    event.add("dtstart", appointment.starts_at.astimezone(AMSTERDAM))
    event.add("dtend", appointment.ends_at.astimezone(AMSTERDAM))
    event.add("summary", appointment.title)
    for name in ("place", "description", "url"):
        if getattr(appointment, name):
            event.add({"place": "location"}.get(name, name), getattr(appointment, name))
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    if appointment.attendee:
        _invite(event, appointment.attendee)
    return event


def _invite(event: Event, attendee: str) -> None:
    organiser = vCalAddress(f"mailto:{settings.CONTACT_EMAIL}")
    organiser.params["cn"] = vText(settings.SITE_NAME)
    event["organizer"] = organiser
    guest = vCalAddress(f"mailto:{attendee}")
    guest.params["partstat"] = vText("ACCEPTED")
    guest.params["rsvp"] = vText("FALSE")
    event.add("attendee", guest, encode=0)
