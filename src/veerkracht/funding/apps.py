"""Funding as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """Subsidy schemes and their ledger."""

    name = "veerkracht.funding"
    label = "funding"

    def ready(self) -> None:
        """Take part in the registries."""
        from veerkracht.funding import sources  # noqa: PLC0415 - models must be loaded

        sources.register()
