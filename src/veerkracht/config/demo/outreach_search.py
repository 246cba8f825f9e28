"""The demo's part of outreach: the index of everything public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from veerkracht.outreach.actions import rebuild

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History


def bring_in(cast: Cast, history: History) -> None:
    """Everything that the demo made can be found at once."""
    rebuild()
