"""Addresses of the conversation on the main site; those of the resident's own origin stand in own_urls."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from veerkracht.conversations.prepare_urls import PREPARE_URLS

app_name = "conversations"
urlpatterns: list[URLPattern | URLResolver] = [*PREPARE_URLS]
