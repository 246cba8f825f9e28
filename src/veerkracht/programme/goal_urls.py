"""Addresses of goals and themes."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.programme import goal_views as views

GOAL_URLS: list[URLPattern] = [
    path("werk/doelen/", views.frameworks, name="frameworks"),
    path("werk/doelen/nieuw/", views.make_framework, name="make_framework"),
    path("werk/doelen/themas/", views.themes, name="themes"),
    path("werk/doelen/doel/<int:pk>/weg/", views.delete_goal, name="delete_goal"),
    path("werk/doelen/kader/<slug:code>/", views.framework, name="framework"),
    path(
        "werk/doelen/kader/<slug:code>/wijzigen/", views.change_framework, name="change_framework"
    ),
    path("werk/doelen/kader/<slug:code>/doel/", views.make_goal, name="make_goal"),
    path("werk/doelen/kader/<slug:code>/weg/", views.delete_framework, name="delete_framework"),
]
