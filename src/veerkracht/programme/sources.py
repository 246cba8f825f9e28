"""What programme gives to the registries of the apps below."""

from __future__ import annotations

from veerkracht.programme import (
    action_sources,
    agreement_sources,
    embedding_sources,
    money_sources,
    plan_sources,
    sheet_sources,
)


def register() -> None:
    """Put every source in its registry."""
    action_sources.register()
    money_sources.register()
    sheet_sources.register()
    agreement_sources.register()
    embedding_sources.register()
    plan_sources.register()
