"""Enrolment as a Django app."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    """Holds who has a place, who waits, and every move with its rule."""

    name = "veerkracht.enrolment"
    label = "enrolment"

    def ready(self) -> None:
        """Take part: handlers, letters, jobs, and what the apps below ask for."""
        from veerkracht.connections.rest import routers  # noqa: PLC0415
        from veerkracht.enrolment import api, handlers, letters, sources, telling  # noqa: PLC0415 - models must be loaded
        from veerkracht.enrolment import messages_to_participants_sources as to_participants  # noqa: PLC0415
        from veerkracht.enrolment.actions import (  # noqa: PLC0415
            lapse_offers,
            look_after_approvals,
            release_kept,
        )
        from veerkracht.enrolment.conditions import conditions, has_prerequisite  # noqa: PLC0415
        from veerkracht.enrolment.merging import before_merging  # noqa: PLC0415
        from veerkracht.kernel.jobs import Job, jobs  # noqa: PLC0415
        from veerkracht.people.actions import mergers  # noqa: PLC0415

        mergers.add("enrolment", before_merging, order=10)
        routers.add("enrolment", api.router, order=20)
        telling.register()
        letters.register()
        to_participants.register()
        sources.register(handlers.guard_capacity)
        conditions.add("prerequisite", has_prerequisite, order=10)
        jobs.add("enrolment.lapse_offers", Job(run=lapse_offers, every=timedelta(seconds=5)))
        jobs.add("enrolment.approvals", Job(run=look_after_approvals, every=timedelta(minutes=30)))
        jobs.add("enrolment.release_kept", Job(run=release_kept, every=timedelta(seconds=30)))
