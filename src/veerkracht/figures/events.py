"""What happened to releases."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReleasePublished:
    """A release may be read by everybody from now on."""

    release_id: int


@dataclass(frozen=True)
class ReleaseWithdrawn:
    """A release still can be read, as withdrawn, with the reason."""

    release_id: int
