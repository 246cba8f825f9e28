"""``manage.py make_administrator EMAIL``: the first administrator of a new installation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.actions import give_role, invite_person
from veerkracht.people.models import RoleKind


class Command(BaseCommand):
    """Make somebody administrator; further roles are given on the screen."""

    help = "Makes the person with this address administrator; again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """An address, and a name for somebody who is new."""
        parser.add_argument("email", help="the address to sign in with")
        parser.add_argument("--name", default="", help="name of somebody who is new")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find or invite the person and give the role, or say what is wrong."""
        email: str = options["email"]
        name = options["name"] or email.partition("@")[0] or email
        try:
            with override("en"):
                person = invite_person(email=email, name=name, by=None)
                give_role(person=person, kind=RoleKind.ADMINISTRATOR, by=None)
        except RuleBroken as broken:
            raise CommandError(f"Nothing was changed. {broken.message}") from broken
        self.stdout.write(
            f"{person.email} is administrator. Sign in by a code in the mail; "
            "the first time you are asked to set up a second step."
        )
