"""Meetings as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Series of meetings, for intervision groups and later for coalitions and the think tank."""

    name = "veerkracht.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Take part in the registries."""
        from veerkracht.meetings import sources  # noqa: PLC0415 - models must be loaded

        sources.register()
