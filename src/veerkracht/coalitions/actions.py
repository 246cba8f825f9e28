"""The verbs of coalitions, through one door."""

from __future__ import annotations

from veerkracht.coalitions.coalition_actions import (
    end_seat,
    give_seat,
    set_coordinator,
    start_coalition,
)

__all__ = ["end_seat", "give_seat", "set_coordinator", "start_coalition"]
