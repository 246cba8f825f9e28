"""Addresses of provisioning, which have no language. What is below and not here is 404 in SCIM's form."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from veerkracht.connections import scim_views as views

app_name = "scim"

urlpatterns: list[URLPattern | URLResolver] = [
    path("ServiceProviderConfig", views.service_provider_config, name="config"),
    path("Schemas", views.schemas, name="schemas"),
    path("Schemas/<path:key>", views.schemas, name="schema"),
    path("ResourceTypes", views.resource_types, name="resource_types"),
    path("ResourceTypes/<path:key>", views.resource_types, name="resource_type"),
    path("Users", views.users, name="users"),
    path("Users/.search", views.search, name="search"),
    path(".search", views.search, name="search_all"),
    path("Users/<uuid:number>", views.user, name="user"),
    path("Me", views.me, name="me"),
    re_path(r"^(?P<rest>.*)$", views.nothing_here, name="nothing_here"),
]
