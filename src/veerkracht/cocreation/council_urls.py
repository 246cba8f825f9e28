"""Addresses of the think tank."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

COUNCIL_URLS: list[URLPattern] = []
