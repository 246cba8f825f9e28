"""What the search of the whole site asks of every app: public documents, each found in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from veerkracht.kernel.registries import Registry

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Found:
    """A public document. ``kind`` is a word for the screen; a higher ``rank`` goes first."""

    title: str
    url: str
    text: str
    kind: str
    rank: float
    when: datetime | None = None


class SearchSource(Protocol):
    """Finds what anybody may see, in the language that is active, best first."""

    def __call__(self, asked: str, most: int) -> list[Found]:
        """At most ``most`` documents that hold every word of what was typed."""
        ...


searchable: Registry[SearchSource] = Registry("What the search of the site looks through")


def find(asked: str, most: int = 20) -> list[Found]:
    """What every app finds for these words, best first, at most ``most`` of each app."""
    found = [one for source in searchable for one in source(asked, most)]
    return sorted(found, key=lambda one: -one.rank)
