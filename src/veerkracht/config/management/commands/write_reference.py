"""``manage.py write_reference``: docs/reference from the code; ``--check`` says what is stale."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from veerkracht.config.reference import rendered


class Command(BaseCommand):
    """Keep generated pages true."""

    help = "Writes the pages of docs/reference that the code knows best."

    def add_arguments(self, parser: CommandParser) -> None:
        """One flag."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing; exit 1 when a page is out of date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, or compare."""
        stale = [
            path
            for path, text in rendered().items()
            if not path.exists() or path.read_text() != text
        ]
        if options["check"] and stale:
            raise CommandError(
                f"Out of date: {', '.join(path.name for path in stale)}. Run: manage.py write_reference"
            )
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(rendered()[path])
            self.stdout.write(f"Written: {path.name}")
