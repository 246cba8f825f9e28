"""The top of the house as a Django app: its commands and the demo."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Carries the demo and the commands that span all apps."""

    name = "veerkracht.config"
    label = "config"
