"""The list of public pages for search engines: each with its other language and last change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.models import Page

from veerkracht.coalitions import queries as coalitions
from veerkracht.kernel.clock import now
from veerkracht.programme import queries as programme
from veerkracht.training import queries as training

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from veerkracht.coalitions.models import Coalition
    from veerkracht.programme.models import PlanVersion, SheetEdition
    from veerkracht.training.models import Edition


class Pages(WagtailSitemap):  # type: ignore[misc]
    """Every public page, in every language."""

    def items(self) -> QuerySet[Page]:
        """Wagtail's own list starts at one language's home page; ours holds all trees."""
        pages = Page.objects.live().public().filter(depth__gt=1).order_by("path")
        found: QuerySet[Page] = pages.select_related("locale")
        return found

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        """One entry a page; ``alternates`` names the same page in each language."""
        shown = list(self.paginator.page(page).object_list)
        addresses = {one.pk: settings.PUBLIC_URL + one.get_url(self.request) for one in shown}
        together: dict[Any, list[Page]] = {}
        for one in shown:
            together.setdefault(one.translation_key, []).append(one)
        self.latest_lastmod = max(
            (one.last_published_at for one in shown if one.last_published_at), default=None
        )
        return [
            {
                "location": addresses[one.pk],
                "lastmod": one.last_published_at,
                "alternates": _alternates(together[one.translation_key], addresses),
            }
            for one in shown
        ]


def _alternates(pages: Iterable[Page], addresses: dict[int, str]) -> list[dict[str, str]]:
    found = [
        {"location": addresses[page.pk], "lang_code": page.locale.language_code} for page in pages
    ]
    return found if len(found) > 1 else []


class Trainings(Sitemap["Edition"]):
    """Every edition that is still to come, in every language."""

    i18n = True
    alternates = True

    def items(self) -> QuerySet[Edition]:
        """Soonest first."""
        return training.published(now())

    def location(self, item: Edition) -> str:
        """The edition's own page."""
        return reverse("training:edition", args=[item.pk, item.course.slug])

    def lastmod(self, item: Edition) -> datetime:
        """When something of the edition changed."""
        return item.changed_at


class Sheets(Sitemap["SheetEdition"]):
    """The theme sheets that are public now, in every language."""

    i18n = True
    alternates = True

    def items(self) -> QuerySet[SheetEdition]:
        """By programme, theme and region."""
        return programme.public_sheets()

    def location(self, item: SheetEdition) -> str:
        """The sheet's page, which always shows its newest edition."""
        return reverse("programme:sheet", args=[item.sheet.region.code, item.sheet.theme.slug])

    def lastmod(self, item: SheetEdition) -> datetime | None:
        """When this edition became public."""
        return item.published_at


class Plans(Sitemap["PlanVersion"]):
    """Plans as they hold now, in every language."""

    i18n = True
    alternates = True

    def items(self) -> QuerySet[PlanVersion]:
        """By title."""
        return programme.published_plans()

    def location(self, item: PlanVersion) -> str:
        """The plan's page."""
        return reverse("programme:plan", args=[item.plan.slug])

    def lastmod(self, item: PlanVersion) -> datetime | None:
        """When this version was published."""
        return item.published_at


class Coalitions(Sitemap["Coalition"]):
    """Coalitions that are there now, in every language."""

    i18n = True
    alternates = True

    def items(self) -> QuerySet[Coalition]:
        """By name."""
        return coalitions.public()

    def location(self, item: Coalition) -> str:
        """The coalition's public page."""
        return reverse("coalitions:coalition", args=[item.slug])
