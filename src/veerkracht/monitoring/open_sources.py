"""What open data gives to the registries of the apps below: its part of the API, and links in the head of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.connections.rest import routers
from veerkracht.ui.navigation import HeadLink, head_links

if TYPE_CHECKING:
    from django.http import HttpRequest


def register() -> None:
    """Put each in its registry."""
    from veerkracht.monitoring import open_api  # noqa: PLC0415 - models must be loaded

    routers.add("monitoring", open_api.router, order=60)
    head_links.add("monitoring.open_data", links_in_head)


def links_in_head(request: HttpRequest) -> list[HeadLink]:
    """On pages of open data: the feed of releases and the catalogue."""
    here = request.resolver_match
    if here is None or not here.view_name.startswith("monitoring:open_"):
        return []
    return [
        HeadLink(
            reverse("monitoring:open_feed"), "application/atom+xml", _("Nieuwe cijfers (Atom)")
        ),
        HeadLink(
            reverse("monitoring:open_catalogue"),
            "application/ld+json",
            _("Catalogus van open data (DCAT)"),
        ),
    ]
