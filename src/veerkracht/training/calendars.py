"""An edition as a calendar file (RFC 5545). Reached through ``queries``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from veerkracht.messages.calendar import Appointment, calendar_file, uid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from veerkracht.training.models import Edition, Session


def uid_of(session: Session) -> str:
    """The name by which calendars know a session, for as long as it exists."""
    return uid("session", session.pk)


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
    return calendar_file(
        (
            Appointment(
                uid=uid_of(session),
                sequence=edition.sequence,
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                title=str(edition.course),
                place=session.venue or edition.place,
                description=link,
                url=page_of(edition),
                attendee=attendee,
                cancelled=cancelled,
            )
            for session in sessions
        ),
        method=method,
    )


def page_of(edition: Edition) -> str:
    """The full address of the edition's page."""
    return settings.PUBLIC_URL + reverse("training:edition", args=[edition.pk, edition.course.slug])
