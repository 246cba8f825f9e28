"""``manage.py load_reference_data``: areas, organisations, goals, questions, first pages; twice is once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from veerkracht.conversations.question_actions import load_question_sets
from veerkracht.people.actions import load_people_reference
from veerkracht.places.actions import load_limburg
from veerkracht.programme.actions import load_programme_reference
from veerkracht.proof.actions import load_questions
from veerkracht.website.actions import load_website


class Command(BaseCommand):
    """Load what every installation starts with."""

    help = "Loads areas, sectors, organisations, goals, questions and first pages; loading again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load from the bottom app upwards."""
        made = load_limburg() + load_people_reference() + load_questions() + load_website()
        made += load_question_sets() + load_programme_reference()
        if options["verbosity"]:
            self.stdout.write(f"Reference data is there; {made} new rows.")
