"""Who may do what with coalitions, through one door."""

from __future__ import annotations

from veerkracht.coalitions.coalition_policies import (
    check_may_look_after,
    check_may_start,
    check_takes_part,
    looks_after,
    looks_after_coalition,
    may_end,
)

__all__ = [
    "check_may_look_after",
    "check_may_start",
    "check_takes_part",
    "looks_after",
    "looks_after_coalition",
    "may_end",
]
