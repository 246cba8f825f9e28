"""The demo’s part of outreach: what stands on the sites of others. It shows what is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History


def bring_in(cast: Cast, history: History) -> None:
    """Nothing to make: frames show trainings and sheets that other parts made."""
