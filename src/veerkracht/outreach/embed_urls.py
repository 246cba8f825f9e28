"""Addresses of what stands on the sites of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

EMBED_URLS: list[URLPattern] = []
