"""``manage.py restore_keys FILE``: put keys of conversations back that a backup holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from veerkracht.conversations.kept_backups import restore


class Command(BaseCommand):
    """Restore after the key store was lost. What is known to be erased stays away."""

    help = "Puts the keys in a file of back_up_keys back; keys that are there stay, erased ones stay away."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore it."""
        try:
            count = restore(options["file"])
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} keys are in the key store.")
