"""What coalitions announce to the apps above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WishHeard:
    """A wish was written down, in a talk or on its own."""

    wish_id: int


@dataclass(frozen=True)
class WishSettled:
    """Somebody said what became of a wish, or said it anew."""

    wish_id: int
    by_id: int


@dataclass(frozen=True)
class ParentActivityChanged:
    """An activity with parents was counted, counted otherwise, or taken away."""

    activity_id: int
