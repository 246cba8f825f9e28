"""Addresses of programme."""

from __future__ import annotations

from django.urls import URLPattern

from veerkracht.programme.action_urls import ACTION_URLS

app_name = "programme"
urlpatterns: list[URLPattern] = [*ACTION_URLS]
