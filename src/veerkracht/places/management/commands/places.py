"""``manage.py places``: load boundaries of a year, or write down that areas merged or split."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.places import actions
from veerkracht.places.boundary_file import LARGEST_FILE
from veerkracht.places.models import Area

SOURCE = "CBS/Kadaster, published by PDOK (CC BY 4.0)"


class Command(BaseCommand):
    """Bring places up to what CBS and PDOK publish."""

    help = "Loads a GeoJSON file of municipal boundaries, or records a merger or split."

    def add_arguments(self, parser: CommandParser) -> None:
        """Two subcommands: ``load`` and ``change``."""
        commands = parser.add_subparsers(dest="what", required=True)
        load = commands.add_parser(
            "load", help="boundaries and numbers of one year from a GeoJSON file (WGS84)"
        )
        load.add_argument("file", type=Path)
        load.add_argument("--year", type=int, default=None, help="default: this year")
        load.add_argument("--source", default=SOURCE, help="who published it, under which licence")
        change = commands.add_parser("change", help="an area went over into another on a day")
        change.add_argument("old", help="code, such as GM0881")
        change.add_argument("new", help="code of the area it went into")
        change.add_argument("--name", default="", help="name of the new area, when it is new")
        change.add_argument("--on", type=date.fromisoformat, required=True)
        change.add_argument(
            "--share", default="1", help="how much of it, more than 0 and at most 1"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say where and why not; a refusal changes nothing."""
        try:
            self.stdout.write(
                self._load(options) if options["what"] == "load" else self._change(options)
            )
        except RuleBroken as broken:
            raise CommandError(f"Refused, nothing was changed. {broken.message}") from broken

    def _load(self, options: dict[str, Any]) -> str:
        file, year = options["file"], options["year"] or today().year
        count = actions.load_boundaries(content=_content(file), year=year, source=options["source"])
        return f"{count} municipalities of {year} loaded from {file}."

    def _change(self, options: dict[str, Any]) -> str:
        old = Area.objects.filter(code=options["old"], valid_until=None).first()
        if old is None:
            raise RuleBroken(f"{options['old']}: no such area today.")
        try:
            share = Decimal(options["share"])
        except InvalidOperation as error:
            raise RuleBroken(f"share: {options['share']} is not a number.") from error
        new = actions.change_boundary(
            old=old,
            new_code=options["new"],
            new_name=options["name"],
            on=options["on"],
            share=share,
        )
        return f"{old.name} ({share}) goes over into {new.name} on {options['on']}."


def _content(file: Path) -> bytes:
    """The file's bytes, at most a little more than may be read."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise RuleBroken(f"{file}: {error.strerror}.") from error
