"""The kernel as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Holds the cache table and the clock of recurring jobs."""

    name = "veerkracht.kernel"
