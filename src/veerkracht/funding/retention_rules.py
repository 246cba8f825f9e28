"""How long funding keeps things: waits two years, everything of a scheme ten years after its end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veerkracht.funding.models import (
    LIVE_WAITS,
    Account,
    AwardLine,
    Booking,
    Ceiling,
    Claim,
    CoFunding,
    Cover,
    DeviationNote,
    Entry,
    FinalAccount,
    MoneyWait,
    OwnPayment,
    Performance,
    Scheme,
    SchemeRules,
    SchemeStep,
    Seal,
)
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.personal_data import Retention

if TYPE_CHECKING:
    from django.db.models import QuerySet

YEARS = 10
TWO_YEARS = timedelta(days=2 * 365)


def _last_day() -> date:
    day = today()
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - YEARS, day=28 if leap else day.day)


def _past_waits() -> QuerySet[MoneyWait]:
    return MoneyWait.objects.exclude(state__in=LIVE_WAITS).filter(ended_at__lt=now() - TWO_YEARS)


def _past_payments() -> QuerySet[OwnPayment]:
    return OwnPayment.objects.filter(
        Q(edition__ends_at__lt=now() - TWO_YEARS)
        | Q(edition__ends_at=None, at__lt=now() - TWO_YEARS)
    )


def _forget_waits() -> int:
    return _past_waits().delete()[0] + _past_payments().delete()[0]


def _past_schemes() -> QuerySet[Scheme]:
    return Scheme.objects.filter(until_day__lt=_last_day())


def _forget_schemes() -> int:
    """All of a scheme goes at once, in the order of its keys; the database lets it, because it ended so long ago."""
    return sum(_forget(scheme) for scheme in _past_schemes())


@transaction.atomic
def _forget(scheme: Scheme) -> int:
    Entry.objects.filter(booking__scheme=scheme).delete()
    Booking.objects.filter(scheme=scheme, corrects__isnull=False).delete()
    for model in (Booking, Seal, Account, Claim, Ceiling, MoneyWait, Cover, DeviationNote):
        model.objects.filter(scheme=scheme).delete()
    FinalAccount.objects.filter(scheme=scheme).delete()
    CoFunding.objects.filter(line__scheme=scheme).delete()
    Performance.objects.filter(line__scheme=scheme).delete()
    for part in (AwardLine, SchemeRules, SchemeStep):
        part.objects.filter(scheme=scheme).delete()
    return scheme.delete()[0]


WAITS = Retention(
    title=_("Wachten op geld en zelf betalen, ouder dan 2 jaar"),
    overdue=lambda: _past_waits().count() + _past_payments().count(),
    carry_out=_forget_waits,
)
SCHEMES = Retention(
    title=_("Subsidies die 10 jaar voorbij zijn"),
    overdue=lambda: _past_schemes().count(),
    carry_out=_forget_schemes,
)
