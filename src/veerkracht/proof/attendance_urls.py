"""Addresses of attendance, materials and e-learning."""

from __future__ import annotations

from django.urls import URLPattern

patterns: list[URLPattern] = []
