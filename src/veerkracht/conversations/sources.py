"""What the conversation tells to the registries of the house."""

from __future__ import annotations


def register() -> None:
    """Each part registers its own."""
