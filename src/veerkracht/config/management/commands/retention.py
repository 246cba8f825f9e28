"""``manage.py retention``: what is past its time; ``--carry-out`` removes it now, not tonight."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from veerkracht.kernel.personal_data import carry_out_retention, retention


class Command(BaseCommand):
    """Report on, and carry out, what was promised about keeping data."""

    help = "Shows per rule how many rows are past their time; --carry-out removes them."

    def add_arguments(self, parser: CommandParser) -> None:
        """One flag."""
        parser.add_argument("--carry-out", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count first, so that the report tells what was overdue."""
        for name, rule in retention.items():
            self.stdout.write(f"{rule.overdue():>8}  {name}  ({rule.title})")
        if options["carry_out"]:
            self.stdout.write(f"Removed: {carry_out_retention()}.")
