"""The top of the house as a Django app: its commands and the demo."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings


class ConfigConfig(AppConfig):
    """Carries the demo and the commands that span all apps."""

    name = "veerkracht.config"
    label = "config"

    def ready(self) -> None:
        """Let the demo count its invented people: the jobs of its server as well as the command that loads it."""
        if settings.DEMO:
            from veerkracht.config.demo import monitoring_example  # noqa: PLC0415 - models must be loaded

            monitoring_example.register()
