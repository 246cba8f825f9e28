"""Cocreation as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CocreationConfig(AppConfig):
    """Cocreation: wishes heard, the think tank, pilots, ways of working and who helps whom."""

    name = "veerkracht.cocreation"
    label = "cocreation"

    def ready(self) -> None:
        """Take part in the registries."""
        from veerkracht.cocreation import handlers, sources  # noqa: F401, PLC0415 - models must be loaded

        sources.register()
