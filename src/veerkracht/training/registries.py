"""What training asks of the apps above it. They register in ``ready()``.

``capacity_guards`` and ``session_holds`` are also reached through ``training.actions``; the others through
``training.queries``, which are the doors of this app.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from veerkracht.kernel.registries import Registry

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from django.db.models import Q
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from veerkracht.training.models import Edition


@dataclass(frozen=True)
class Availability:
    """How full an edition is. ``free`` counts places that anybody can have right now, ``kept`` those for a group.

    ``approver`` says who must agree first (empty: nobody), ``shared`` whether groups have their own part.
    """

    capacity: int
    free: int
    waiting: int = 0
    kept: int = 0
    approver: str = ""
    shared: bool = False

    @property
    def taken(self) -> int:
        """Places that are given, offered, or kept for a group or for those who wait."""
        return max(0, self.capacity - self.free)


class AvailabilitySource(Protocol):
    """Tells of editions how full they are; an edition that it does not know is left out."""

    def __call__(self, edition_ids: Sequence[int]) -> Mapping[int, Availability]:
        """How full each of these editions is."""
        ...


class FreePlaces(Protocol):
    """A condition on Edition that holds for editions with a place free right now."""

    def __call__(self) -> Q:
        """The condition, to be asked anew each time."""
        ...


class CapacityGuard(Protocol):
    """Raises RuleBroken when an edition cannot have so many places; asked under its lock."""

    def __call__(self, edition: Edition, new_capacity: int) -> None:
        """Let this capacity pass, or raise."""
        ...


class SessionHolds(Protocol):
    """Tells of sessions which hold something that belongs to their day, such as who was there."""

    def __call__(self, session_ids: Collection[int]) -> Collection[int]:
        """Those of these sessions that must stay, on the day on which they are."""
        ...


class EditionAction(Protocol):
    """Rendered HTML of what this visitor can do with an edition; empty for nothing.

    For an anonymous visitor it must be the same for everybody (no CSRF token): the page is kept.
    """

    def __call__(self, request: HttpRequest, edition: Edition) -> SafeString:
        """The block for this visitor."""
        ...


availability: Registry[AvailabilitySource] = Registry("How full an edition is")
free_places: Registry[FreePlaces] = Registry("Which editions have a place free")
capacity_guards: Registry[CapacityGuard] = Registry("Whether an edition can have this many places")
session_holds: Registry[SessionHolds] = Registry("Which sessions must stay on their day")
edition_actions: Registry[EditionAction] = Registry("What a visitor can do with an edition")
workbench_actions: Registry[EditionAction] = Registry("What a coordinator can do with an edition")
