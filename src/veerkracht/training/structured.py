"""A training as machines read it: schema.org Course, CourseInstance and Event. Nobody is in it by name.

Reached through ``queries``. The sources of the terms: schema.org/Course, /CourseInstance, /Event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from veerkracht.kernel.clock import local, now
from veerkracht.training.calendars import page_of
from veerkracht.training.models import EditionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from veerkracht.training.models import Course, Edition, Session

Thing = dict[str, Any]
SCHEMA = "https://schema.org/"


def described_course(course: Course, editions: Iterable[Edition] = ()) -> Thing:
    """A course, with these dates of it."""
    provider = str(course.provider or settings.SITE_OWNER)
    told: Thing = {
        "@type": "Course",
        "name": str(course),
        "description": course.lead,
        "provider": {"@type": "Organization", "name": provider},
        "educationalLevel": str(course.get_kind_display()),
        "teaches": course.goal_list,
        "hasCourseInstance": [instance(edition) for edition in editions],
    }
    return {name: value for name, value in told.items() if value}


def described_edition(edition: Edition, sessions: Sequence[Session]) -> Thing:
    """A course with one of its dates, and each meeting as an event."""
    told = instance(edition) | {
        "subEvent": [_meeting(edition, session) for session in sessions],
        "courseWorkload": f"PT{edition.course.hours.normalize():f}H",
    }
    return described_course(edition.course) | {"hasCourseInstance": [told]}


def instance(edition: Edition) -> Thing:
    """One edition: when, where, in which language, and whether one can still come."""
    told: Thing = {
        "@type": ["CourseInstance", "Event"],
        "name": str(edition.course),
        "description": edition.course.lead,
        "url": page_of(edition),
        "inLanguage": edition.language,
        "courseMode": "online" if edition.is_online else "onsite",
        "startDate": local(edition.starts_at).isoformat() if edition.starts_at else None,
        "endDate": local(edition.ends_at).isoformat() if edition.ends_at else None,
        **_where(edition),
        "eventStatus": SCHEMA + _status(edition),
        "offers": _offer(edition),
        "organizer": {
            "@type": "Organization",
            "name": settings.SITE_OWNER,
            "url": settings.PUBLIC_URL,
        },
    }
    return {name: value for name, value in told.items() if value is not None}


def _meeting(edition: Edition, session: Session) -> Thing:
    return {
        "@type": "Event",
        "name": str(edition.course),
        "startDate": local(session.starts_at).isoformat(),
        "endDate": local(session.ends_at).isoformat(),
        **_where(edition, session.venue),
        "eventStatus": SCHEMA + _status(edition),
    }


def _where(edition: Edition, venue: str = "") -> Thing:
    if edition.is_online:
        place: Thing = {"@type": "VirtualLocation", "url": page_of(edition)}
        return {"location": place, "eventAttendanceMode": f"{SCHEMA}OnlineEventAttendanceMode"}
    address = {
        "@type": "PostalAddress",
        "addressLocality": str(edition.municipality or ""),
        "addressCountry": "NL",
    }
    name = venue or edition.venue or str(edition.municipality or "")
    place = {"@type": "Place", "name": name, "address": address}
    return {"location": place, "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode"}


def _status(edition: Edition) -> str:
    cancelled = edition.state == EditionState.CANCELLED
    return "EventCancelled" if cancelled else "EventScheduled"


def _offer(edition: Edition) -> Thing:
    """What it costs; places are not told, because machines would keep an old number."""
    offer = {
        "@type": "Offer",
        "category": "Paid" if edition.price else "Free",
        "price": f"{edition.price / 100:.2f}",
        "priceCurrency": "EUR",
        "url": page_of(edition),
        "validFrom": edition.opens_at.isoformat(),
    }
    if edition.is_open(now()):
        offer["availability"] = f"{SCHEMA}InStock"
    return offer
