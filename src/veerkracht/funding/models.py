"""What funding keeps: schemes, the ledger, ceilings with who waits for money, and accounts to the funder."""

from __future__ import annotations

from veerkracht.funding.account_models import CoFunding, FinalAccount
from veerkracht.funding.ceiling_models import (
    LIVE_WAITS,
    Ceiling,
    MoneyWait,
    OwnPayment,
    Short,
    WaitState,
)
from veerkracht.funding.ledger_models import (
    Account,
    AccountKind,
    Booking,
    BookingKind,
    Cause,
    Claim,
    Entry,
    Seal,
    Stand,
)
from veerkracht.funding.scheme_models import (
    AwardLine,
    Cover,
    DeviationNote,
    Outcome,
    Performance,
    PerformanceKind,
    Scheme,
    SchemeRules,
    SchemeStep,
    StepKind,
)

__all__ = [
    "LIVE_WAITS",
    "Account",
    "AccountKind",
    "AwardLine",
    "Booking",
    "BookingKind",
    "Cause",
    "Ceiling",
    "Claim",
    "CoFunding",
    "Cover",
    "DeviationNote",
    "Entry",
    "FinalAccount",
    "MoneyWait",
    "Outcome",
    "OwnPayment",
    "Performance",
    "PerformanceKind",
    "Scheme",
    "SchemeRules",
    "SchemeStep",
    "Seal",
    "Short",
    "Stand",
    "StepKind",
    "WaitState",
]
