"""Calendar files (iCalendar, RFC 5545, 5546 and 7986) that update and cancel the right event.

Written by ourselves, because an agenda of 5,000 events must be there at once (ADR 0017); read back
in the tests by three readers that are not ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings

from veerkracht.kernel.clock import AMSTERDAM, now

LINE = 75  # octets in a line, without its end (RFC 5545, 3.1)
# The rule that holds in the whole Union since 1996, so it is right for every date that we can plan.
DUTCH_TIME = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".splitlines()
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")


@dataclass(frozen=True)
class Appointment:
    """One event. ``uid`` names it for ever; a higher ``sequence`` replaces what a calendar has.

    ``attendee`` is the e-mail address of who comes: a REQUEST or CANCEL names one (RFC 5546).
    ``changed_at`` is when it became as it is; left out, it is this moment. A ``tentative`` event
    (a place one waits for) does not make somebody busy.
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
    tentative: bool = False
    changed_at: datetime | None = None


def calendar_file(
    appointments: Iterable[Appointment], *, method: str = "PUBLISH", name: str = "", hours: int = 0
) -> str:
    """The text of an .ics file with these appointments on a Dutch clock.

    ``name`` is what a calendar calls it; ``hours`` asks a calendar to come back that often.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_text(f'-//{settings.SITE_NAME}//NL')}"]
    lines += ["CALSCALE:GREGORIAN", f"METHOD:{method}"]
    if name:
        lines += [f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
    if hours:
        lines += [f"REFRESH-INTERVAL;VALUE=DURATION:PT{hours}H", f"X-PUBLISHED-TTL:PT{hours}H"]
    lines += DUTCH_TIME
    written_at = now()
    for appointment in appointments:
        lines += _event(appointment, written_at)
    lines += ["END:VCALENDAR", ""]
    return "\r\n".join(
        [line if len(line) <= LINE and line.isascii() else _folded(line) for line in lines]
    )


def uid(kind: str, number: int) -> str:
    """A lasting name for an event of this installation."""
    return f"{kind}-{number}@{_host(settings.PUBLIC_URL)}"


@lru_cache(maxsize=4)
def _host(address: str) -> str:
    return str(urlsplit(address).hostname)


def _event(one: Appointment, written_at: datetime) -> list[str]:
    changed_at = _in_utc(one.changed_at or written_at)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(one.uid)}",
        f"SEQUENCE:{one.sequence}",
        f"DTSTAMP:{changed_at}",
        f"DTSTART{_on_dutch_clock(one.starts_at)}",
        f"DTEND{_on_dutch_clock(one.ends_at)}",
        f"SUMMARY:{_text(one.title)}",
        f"STATUS:{_status(one)}",
    ]
    if one.changed_at:
        lines.append(f"LAST-MODIFIED:{changed_at}")
    if one.place:
        lines.append(f"LOCATION:{_text(one.place)}")
    if one.description:
        lines.append(f"DESCRIPTION:{_text(one.description)}")
    if one.url:
        lines.append(f"URL:{_on_one_line(one.url)}")
    if one.tentative:
        lines.append("TRANSP:TRANSPARENT")
    if one.attendee:
        lines += _invited(one.attendee)
    lines.append("END:VEVENT")
    return lines


def _status(one: Appointment) -> str:
    if one.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if one.tentative else "CONFIRMED"


def _invited(attendee: str) -> list[str]:
    """Who asks, and who comes."""
    name = _on_one_line(settings.SITE_NAME).replace('"', "'")
    return [
        f'ORGANIZER;CN="{name}":mailto:{settings.CONTACT_EMAIL}',
        f"ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:{_on_one_line(attendee)}",
    ]


@lru_cache(maxsize=2_000)
def _on_dutch_clock(moment: datetime) -> str:
    """With its zone; the hour that October doubles in UTC, for readers differ on which pass is meant."""
    local = moment.astimezone(AMSTERDAM)
    doubled = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return f":{_in_utc(moment)}" if doubled else f";TZID=Europe/Amsterdam:{_digits(local)}"


@lru_cache(maxsize=2_000)
def _in_utc(moment: datetime) -> str:
    return f"{_digits(moment.astimezone(UTC))}Z"


def _digits(moment: datetime) -> str:
    return (
        f"{moment.year:04}{moment.month:02}{moment.day:02}"
        f"T{moment.hour:02}{moment.minute:02}{moment.second:02}"
    )


@lru_cache(maxsize=2_000)
def _text(value: str) -> str:
    """Text as the format writes it: signs with a meaning are escaped, control signs are left out."""
    tidy = value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    if _CONTROL.search(tidy):
        tidy = _CONTROL.sub("", tidy)
    # one replacement after the other takes a third of the time that str.translate takes
    tidy = tidy.replace("\\", "\\\\").replace(";", "\\;")
    return tidy.replace(",", "\\,").replace("\n", "\\n")


def _on_one_line(value: str) -> str:
    return _CONTROL.sub("", value.replace("\n", ""))


def _folded(line: str) -> str:
    """A long line over several, each at most 75 octets; no letter is cut in two."""
    if line.isascii():  # nearly every line: cut by counting
        rest = range(LINE, len(line), LINE - 1)
        return "\r\n ".join([line[:LINE], *(line[start : start + LINE - 1] for start in rest)])
    if len(line.encode()) <= LINE:
        return line
    parts, part, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LINE:
            parts.append(part)
            part, size = " ", 1
        part, size = part + sign, size + octets
    return "\r\n".join([*parts, part])
