"""What the conversation tells to the registries of the house."""

from __future__ import annotations

from veerkracht.conversations import kept_sources, prepare_sources, question_sources


def register() -> None:
    """Each part registers its own."""
    prepare_sources.register()
    kept_sources.register()
    question_sources.register()
