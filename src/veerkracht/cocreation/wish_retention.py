"""What goes when its time has passed: addresses after the answer, wishes three years after their last step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from veerkracht.cocreation import wish_rules as rules
from veerkracht.cocreation.models import Need, NeedAsker
from veerkracht.cocreation.wish_models import (
    KEPT_ASKER,
    KEPT_NEED,
    KEPT_UNANSWERED,
    KEPT_UNCONFIRMED,
)
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Retention

if TYPE_CHECKING:
    from collections.abc import Mapping


def past_addresses() -> QuerySet[NeedAsker]:
    """Addresses that were not confirmed in a week, stopped a week ago, were answered 90 days ago, or wait two years."""
    moment = now()
    week = moment - KEPT_UNCONFIRMED
    alone = Q(need__merged_into=None, need__state__in=rules.ANSWERED)
    merged = Q(need__merged_into__state__in=rules.ANSWERED)
    answered = moment - KEPT_ASKER
    return NeedAsker.objects.filter(
        Q(confirmed_at=None, asked_at__lt=week)
        | Q(stopped_at__lt=week)
        | (alone & Q(need__moved_at__lt=answered))
        | (merged & Q(need__merged_into__moved_at__lt=answered))
        | Q(asked_at__lt=moment - KEPT_UNANSWERED)
    )


def past_wishes() -> QuerySet[Need]:
    """Wishes that took no step for three years; what was merged into one goes with it."""
    return Need.objects.filter(merged_into=None, moved_at__lt=now() - KEPT_NEED)


def _drop_wishes() -> int:
    rows = list(past_wishes())
    for one in rows:
        one.delete()
    return len(rows)


RULES: Mapping[str, Retention] = {
    "askers": Retention(
        _("Adressen van wie antwoord wilde op een wens"),
        lambda: past_addresses().count(),
        lambda: past_addresses().delete()[0],
    ),
    "needs": Retention(_("Wensen"), lambda: past_wishes().count(), _drop_wishes),
}
