"""Addresses of monitoring."""

from __future__ import annotations

from django.urls import URLPattern

from veerkracht.monitoring.count_urls import COUNT_URLS
from veerkracht.monitoring.open_urls import OPEN_URLS
from veerkracht.monitoring.page_urls import PAGE_URLS
from veerkracht.monitoring.release_urls import RELEASE_URLS
from veerkracht.monitoring.research_urls import RESEARCH_URLS

app_name = "monitoring"
urlpatterns: list[URLPattern] = [
    *COUNT_URLS,
    *RELEASE_URLS,
    *OPEN_URLS,
    *RESEARCH_URLS,
    *PAGE_URLS,
]
