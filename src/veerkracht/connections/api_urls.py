"""Addresses of the API, which have no language. What is below /api/v1 and not here is 404, never a redirect."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from veerkracht.connections import api_views
from veerkracht.connections.api import api

described: list[URLPattern | URLResolver] = [
    path("openapi.json", api_views.openapi, name="openapi"),
]
not_there: list[URLPattern | URLResolver] = [
    re_path(r"^api/v1(?P<rest>/.*)?$", api_views.nothing_here, name="nothing_here"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include((described, "api_description"))),
    path("api/v1/", api().urls),
    path("", include((not_there, "api_else"))),
]
