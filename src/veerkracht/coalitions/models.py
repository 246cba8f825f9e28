"""What coalitions keep: the coalitions themselves, who sits in them, and parents who take part."""

from __future__ import annotations

from veerkracht.coalitions.coalition_models import KEPT, Coalition, CoalitionKind, Seat, SeatKind
from veerkracht.coalitions.contact_models import Contact, Wish
from veerkracht.coalitions.expense_models import BankNumber, Claim, PayingAccount, PaymentRun
from veerkracht.coalitions.parent_models import (
    ParentActivity,
    ParentInvitation,
    ParentTerms,
    ParentWord,
)
from veerkracht.coalitions.poll_models import ParentPoll, PollBatch, PollPage, PollTally

__all__ = [
    "KEPT",
    "BankNumber",
    "Claim",
    "Coalition",
    "CoalitionKind",
    "Contact",
    "ParentActivity",
    "ParentInvitation",
    "ParentPoll",
    "ParentTerms",
    "ParentWord",
    "PayingAccount",
    "PaymentRun",
    "PollBatch",
    "PollPage",
    "PollTally",
    "Seat",
    "SeatKind",
    "Wish",
]
