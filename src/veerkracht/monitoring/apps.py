"""Monitoring as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Monitoring: what is counted, how, and how it leaves the house."""

    name = "veerkracht.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        """Take part in the registries."""
        from veerkracht.monitoring import sources  # noqa: PLC0415 - models must be loaded

        sources.register()
