"""The demo's part of monitoring."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History


def bring_in(cast: Cast, history: History) -> None:
    """Nothing of its own yet."""
