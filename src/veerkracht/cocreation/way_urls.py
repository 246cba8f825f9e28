"""Addresses of ways of working, questions to the movement, joining in, and the student board."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

WAY_URLS: list[URLPattern] = []
