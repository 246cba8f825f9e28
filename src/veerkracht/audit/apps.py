"""The audit trail as a Django app."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the job that seals the trail, and how long details are kept."""

    name = "veerkracht.audit"
    label = "audit"

    def ready(self) -> None:
        """Seal twice a minute, so that no row stays unsealed for more than 60 seconds."""
        from veerkracht.audit.actions import seal  # noqa: PLC0415 - models must be loaded
        from veerkracht.audit.retention import DETAILS  # noqa: PLC0415
        from veerkracht.kernel.jobs import Job, jobs  # noqa: PLC0415
        from veerkracht.kernel.personal_data import retention  # noqa: PLC0415

        retention.add("audit.details", DETAILS)
        jobs.add("audit.seal", Job(run=seal, every=timedelta(seconds=20)))
