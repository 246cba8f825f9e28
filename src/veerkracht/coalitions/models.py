"""What coalitions keep: coalitions and seats, agendas with their points, and lines of minutes."""

from __future__ import annotations

from veerkracht.coalitions.agenda_models import Agenda, Point, PointState
from veerkracht.coalitions.coalition_models import KEPT, Coalition, CoalitionKind, Seat, SeatKind
from veerkracht.coalitions.contact_models import Contact, Wish
from veerkracht.coalitions.expense_models import BankNumber, Claim, PayingAccount, PaymentRun
from veerkracht.coalitions.minutes_models import LineKind, MinuteLine
from veerkracht.coalitions.parent_models import (
    ParentActivity,
    ParentInvitation,
    ParentTerms,
    ParentWord,
)
from veerkracht.coalitions.poll_models import ParentPoll, PollBatch, PollPage, PollTally

__all__ = [
    "KEPT",
    "Agenda",
    "BankNumber",
    "Claim",
    "Coalition",
    "CoalitionKind",
    "Contact",
    "LineKind",
    "MinuteLine",
    "ParentActivity",
    "ParentInvitation",
    "ParentPoll",
    "ParentTerms",
    "ParentWord",
    "PayingAccount",
    "PaymentRun",
    "Point",
    "PointState",
    "PollBatch",
    "PollPage",
    "PollTally",
    "Seat",
    "SeatKind",
    "Wish",
]
