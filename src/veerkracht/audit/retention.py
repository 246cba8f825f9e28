"""How long names and values beside the trail are kept; the chained facts stay."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from veerkracht.audit.actions import forget_details_before
from veerkracht.audit.models import Detail
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Retention

if TYPE_CHECKING:
    from datetime import datetime

KEPT = timedelta(days=2 * 365)


def _limit() -> datetime:
    return now() - KEPT


DETAILS = Retention(
    title=_("Waarden bij het logboek, ouder dan 2 jaar"),
    overdue=lambda: Detail.objects.filter(entry__at__lt=_limit()).count(),
    carry_out=lambda: forget_details_before(_limit()),
)
