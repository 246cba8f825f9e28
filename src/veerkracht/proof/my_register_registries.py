"""What "Mijn register" asks of apps above: hours that count beside training."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from veerkracht.kernel.registries import Registry


@dataclass(frozen=True)
class HoursFor:
    """Hours of reflection on one day, such as an intervision meeting.

    ``register`` is the one register that they count for (``people.models.Register``); empty: for each.
    """

    on: date
    hours: Decimal
    title: str
    register: str = ""


class HoursSource(Protocol):
    """Tells which hours a person made from one day until another, both included; at most one query."""

    def __call__(self, person: Any, since: date, until: date) -> Iterable[HoursFor]:
        """The hours, in any order."""
        ...


register_hours: Registry[HoursSource] = Registry(
    "Hours of intervision and coaching that count for a register"
)
