"""Addresses of coalitions."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.coalitions import coalition_views

app_name = "coalitions"
urlpatterns: list[URLPattern] = [
    path("coalities/<slug:slug>/samen/", coalition_views.inside, name="inside"),
]
