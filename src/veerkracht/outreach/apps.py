"""Outreach as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """Outreach: being found and heard elsewhere."""

    name = "veerkracht.outreach"
    label = "outreach"

    def ready(self) -> None:
        """Take part in the registries."""
        from veerkracht.outreach import sources  # noqa: PLC0415 - models must be loaded

        sources.register()
