"""Addresses of cocreation."""

from __future__ import annotations

from django.urls import URLPattern

from veerkracht.cocreation.council_urls import COUNCIL_URLS
from veerkracht.cocreation.pilot_urls import PILOT_URLS
from veerkracht.cocreation.way_urls import WAY_URLS
from veerkracht.cocreation.wish_urls import WISH_URLS

app_name = "cocreation"
urlpatterns: list[URLPattern] = [
    *WISH_URLS,
    *COUNCIL_URLS,
    *PILOT_URLS,
    *WAY_URLS,
]
