"""Messages as a Django app."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Registers the job that sends what is due. The label differs from Django's own messages."""

    name = "veerkracht.messages"
    label = "veerkracht_messages"

    def ready(self) -> None:
        """Look for mail to send every second; say what is kept of people, and how long."""
        from veerkracht.kernel.jobs import Job, jobs  # noqa: PLC0415 - models must be loaded
        from veerkracht.kernel.personal_data import own_data, retention  # noqa: PLC0415
        from veerkracht.messages.actions import send_due  # noqa: PLC0415
        from veerkracht.messages.privacy import SETTLED, Mail  # noqa: PLC0415

        own_data.add("messages", Mail())
        retention.add("messages.settled", SETTLED)

        jobs.add("messages.send", Job(run=send_due, every=timedelta(seconds=1)))
