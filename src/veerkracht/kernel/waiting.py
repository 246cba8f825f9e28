"""What "Mijn plek", the personal calendar and the workbench ask of every app."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from veerkracht.kernel.registries import Registry
from veerkracht.kernel.together import Asking


@dataclass(frozen=True)
class AgendaItem:
    """Something on a person's calendar. ``kind`` and ``state`` are words for the screen.

    ``uid`` names it for ever in calendars, ``sequence`` grows when its time or place changes and
    ``changed_at`` says when that was (RFC 5545). ``tentative``: not sure yet, as on a waiting list.
    ``cancelled``: it is over for this person; calendars are told for a while, pages do not show it.
    """

    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    url: str
    kind: str
    state: str = ""
    uid: str = ""
    sequence: int = 0
    changed_at: datetime | None = None
    description: str = ""
    tentative: bool = False
    cancelled: bool = False


@dataclass(frozen=True)
class WaitingTask:
    """Something that waits for a person: what, how urgent, and where to do it."""

    title: str
    detail: str
    url: str
    action: str
    due_at: datetime | None = None


class AgendaSource(Protocol):
    """Asks for a person's agenda from a moment on; what was called off or given up since then too."""

    def __call__(self, person: Any, since: datetime) -> Asking[list[AgendaItem]]: ...


class TaskSource(Protocol):
    """Asks for what waits for a person."""

    def __call__(self, person: Any) -> Asking[list[WaitingTask]]: ...


@dataclass(frozen=True)
class OwnPage:
    """A page about the person themselves, or of their work, to be found from "Mijn plek"."""

    label: str
    url: str
    work: bool = False


class OwnPageSource(Protocol):
    """Gives the pages that a person has in one app, without a query: roles are known."""

    def __call__(self, person: Any) -> list[OwnPage]: ...


agenda: Registry[AgendaSource] = Registry("What is on a person's calendar")
own_pages: Registry[OwnPageSource] = Registry("Pages that a person finds from Mijn plek")
tasks: Registry[TaskSource] = Registry("What waits for a person")
