"""Addresses of programme."""

from __future__ import annotations

from django.urls import URLPattern

from veerkracht.programme.sheet_urls import SHEET_URLS

app_name = "programme"
urlpatterns: list[URLPattern] = [
    *SHEET_URLS,
]
