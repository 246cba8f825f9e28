"""The kernel's one table: when each recurring job last started."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from veerkracht.kernel.personal_data import HoldsNone


class RecurringJob(models.Model):
    """When a job that comes round was last started, by whichever process."""

    name = models.CharField(max_length=100, primary_key=True)
    started_at = models.DateTimeField(null=True)

    personal_data = HoldsNone("Names of jobs and moments only.")
    objects: ClassVar[models.Manager[RecurringJob]] = models.Manager()

    def __str__(self) -> str:
        return self.name
