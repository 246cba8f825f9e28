"""Who is active where: what organisations do in public, asked of every app that knows. Reached through ``queries``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from veerkracht.kernel.registries import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import Promise


@dataclass(frozen=True)
class Activity:
    """Something public that an organisation does. ``area`` is the number of a municipality, where it is in one.

    Without one it counts where the organisation itself is. ``title`` and ``url`` lead to it.
    """

    organisation: int
    title: str
    url: str
    area: int | None = None


class ActivitySource(Protocol):
    """Yields what is public now, in the language that is active."""

    def __call__(self) -> Iterable[Activity]: ...


@dataclass(frozen=True)
class ActivityKind:
    """A kind of activity: its words on the screen, and who knows of it. Its name is its code in addresses."""

    words: str | Promise
    source: ActivitySource


activities: Registry[ActivityKind] = Registry(
    "What organisations do where, for the map of the movement"
)
