"""What coalitions gives to the registries of the apps below."""

from __future__ import annotations

from veerkracht.coalitions import coalition_sources, parent_sources


def register() -> None:
    """Put every source in its registry."""
    coalition_sources.register()
    parent_sources.register()
