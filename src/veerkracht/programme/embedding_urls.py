"""Addresses of embedding checks."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.programme import embedding_views as views

EMBEDDING_URLS: list[URLPattern] = [
    path("werk/borging/", views.tracks, name="embedding_tracks"),
    path("werk/borging/nieuw/", views.start_track, name="start_embedding"),
    path("werk/borging/<int:pk>/", views.track, name="embedding_track"),
    path("werk/borging/<int:pk>/na/<int:months>/", views.check, name="embedding_check"),
    path("werk/borging/<int:pk>/stop/", views.stop_track, name="stop_embedding"),
]
