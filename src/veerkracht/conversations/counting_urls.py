"""What the resident's own origin answers about counting and about what there is nearby."""

from __future__ import annotations

from django.urls import URLPattern, path

from veerkracht.conversations import counting_views, prepare_views

COUNTING_URLS: list[URLPattern] = [
    path("gesprek/tellen/", counting_views.count, name="count"),
    path("gesprek/tellen/intrekken/", counting_views.withdraw, name="withdraw_count"),
    path(
        "gesprek/aanbod/<str:municipality_code>.json", prepare_views.offers_file, name="own_offers"
    ),
]
