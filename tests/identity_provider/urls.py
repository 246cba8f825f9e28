"""Signing in at the school, and its OpenID Connect addresses."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def healthy(request: HttpRequest) -> HttpResponse:
    """The first page that a test waits for."""
    return HttpResponse("ok")


urlpatterns = [
    path("gezond/", healthy),
    path("favicon.ico", healthy),
    path("accounts/", include("allauth.account.urls")),
    path("", include("allauth.idp.urls")),
]
