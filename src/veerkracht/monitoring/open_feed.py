"""News of releases for feed readers (Atom, RFC 4287): what was published, and what was withdrawn and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from veerkracht.figures.models import Release, Table

MOST_ENTRIES = 50
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)  # of a feed with nothing on it yet


class _Atom(Atom1Feed):
    """Atom whose date is that of the last change, also when nothing is on it."""

    changed_at: datetime

    def latest_post_date(self) -> datetime:
        return self.changed_at


def changed_at(release: Release) -> datetime:
    """When there was last something to tell of a release."""
    return release.withdrawn_at or release.published_at


def feed(releases: Sequence[Release], tables: Iterable[Table], *, url: str) -> str:
    """The feed of these releases, in the language of this moment; ``url`` is its own address."""
    found = _Atom(
        title=_("Nieuwe cijfers van %(site)s") % {"site": settings.SITE_NAME},
        link=_absolute(reverse("monitoring:open_data")),
        feed_url=url,
        description=None,
        language=get_language(),
        author_name=settings.SITE_OWNER,
        feed_guid=url,
    )
    found.changed_at = max(map(changed_at, releases), default=BEGINNING)
    named: dict[int, list[str]] = {}
    for table in tables:
        named.setdefault(table.release_id, []).append(str(table))
    for release in releases:
        page = reverse("monitoring:open_release", args=[release.area.code, release.number])
        found.add_item(
            title=_headline(release),
            link=_absolute(page),
            description=_told(release, named.get(release.pk, [])),
            unique_id=f"{settings.PUBLIC_URL}/open-data/{release.area.code}/{release.number}/",
            pubdate=release.published_at,
            updateddate=changed_at(release),
        )
    return str(found.writeString("utf-8"))


def _headline(release: Release) -> str:
    """“Cijfers van Zuid-Limburg, stand van 1 november 2026”."""
    facts = {"area": release.area, "day": date_format(release.as_of, "j F Y")}
    if release.withdrawn_at:
        return _("Ingetrokken: cijfers van %(area)s, stand van %(day)s") % facts
    return _("Cijfers van %(area)s, stand van %(day)s") % facts


def _told(release: Release, tables: Sequence[str]) -> str:
    if release.withdrawn_at:
        return _("Gebruik deze cijfers niet meer. Waarom: %(because)s") % {
            "because": release.withdrawn_because
        }
    return _("Vrijgave %(number)s, met: %(tables)s.") % {
        "number": release.number,
        "tables": "; ".join(tables),
    }


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
