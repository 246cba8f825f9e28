"""Imports as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Moving in: lists that exist elsewhere are read, previewed, taken over as a whole, and undone as a whole."""

    name = "veerkracht.imports"
    label = "imports"
