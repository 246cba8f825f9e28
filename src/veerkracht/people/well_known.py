"""Addresses without a language: security.txt and the administration."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from veerkracht.people.administration import administration
from veerkracht.people.public_views import security_txt

urlpatterns: list[URLPattern | URLResolver] = [
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path(
        ".well-known/change-password",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="change_password",
    ),
    path("beheer/", administration.urls),
]
