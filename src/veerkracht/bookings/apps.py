"""Bookings as a Django app."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class BookingsConfig(AppConfig):
    """An employer books colleagues, a school its class; who is booked answers for themselves."""

    name = "veerkracht.bookings"
    label = "bookings"

    def ready(self) -> None:
        """Take part: letters, jobs, and what the apps below ask for."""
        from veerkracht.bookings import (  # noqa: PLC0415 - models must be loaded
            actions,
            api,
            letters,
            sources,
            telling,
        )
        from veerkracht.connections.rest import routers  # noqa: PLC0415
        from veerkracht.kernel.jobs import Job, jobs  # noqa: PLC0415

        routers.add("bookings", api.router, order=30)
        telling.register()
        letters.register()
        sources.register()
        jobs.add("bookings.carry_out", Job(run=actions.carry_out, every=timedelta(seconds=1)))
        jobs.add("bookings.notice", Job(run=actions.notice_answers, every=timedelta(minutes=1)))
        jobs.add("bookings.lapse", Job(run=actions.lapse, every=timedelta(minutes=10)))
        jobs.add("bookings.tell", Job(run=actions.tell_answers, every=timedelta(minutes=1)))
