"""What cocreation gives to the registries of the apps below."""

from __future__ import annotations

from veerkracht.cocreation import (
    council_sources,
    pilot_sources,
    way_sources,
    wish_sources,
)


def register() -> None:
    """Put every source in its registry."""
    wish_sources.register()
    council_sources.register()
    pilot_sources.register()
    way_sources.register()
