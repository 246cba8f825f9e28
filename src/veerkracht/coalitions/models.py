"""What coalitions keep: coalitions and seats, agendas with their points, and lines of minutes."""

from __future__ import annotations

from veerkracht.coalitions.agenda_models import Agenda, Point, PointState
from veerkracht.coalitions.coalition_models import KEPT, Coalition, CoalitionKind, Seat, SeatKind
from veerkracht.coalitions.minutes_models import LineKind, MinuteLine

__all__ = [
    "KEPT",
    "Agenda",
    "Coalition",
    "CoalitionKind",
    "LineKind",
    "MinuteLine",
    "Point",
    "PointState",
    "Seat",
    "SeatKind",
]
