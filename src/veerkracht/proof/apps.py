"""Proof as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ProofConfig(AppConfig):
    """Attendance, evaluation, certificates and registers."""

    name = "veerkracht.proof"
    label = "proof"

    def ready(self) -> None:
        """Take part: each part of proof puts its sources in the registries."""
        from veerkracht.proof import (  # noqa: PLC0415 - models must be loaded
            attendance_sources,
            certificate_sources,
            evaluation_sources,
            register_sources,
        )

        for part in (
            attendance_sources,
            evaluation_sources,
            certificate_sources,
            register_sources,
        ):
            part.register()
