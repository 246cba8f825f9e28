"""Imports as a Django app."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Moving in: lists that exist elsewhere are read, previewed, taken over as a whole, and undone as a whole."""

    name = "veerkracht.imports"
    label = "imports"

    def ready(self) -> None:
        """Take part: the job, pages and tasks, own data, retention, and what merging people must settle."""
        from veerkracht.imports import merging, privacy, sources  # noqa: PLC0415 - models must be loaded
        from veerkracht.imports.work import work_on_lists  # noqa: PLC0415
        from veerkracht.kernel.jobs import Job, jobs  # noqa: PLC0415
        from veerkracht.kernel.personal_data import own_data, retention  # noqa: PLC0415
        from veerkracht.kernel.waiting import own_pages, tasks  # noqa: PLC0415
        from veerkracht.people.actions import mergers  # noqa: PLC0415

        jobs.add("imports.lists", Job(run=work_on_lists, every=timedelta(seconds=2)))
        own_pages.add("imports", sources.my_pages, order=30)
        tasks.add("imports", sources.what_waits, order=40)
        own_data.add("imports", privacy.Lists())
        for name, rule in privacy.retention_rules().items():
            retention.add(name, rule)
        mergers.add("imports", merging.before_merging)
