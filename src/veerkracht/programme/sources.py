"""What programme gives to the registries of the apps below."""

from __future__ import annotations

from veerkracht.programme import sheet_sources


def register() -> None:
    """Put every source in its registry."""
    sheet_sources.register()
