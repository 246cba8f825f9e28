"""Practice as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Commitments, and later intervision and coaching."""

    name = "veerkracht.practice"
    label = "practice"

    def ready(self) -> None:
        """Take part in the registries."""
        from veerkracht.practice import sources  # noqa: PLC0415 - models must be loaded

        sources.register()
