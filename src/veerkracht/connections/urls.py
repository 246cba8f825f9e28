"""Addresses of connections for people; those of the API stand in ``api_urls``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from veerkracht.connections import api_views, scim_pages, views

app_name = "connections"
MINE = "mijn-plek/koppelingen/"
HOOK = f"{MINE}webhooks/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api_views.about, name="about_api"),
    path("account/koppelen/<str:key>/", scim_pages.answer_organisation, name="answer_organisation"),
    path(MINE, views.overview, name="overview"),
    path(f"{MINE}tokens/nieuw/", views.make_token, name="make_token"),
    path(
        f"{MINE}tokens/nieuw/<int:organisation_pk>/",
        views.make_token,
        name="make_organisation_token",
    ),
    path(f"{MINE}tokens/<int:pk>/intrekken/", views.revoke_token, name="revoke_token"),
    path(
        f"{MINE}webhooks/nieuw/organisatie/<int:organisation_pk>/",
        views.make_webhook_of_organisation,
        name="make_organisation_webhook",
    ),
    path(
        f"{MINE}webhooks/nieuw/regio/<int:region_pk>/",
        views.make_webhook_of_region,
        name="make_region_webhook",
    ),
    path(HOOK, views.webhook, name="webhook"),
    path(f"{HOOK}test/", views.send_test, name="send_test"),
    path(f"{HOOK}pauze/", views.pause_webhook, name="pause_webhook"),
    path(f"{HOOK}aan/", views.resume_webhook, name="resume_webhook"),
    path(f"{HOOK}geheim/", views.renew_secret, name="renew_secret"),
    path(f"{HOOK}weg/", views.remove_webhook, name="remove_webhook"),
    path(f"{HOOK}berichten/<int:delivery_pk>/opnieuw/", views.send_again, name="send_again"),
]
