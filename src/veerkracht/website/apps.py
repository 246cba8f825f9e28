"""The website as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Pages in Wagtail."""

    name = "veerkracht.website"
    label = "website"

    def ready(self) -> None:
        """Put our words in the header, listen, and register the round of the editors."""
        from veerkracht.website import handlers, menu  # noqa: PLC0415 - models are ready only now

        menu.register()
        handlers.register()
