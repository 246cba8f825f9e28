"""Connections as a Django app."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    """How other systems talk with the platform: tokens, the API, webhooks, provisioning."""

    name = "veerkracht.connections"
    label = "connections"

    def ready(self) -> None:
        """Take part: letters, pages, own data, retention, and the jobs that deliver and remind."""
        from veerkracht.connections import letters, scim_letters, sources  # noqa: PLC0415 - models must be loaded
        from veerkracht.connections.actions import deliver_beside, remind_of_expiry  # noqa: PLC0415
        from veerkracht.kernel.jobs import Job, jobs  # noqa: PLC0415

        letters.register()
        scim_letters.register()
        sources.register()
        jobs.add("connections.deliver", Job(run=deliver_beside, every=timedelta(seconds=2)))
        jobs.add("connections.remind", Job(run=remind_of_expiry, every=timedelta(days=1)))
