"""What outreach gives to the registries of the apps below."""

from __future__ import annotations

from veerkracht.outreach import (
    embed_sources,
    movement_sources,
    newsletter_sources,
    search_sources,
)


def register() -> None:
    """Put every source in its registry."""
    newsletter_sources.register()
    embed_sources.register()
    search_sources.register()
    movement_sources.register()
