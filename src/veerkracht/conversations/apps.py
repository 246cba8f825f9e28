"""The conversation as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """A resident's own web: on paper, on a phone and together."""

    name = "veerkracht.conversations"
    label = "conversations"

    def ready(self) -> None:
        """Take part in the registries."""
        from veerkracht.conversations import sources  # noqa: PLC0415 - models must be loaded

        sources.register()
