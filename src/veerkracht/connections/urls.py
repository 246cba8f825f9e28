"""Addresses of connections for people; those of the API stand in ``api_urls``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from veerkracht.connections import api_views

app_name = "connections"

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api_views.about, name="about_api"),
]
