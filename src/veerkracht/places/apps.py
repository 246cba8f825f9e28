"""Places as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Holds areas and how they lie in each other."""

    name = "veerkracht.places"
    label = "places"
