"""``manage.py check_ledger``: does the ledger hold? Exit 1 with every fault named when not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from veerkracht.funding.ledger_check import check


class Command(BaseCommand):
    """Check sums, the chain, running totals, claims, ceilings and seals."""

    help = "Proves the balance of the subsidy ledger, and names what was changed, added or removed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the verdict; all of it is seen at one moment."""
        outside = not connection.in_atomic_block
        with transaction.atomic():
            if outside:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            verdict = check()
        for fault in verdict.faults:
            self.stderr.write(fault)
        if verdict.faults:
            raise CommandError(f"The ledger does not hold: {len(verdict.faults)} faults.")
        self.stdout.write(f"The ledger holds: {verdict.entries} entries, to the cent.")
