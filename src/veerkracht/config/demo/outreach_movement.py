"""The demo's part of outreach: the map of the movement, which shows what the parts before it made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History


def bring_in(cast: Cast, history: History) -> None:
    """Nothing of its own: who gives trainings and sits in coalitions stands on the map by itself."""
