"""Addresses of rules of completion, certificates and badges."""

from __future__ import annotations

from django.urls import URLPattern

patterns: list[URLPattern] = []
