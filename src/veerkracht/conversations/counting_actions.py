"""The verbs of counting. None of them writes to the audit trail: that would keep the moment.

What is written and what goes is decided under one lock, so that a withdrawal never falls between the
two halves of the daily job.
"""

from __future__ import annotations

from collections import Counter
from secrets import SystemRandom
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F

from veerkracht.conversations import counting_rules as rules
from veerkracht.conversations.counting_models import CountedConversation, CountedQuarter
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from collections.abc import Iterable

    from veerkracht.conversations.counting_rules import Sent

LOCK = 7_310_606  # an advisory lock of ours


@transaction.atomic
def count(*, sent: Sent, region: Area) -> None:
    """Keep that there was a conversation; the same token again changes nothing."""
    _one_at_a_time()
    row = CountedConversation(
        token_hash=sent.token_hash,
        instrument=sent.instrument,
        region=region,
        quarter=sent.quarter,
        sector=sent.sector,
    )
    CountedConversation.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def withdraw(*, token_hash: str) -> bool:
    """Take back what waits under this token. False: it stands in a total already, or never came."""
    _one_at_a_time()
    gone, _each = CountedConversation.objects.filter(pk=token_hash).delete()
    return gone > 0


@transaction.atomic
def enter_batches() -> int:
    """Let a quarter of which twenty or more wait enter the figures (a daily job); returns how many rows.

    All that waits for the quarter goes at once and is deleted; what stays is put in another order.
    """
    _one_at_a_time()
    waiting = list(CountedConversation.objects.all())
    sizes = Counter(row.quarter for row in waiting)
    ready = [row for row in waiting if sizes[row.quarter] >= rules.FEWEST_AT_ONCE]
    _add(ready)
    CountedConversation.objects.all().delete()
    left = [row for row in waiting if sizes[row.quarter] < rules.FEWEST_AT_ONCE]
    SystemRandom().shuffle(left)
    CountedConversation.objects.bulk_create(left)
    return len(ready)


def _add(ready: Iterable[CountedConversation]) -> None:
    cells = Counter((row.quarter, row.region_id, row.instrument, row.sector) for row in ready)
    for (quarter, region, instrument, sector), number in sorted(cells.items()):
        cell = {
            "quarter": quarter,
            "region_id": region,
            "instrument": instrument,
            "sector": sector,
        }
        if not CountedQuarter.objects.filter(**cell).update(number=F("number") + number):
            CountedQuarter.objects.create(**cell, number=number)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
