"""What there is to tell in a newsletter: each app that has news puts a source in the registry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from veerkracht.kernel.registries import Registry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from veerkracht.places.models import Area


@dataclass(frozen=True)
class Suggestion:
    """A live thing in the language that is active: ``key`` names it within its source, ``url`` is complete."""

    key: str
    title: str
    text: str
    url: str
    when: datetime | None = None


class ItemSource(Protocol):
    """Gives what can be told of a region, and tells whether something can still be told."""

    title: Any
    kind: str

    def offer(self, region: Area, most: int) -> list[Suggestion]:
        """What there is to choose from, what one would tell first first."""
        ...

    def find(self, keys: Sequence[str]) -> dict[str, Suggestion]:
        """Those of these things that may still be told, as they are now."""
        ...


newsletter_items: Registry[ItemSource] = Registry("What a newsletter can tell of")
