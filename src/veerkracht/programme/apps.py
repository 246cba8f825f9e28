"""Programme as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Plans, theme sheets, actions, agreements and budget lines."""

    name = "veerkracht.programme"
    label = "programme"

    def ready(self) -> None:
        """Take part in the registries."""
        from veerkracht.programme import sources  # noqa: PLC0415 - models must be loaded

        sources.register()
