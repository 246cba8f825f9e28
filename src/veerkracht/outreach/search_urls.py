"""Addresses of the index of everything public."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

SEARCH_URLS: list[URLPattern] = []
