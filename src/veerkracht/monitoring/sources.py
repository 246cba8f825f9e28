"""What monitoring gives to the registries of the apps below."""

from __future__ import annotations

from veerkracht.monitoring import (
    count_sources,
    open_sources,
    page_sources,
    release_sources,
    research_sources,
)


def register() -> None:
    """Put every source in its registry."""
    count_sources.register()
    release_sources.register()
    page_sources.register()
    open_sources.register()
    research_sources.register()
