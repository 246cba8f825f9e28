"""``manage.py load_reference_data``: areas, sectors, organisations; loading again changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from veerkracht.people.actions import load_people_reference
from veerkracht.places.actions import load_limburg


class Command(BaseCommand):
    """Load what every installation starts with."""

    help = "Loads areas, sectors and organisations; loading again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load from the bottom app upwards."""
        made = load_limburg() + load_people_reference()
        if options["verbosity"]:
            self.stdout.write(f"Reference data is there; {made} new rows.")
