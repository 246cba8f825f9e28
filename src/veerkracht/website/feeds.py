"""The list of public pages for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.models import Page

from veerkracht.kernel.clock import now
from veerkracht.training import queries as training

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.training.models import Edition


class Pages(WagtailSitemap):  # type: ignore[misc]
    """Every public page, in every language."""

    def items(self) -> QuerySet[Page]:
        """Wagtail's own list starts at one language's home page; ours holds all trees."""
        pages = Page.objects.live().public().filter(depth__gt=1).order_by("path")
        found: QuerySet[Page] = pages.defer_streamfields().specific()
        return found


class Trainings(Sitemap["Edition"]):
    """Every edition that is still to come, in every language."""

    i18n = True

    def items(self) -> QuerySet[Edition]:
        """Soonest first."""
        return training.published(now())

    def location(self, item: Edition) -> str:
        """The edition's own page."""
        return reverse("training:edition", args=[item.pk, item.course.slug])
