"""The public agenda for calendars and feed readers, with the filters of the finder in the address.

A feed carries an ETag of the versions that it tells. Who comes back with it gets 304 after one
query; the text itself is only written when something changed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from veerkracht.kernel.clock import local, now
from veerkracht.messages.calendar import calendar_file
from veerkracht.training.calendars import page_of
from veerkracht.training.feed_reading import (
    MOST_ENTRIES,
    appointments,
    in_calendar,
    in_reader,
    lately,
    mark_of,
)
from veerkracht.training.finder_form import FinderForm, address

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.utils.functional import Promise

    from veerkracht.training.feed_reading import Mark
    from veerkracht.training.finding import FinderChoice
    from veerkracht.training.models import Edition, EditionQuerySet

LAYOUT = 1  # raise it when a feed is written differently: then readers fetch it anew
EVERY = 4  # hours after which a calendar should come back
JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True)
class Format:
    """A kind of feed: the name of its address, the type that it answers with, and its label."""

    name: str
    type: str
    label: str | Promise


FORMATS = (
    Format("agenda_ics", "text/calendar", gettext_lazy("Agenda (iCalendar)")),
    Format("agenda_atom", "application/atom+xml", gettext_lazy("Nieuwste eerst (Atom)")),
    Format("agenda_json", "application/feed+json", gettext_lazy("Nieuwste eerst (JSON Feed)")),
)


@dataclass(frozen=True)
class Link:
    """A feed of what is chosen now, for the head of the page and for people."""

    url: str
    type: str
    label: str | Promise


def links(choice: FinderChoice) -> list[Link]:
    """The feeds of this choice; the calendar first."""
    asked = address(choice).rstrip("?")
    return [
        Link(reverse(f"training:{kind.name}") + asked, kind.type, kind.label) for kind in FORMATS
    ]


def webcal(request: HttpRequest, link: Link) -> str:
    """The same address for a calendar to subscribe to, which is what ``webcal:`` means."""
    return f"webcal://{request.get_host()}{link.url}"


@require_safe
def agenda_ics(request: HttpRequest) -> HttpResponse:
    """Every session that is asked for as an event; called-off ones are marked so."""

    def written(choice: FinderChoice, editions: EditionQuerySet, _mark: Mark) -> HttpResponse:
        text = calendar_file(appointments(editions), name=_title(choice), hours=EVERY)
        response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = 'inline; filename="agenda.ics"'
        return response

    return _answered(request, "ics", in_calendar, written)


@require_safe
def agenda_atom(request: HttpRequest) -> HttpResponse:
    """Editions that lie ahead as Atom entries (RFC 4287), what changed last first."""

    def written(choice: FinderChoice, editions: EditionQuerySet, mark: Mark) -> HttpResponse:
        feed = _Atom(
            title=_title(choice),
            link=_absolute(reverse("training:finder") + address(choice).rstrip("?")),
            feed_url=_here(request),
            description=None,
            language=get_language(),
            author_name=settings.SITE_NAME,
            feed_guid=_here(request),
        )
        feed.changed_at = mark.changed_at or now()
        for edition in _shown(editions):
            feed.add_item(
                title=_headline(edition),
                link=page_of(edition),
                description=_told(edition),
                unique_id=_name(edition),
                updateddate=edition.changed_at,
                categories=[str(edition.course.get_kind_display())],
            )
        text = feed.writeString("utf-8")
        return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")

    return _answered(request, "atom", in_reader, written)


@require_safe
def agenda_json(request: HttpRequest) -> HttpResponse:
    """The same editions as a JSON Feed 1.1; ``_edition`` holds dates and place apart."""

    def written(choice: FinderChoice, editions: EditionQuerySet, _mark: Mark) -> HttpResponse:
        body = {
            "version": JSON_FEED,
            "title": _title(choice),
            "home_page_url": _absolute(reverse("training:finder") + address(choice).rstrip("?")),
            "feed_url": _here(request),
            "language": get_language(),
            "authors": [{"name": settings.SITE_NAME, "url": settings.PUBLIC_URL}],
            "items": [_item(edition) for edition in _shown(editions)],
        }
        return JsonResponse(
            body,
            content_type="application/feed+json; charset=utf-8",
            json_dumps_params={"ensure_ascii": False},
        )

    return _answered(request, "json", in_reader, written)


class _Atom(Atom1Feed):
    """Atom whose date is that of the last change, also when nothing is on it."""

    changed_at: datetime

    def latest_post_date(self) -> datetime:
        return self.changed_at


def _answered(
    request: HttpRequest,
    kind: str,
    editions_of: Callable[[FinderChoice], EditionQuerySet],
    written: Callable[[FinderChoice, EditionQuerySet, Mark], HttpResponse],
) -> HttpResponse:
    """304 for who has it as it is, else the feed; both with the tag to come back with."""
    choice = FinderForm(request.GET, lately()).choice
    editions = editions_of(choice)
    mark = mark_of(editions)
    tag = _tag(kind, str(get_language()), settings.PUBLIC_URL, address(choice), mark.digest)
    response = get_conditional_response(request, etag=tag)
    if response is None:
        response = written(choice, editions, mark)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "public, no-cache"  # keep it, but ask each time
    return response


def _tag(*parts: str) -> str:
    return f'"{hashlib.sha256(repr((LAYOUT, parts)).encode()).hexdigest()[:32]}"'


def _title(choice: FinderChoice) -> str:
    """“Trainingen in Zuid-Limburg · Veerkracht”."""
    where = choice.region or choice.near
    words = _("Trainingen in %(place)s") % {"place": where} if where else _("Trainingen")
    return f"{words} · {settings.SITE_NAME}"


def _shown(editions: EditionQuerySet) -> list[Edition]:
    return list(editions.select_related("course", "municipality").defer("words")[:MOST_ENTRIES])


def _headline(edition: Edition) -> str:
    """“Het gesprek, 3 december 2026, Heerlen”."""
    parts = (str(edition.course), _day(edition), str(edition.municipality or ""))
    return ", ".join(part for part in parts if part)


def _told(edition: Edition) -> str:
    first = _("Eerste bijeenkomst: %(day)s.") % {"day": _day(edition)} if edition.starts_at else ""
    where = _("Waar: %(place)s.") % {"place": edition.place} if edition.place else ""
    return " ".join(part for part in (edition.course.lead, first, where) if part)


def _day(edition: Edition) -> str:
    return date_format(local(edition.starts_at), "j F Y") if edition.starts_at else ""


def _item(edition: Edition) -> dict[str, Any]:
    return {
        "id": _name(edition),
        "url": page_of(edition),
        "title": _headline(edition),
        "content_text": _told(edition),
        "date_modified": edition.changed_at.isoformat(),
        "tags": [str(edition.course.get_kind_display())],
        "_edition": {
            "starts_at": _moment(edition.starts_at),
            "ends_at": _moment(edition.ends_at),
            "place": edition.place,
        },
    }


def _moment(moment: datetime | None) -> str | None:
    return local(moment).isoformat() if moment else None


def _name(edition: Edition) -> str:
    """The same for ever, whatever the course is called: without the slug."""
    return f"{settings.PUBLIC_URL}/leren/{edition.pk}/"


def _here(request: HttpRequest) -> str:
    return _absolute(request.get_full_path())


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
