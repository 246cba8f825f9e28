"""News and stories of the website, for whoever makes a newsletter."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy

from veerkracht.kernel.clock import wall_time
from veerkracht.outreach.models import Interest
from veerkracht.outreach.queries import Suggestion, newsletter_items
from veerkracht.website.queries import address_of, public

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from veerkracht.places.models import Area

MORNING = time(9)
NAME = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # of a page in all its languages


class Pages:
    """Public pages of one type. ``key`` names a page in all its languages."""

    def __init__(self, title: Any, kind: str, model: str, order: str) -> None:
        self.title, self.kind = title, kind
        self._model, self._order = model, order

    def offer(self, region: Area, most: int) -> list[Suggestion]:
        """The newest in the language that is active; pages are for every region."""
        del region
        return [self._told(page) for page in self._pages()[:most]]

    def find(self, keys: Sequence[str]) -> dict[str, Suggestion]:
        """Those that are still public; not in the other language when they are not there."""
        wanted = [key for key in keys if NAME.fullmatch(key)]
        found = (self._told(page) for page in self._pages().filter(translation_key__in=wanted))
        return {one.key: one for one in found}

    def _pages(self) -> QuerySet[Any]:
        found = public(self._model).filter(locale__language_code=get_language())
        return found.order_by(f"-{self._order}", "-pk")

    def _told(self, page: Any) -> Suggestion:
        on = getattr(page, "on", None)
        return Suggestion(
            key=str(page.translation_key),
            title=page.title,
            text=page.lead,
            url=settings.PUBLIC_URL + address_of(page),
            when=wall_time(datetime.combine(on, MORNING)) if on else page.first_published_at,
        )


def register() -> None:
    """Offer news and stories."""
    news = Pages(gettext_lazy("Nieuws van de website"), Interest.NEWS.value, "NewsPage", "on")
    title = gettext_lazy("Verhalen van de website")
    stories = Pages(title, Interest.STORIES.value, "StoryPage", "first_published_at")
    newsletter_items.add("news", news, order=20)
    newsletter_items.add("stories", stories, order=30)
