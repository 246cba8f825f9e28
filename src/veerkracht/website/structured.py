"""What machines read of a page: schema.org as JSON-LD. Only what the page itself shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from veerkracht.training import queries as training
from veerkracht.ui.context import in_language
from veerkracht.website.queries import SHARED, address_of

if TYPE_CHECKING:
    from wagtail.models import Page

    from veerkracht.website.models import BelowIndex, CoursePage

Thing = dict[str, Any]


def organisation() -> Thing:
    """Who publishes the site."""
    return {
        "@type": "Organization",
        "@id": f"{settings.PUBLIC_URL}/#organisatie",
        "name": settings.SITE_OWNER,
        "url": f"{settings.PUBLIC_URL}/",
        "logo": settings.PUBLIC_URL + static("ui/icon.svg"),
        "email": settings.CONTACT_EMAIL,
        "areaServed": settings.SITE_REGION,
    }


def site() -> Thing:
    """The site, and how to search it."""
    return {
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "url": f"{settings.PUBLIC_URL}/",
        "publisher": {"@id": f"{settings.PUBLIC_URL}/#organisatie"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{settings.PUBLIC_URL}{reverse('search')}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def crumbs(page: Page, above: list[Page]) -> list[Thing]:
    """The way to the page from the home page; the home page itself needs none."""
    if page.url_path.count("/") <= 2:
        return []
    home = settings.PUBLIC_URL + in_language("", get_language())
    steps = [(settings.SITE_NAME, home), *((one.title, _address(one)) for one in [*above, page])]
    return [
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": name, "item": url}
                for number, (name, url) in enumerate(steps, start=1)
            ],
        }
    ]


def article(page: BelowIndex) -> Thing:
    """A news item or a story. Stories do not name who tells them to machines."""
    dated = getattr(page, "on", None) or page.first_published_at
    told: Thing = {
        "@type": "NewsArticle" if hasattr(page, "on") else "Article",
        "headline": page.title,
        "description": page.lead,
        "inLanguage": get_language(),
        "datePublished": dated.isoformat() if dated else None,
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
        "mainEntityOfPage": _address(page),
        "publisher": organisation(),
        "author": organisation(),
    }
    if page.picture:
        rendition = page.picture.get_rendition(SHARED)
        told["image"] = settings.PUBLIC_URL + rendition.url
    return {name: value for name, value in told.items() if value}


def course(page: CoursePage) -> Thing:
    """A training with the dates that the page shows."""
    return training.described_course(page.course, [card.edition for card in page.dates]) | {
        "url": _address(page)
    }


def _address(page: Page) -> str:
    return settings.PUBLIC_URL + address_of(page)
