"""Addresses of outreach."""

from __future__ import annotations

from django.urls import URLPattern

from veerkracht.outreach.embed_urls import EMBED_URLS
from veerkracht.outreach.movement_urls import MOVEMENT_URLS
from veerkracht.outreach.newsletter_urls import NEWSLETTER_URLS
from veerkracht.outreach.search_urls import SEARCH_URLS

app_name = "outreach"
urlpatterns: list[URLPattern] = [
    *NEWSLETTER_URLS,
    *EMBED_URLS,
    *SEARCH_URLS,
    *MOVEMENT_URLS,
]
