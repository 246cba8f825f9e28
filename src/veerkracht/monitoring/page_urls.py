"""Addresses of this part of monitoring."""

from __future__ import annotations

from django.urls import URLPattern

PAGE_URLS: list[URLPattern] = []
