"""The look as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Holds templates, tags and styles; no models."""

    name = "veerkracht.ui"
