"""Coalitions as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CoalitionsConfig(AppConfig):
    """Coalitions: who sits in them, what they agree, and parents who take part."""

    name = "veerkracht.coalitions"
    label = "coalitions"

    def ready(self) -> None:
        """Take part in the registries."""
        from veerkracht.coalitions import handlers, sources  # noqa: F401, PLC0415 - models must be loaded

        sources.register()
