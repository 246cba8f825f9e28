"""What ways of working, questions, joining in and the student board give to the registries of the apps below."""

from __future__ import annotations


def register() -> None:
    """Put every source in its registry."""
