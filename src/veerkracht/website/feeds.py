"""The list of public pages for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Pages(Sitemap):  # type: ignore[misc]
    """Every public page, in every language."""

    def items(self) -> QuerySet[Page]:
        """Wagtail's own list starts at one language's home page; ours holds all trees."""
        pages = Page.objects.live().public().filter(depth__gt=1)
        return pages.order_by("path").defer_streamfields().specific()
