"""Addresses of programme."""

from __future__ import annotations

from django.urls import URLPattern

from veerkracht.programme.agreement_urls import AGREEMENT_URLS
from veerkracht.programme.embedding_urls import EMBEDDING_URLS

app_name = "programme"
urlpatterns: list[URLPattern] = [
    *AGREEMENT_URLS,
    *EMBEDDING_URLS,
]
