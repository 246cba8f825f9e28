"""What programme gives to the registries of the apps below."""

from __future__ import annotations

from veerkracht.programme import agreement_sources, embedding_sources


def register() -> None:
    """Put every source in its registry."""
    agreement_sources.register()
    embedding_sources.register()
