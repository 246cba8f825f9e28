"""``manage.py rotate_signing_key``: sign badges with a new key from now on."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from veerkracht.proof.actions import rotate_signing_key


class Command(BaseCommand):
    """Take a new key; badges that are out stay valid."""

    help = "Signs badges with a new key from now on. Badges that are out can still be verified."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the name of the new key."""
        self.stdout.write(f"Badges are signed with {rotate_signing_key(by=None).kid} from now on.")
