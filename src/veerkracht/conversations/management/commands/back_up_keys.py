"""``manage.py back_up_keys --to FOLDER``: the key store of conversations, kept for a week."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from veerkracht.conversations.kept_backups import back_up


class Command(BaseCommand):
    """Write today's file and remove those older than seven days."""

    help = (
        "Writes the keys of conversations to a file of today and removes files of over 7 days ago."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("--to", type=Path, required=True, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        path, count = back_up(options["to"])
        self.stdout.write(f"{count} keys in {path}")
