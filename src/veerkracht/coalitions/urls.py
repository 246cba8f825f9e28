"""Addresses of coalitions."""

from __future__ import annotations

from django.urls import URLPattern

from veerkracht.coalitions.coalition_urls import COALITION_URLS
from veerkracht.coalitions.parent_urls import PARENT_URLS

app_name = "coalitions"
urlpatterns: list[URLPattern] = [
    *COALITION_URLS,
    *PARENT_URLS,
]
