"""Addresses of coalitions."""

from __future__ import annotations

from django.urls import URLPattern

from veerkracht.coalitions.parent_urls import PARENT_URLS

app_name = "coalitions"
urlpatterns: list[URLPattern] = [
    *PARENT_URLS,
]
