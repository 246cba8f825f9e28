"""Addresses of the newsletter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

NEWSLETTER_URLS: list[URLPattern] = []
