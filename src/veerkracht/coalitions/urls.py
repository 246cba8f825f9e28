"""Addresses of coalitions."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "coalitions"
urlpatterns: list[URLPattern] = []
