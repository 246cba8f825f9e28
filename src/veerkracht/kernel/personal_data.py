"""What each model says of the personal data it holds, and how an app gives or erases a person's data.

Every model of the house carries ``personal_data = Holds(…)`` or ``personal_data = HoldsNone(…)``.
The processing register, the privacy page and the retention report are made from these.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from veerkracht.kernel.registries import Registry
from veerkracht.kernel.together import Asking

if TYPE_CHECKING:
    from datetime import timedelta


logger = logging.getLogger("veerkracht.retention")


@dataclass(frozen=True)
class Holds:
    """Personal data in a model: what, why, on which ground (AVG art. 6), and how long.

    ``keep`` is the time after which a row goes; ``None`` means as long as ``until`` says in words.
    """

    what: Any
    purpose: Any
    ground: Any
    until: Any
    keep: timedelta | None = None


@dataclass(frozen=True)
class HoldsNone:
    """The model holds no personal data; ``because`` says why for a reader."""

    because: Any


class OwnData(Protocol):
    """How one app shows and erases what it holds of a person."""

    title: Any

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Ask for rows in plain words: label → value, ready for a page or a file."""
        ...

    def erase(self, person: Any) -> None:
        """Remove or unlink what may go; raise RuleBroken when something must end first."""
        ...


@dataclass(frozen=True)
class Retention:
    """A rule that a daily job carries out: ``overdue`` counts rows past their time, ``carry_out`` removes them."""

    title: Any
    overdue: Callable[[], int]
    carry_out: Callable[[], int]


own_data: Registry[OwnData] = Registry("What an app holds of a person, to see, download and erase")
retention: Registry[Retention] = Registry("What goes when its time has passed")


def carry_out_retention() -> int:
    """Carry out every rule; returns how many rows went. One rule that fails does not hold up the others."""
    return sum(carried_out for _name, carried_out in _each_carried_out())


def _each_carried_out() -> list[tuple[str, int]]:
    done = []
    for name, rule in retention.items():
        try:
            done.append((name, rule.carry_out()))
        except Exception:
            logger.exception("Retention rule %s failed", name)
    return done
