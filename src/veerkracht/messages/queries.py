"""Reading how mail fared."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Case, CharField, Count, Q, Value, When

from veerkracht.messages.models import Message

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_known(once: str) -> bool:
    """Whether the message with this key was queued or sent, in the last 90 days."""
    return Message.objects.filter(once=once).exists()


def outcomes(beginnings: Sequence[str]) -> dict[str, Counter[str]]:
    """How many messages are in each state, per beginning of the key ``once``: one query.

    No beginning may be the beginning of another. What was sent more than 90 days ago is gone.
    """
    found: dict[str, Counter[str]] = {beginning: Counter() for beginning in beginnings}
    if not found:
        return found
    condition = Q()
    for beginning in beginnings:
        condition |= Q(once__startswith=beginning)
    cases = [When(once__startswith=one, then=Value(one)) for one in beginnings]
    rows = Message.objects.filter(condition).annotate(
        beginning=Case(*cases, output_field=CharField())
    )
    for beginning, state, number in rows.values_list("beginning", "state").annotate(n=Count("pk")):
        found[beginning][state] = number
    return found
