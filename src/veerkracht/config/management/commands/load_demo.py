"""``manage.py load_demo``: invented people, trainings and a past; loading again adds only what is missing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from veerkracht.config.demo.loading import load


class Command(BaseCommand):
    """Load the demo."""

    help = (
        "Loads invented people, trainings and enrolments; loading again adds only what is missing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how much is new. Invented people never come into a real installation."""
        if settings.PRODUCTION:
            raise CommandError("This is a real installation: the demo is not for here.")
        made = load()
        if options["verbosity"]:
            self.stdout.write(
                f"The demo is there; new: {made.people} people, {made.courses} courses, {made.editions} editions."
            )
        for reason in made.refused:
            self.stderr.write(f"Passed over: {reason}")
