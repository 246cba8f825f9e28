"""The news as a feed: the same items, order and language as the list on the site."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import wall_time
from veerkracht.ui.context import in_language
from veerkracht.website.menu import INDEXES, address
from veerkracht.website.queries import address_of, public

if TYPE_CHECKING:
    from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

    from veerkracht.website.models import NewsPage

MOST = 30
MORNING = time(9)
NEVER = datetime(2026, 1, 1, tzinfo=UTC)  # of a feed without items, which must have a date too


def feed(request: HttpRequest, kind: type[Atom1Feed | Rss201rev2Feed]) -> HttpResponse:
    """The latest items as a feed of this kind; nobody's name is in it."""
    news = next(page for page in INDEXES if page.key == "news")
    written = kind(
        title=_("Nieuws · %(site)s") % {"site": settings.SITE_NAME},
        link=settings.PUBLIC_URL + address(news),
        description=_("Nieuws van %(owner)s.") % {"owner": settings.SITE_OWNER},
        language=get_language(),
        feed_url=settings.PUBLIC_URL + request.path,
        author_name=settings.SITE_NAME,
    )
    for page in latest():
        written.add_item(
            title=page.title,
            link=settings.PUBLIC_URL + address_of(page),
            description=page.lead,
            unique_id=f"{settings.PUBLIC_URL}{in_language('', get_language())}nieuws/{page.pk}/",
            unique_id_is_permalink=False,
            pubdate=wall_time(datetime.combine(page.on, MORNING)),
            updateddate=page.last_published_at or NEVER,
        )
    return HttpResponse(written.writeString("utf-8"), content_type=written.content_type)


def latest() -> list[NewsPage]:
    """The newest items in this language."""
    pages = public("NewsPage").filter(locale__language_code=get_language())
    return list(pages.order_by("-on", "-pk")[:MOST])
