"""What counting gives to the registries of the apps below: jobs, pages, own data; and where facts come from."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import own_data
from veerkracht.kernel.waiting import OwnPage, own_pages
from veerkracht.monitoring import (
    count_handlers,  # noqa: F401 - it listens
    count_own_data,
    count_roll_actions,
    count_source_learning,
    count_source_programme,
    count_source_together,
)
from veerkracht.people.policies import is_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def register() -> None:
    """Put each in its registry; the handlers listen since they were imported."""
    count_source_learning.register()
    count_source_together.register()
    count_source_programme.register()
    own_pages.add("monitoring.count", my_pages, order=62)
    own_data.add("monitoring.count", count_own_data.OwnCounting())
    jobs.add("monitoring.roll_up", Job(run=count_roll_actions.roll_up, every=timedelta(seconds=1)))
    jobs.add(
        "monitoring.recount", Job(run=count_roll_actions.recount_nightly, every=timedelta(days=1))
    )


def my_pages(person: Person) -> list[OwnPage]:
    """The workbench of figures, for who coordinates a region."""
    if not is_coordinator(person):
        return []
    return [OwnPage(_("Meetpunten en doelen"), reverse("monitoring:indicators_desk"), work=True)]
