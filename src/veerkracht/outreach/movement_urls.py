"""Addresses of the map of the movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

MOVEMENT_URLS: list[URLPattern] = []
