"""The audit trail as a Django app."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the job that seals the trail."""

    name = "veerkracht.audit"
    label = "audit"

    def ready(self) -> None:
        """Seal twice a minute, so that no row stays unsealed for more than 60 seconds."""
        from veerkracht.audit.actions import seal  # noqa: PLC0415 - models must be loaded
        from veerkracht.kernel.jobs import Job, jobs  # noqa: PLC0415

        jobs.add("audit.seal", Job(run=seal, every=timedelta(seconds=20)))
