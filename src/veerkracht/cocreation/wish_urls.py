"""Addresses of wishes, surveys and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

WISH_URLS: list[URLPattern] = []
