"""The pages themselves, after all other addresses: Wagtail answers whatever is left."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls

urlpatterns: list[URLPattern | URLResolver] = [path("", include(wagtail_urls))]
