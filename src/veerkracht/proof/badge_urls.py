"""Addresses about badges, without a language: they stand in badges for ever."""

from __future__ import annotations

from django.urls import path

from veerkracht.proof import badge_views

app_name = "badges"

urlpatterns = [
    path(".well-known/jwks.json", badge_views.keys, name="keys"),
    path("badges/sleutels/<slug:kid>/", badge_views.key, name="key"),
    path("badges/uitgever/", badge_views.issuer, name="issuer"),
    path("badges/training/<slug:slug>/", badge_views.achievement, name="achievement"),
    path("badges/status/<int:number>/", badge_views.status, name="status"),
]
