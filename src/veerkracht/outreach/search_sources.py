"""What the index of everything public gives to the registries of the apps below."""

from __future__ import annotations


def register() -> None:
    """Put every source in its registry."""
