"""``manage.py write_shell_list``: the signed list of the app's files, to compare two machines or two releases."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from veerkracht.conversations import shell


class Command(BaseCommand):
    """Print the list as /gesprek/schil.json gives it."""

    help = "Prints the signed list of files; the same sources and settings give the same bytes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it, without a line after it."""
        self.stdout.write(shell.current().signed_list.decode(), ending="")
