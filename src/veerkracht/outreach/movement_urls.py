"""Addresses of the map of the movement."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.outreach import movement_views as views

MOVEMENT_URLS: list[URLPattern] = [
    path("wie-doet-wat/", views.movement, name="movement"),
    path("wie-doet-wat/organisatie/<slug:slug>/", views.organisation, name="movement_organisation"),
    path("wie-doet-wat/<slug:code>/", views.place, name="movement_place"),
]
