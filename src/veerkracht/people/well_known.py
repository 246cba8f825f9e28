"""Addresses without a language: security.txt, secret agendas, coming back from a provider, administration."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from veerkracht.people.administration import administration
from veerkracht.people.feeds import personal
from veerkracht.people.organisation_views import callback
from veerkracht.people.public_views import security_txt

urlpatterns: list[URLPattern | URLResolver] = [
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path(
        ".well-known/change-password",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="change_password",
    ),
    path("agenda/<slug:token>.ics", personal, name="personal_feed"),
    path("account/organisatie/<slug:provider_id>/terug/", callback, name="openid_connect_callback"),
    path("beheer/", administration.urls),
]
