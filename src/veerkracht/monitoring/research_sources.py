"""What this part of monitoring gives to the registries of the apps below."""

from __future__ import annotations


def register() -> None:
    """Put each in its registry."""
