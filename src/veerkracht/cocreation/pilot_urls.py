"""Addresses of pilots."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

PILOT_URLS: list[URLPattern] = []
