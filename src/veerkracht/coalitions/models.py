"""What coalitions keep: the coalitions themselves and who sits in them."""

from __future__ import annotations

from veerkracht.coalitions.coalition_models import KEPT, Coalition, CoalitionKind, Seat, SeatKind

__all__ = ["KEPT", "Coalition", "CoalitionKind", "Seat", "SeatKind"]
