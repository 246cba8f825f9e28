"""``manage.py audit_verify``: does the trail still hold? Exit 1 with every fault named when not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from veerkracht.audit.queries import verify


class Command(BaseCommand):
    """Check hashes, details, heads and gaps."""

    help = "Checks the audit trail from the first entry to the last signed head."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the verdict."""
        verdict = verify()
        for fault in verdict.faults:
            self.stderr.write(fault)
        if verdict.faults:
            raise CommandError(f"The audit trail does not hold: {len(verdict.faults)} faults.")
        self.stdout.write(
            f"The audit trail holds: {verdict.sealed} sealed, {verdict.waiting} waiting to be sealed."
        )
