"""Standing points: what a meeting always looks at, filled from what is known at that moment.

An item asks for its lines with :mod:`kernel.together`, so that all of them cost one message to the database. They
are live until the agenda is closed; then they stand still in ``Point.lines``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from veerkracht.kernel.registries import Registry
from veerkracht.kernel.together import Asking, gather

if TYPE_CHECKING:
    from veerkracht.coalitions.models import Coalition
    from veerkracht.meetings.models import Meeting


@dataclass(frozen=True)
class StandingLine:
    """One line under a standing point: words, a detail beside it, and where to read more."""

    words: str
    detail: str = ""
    url: str = ""

    def frozen(self) -> list[str]:
        """As it is kept once the agenda is closed."""
        return [self.words, self.detail, self.url]


@dataclass(frozen=True)
class StandingItem:
    """A point that fills itself: its title, how many minutes it takes, its lines, and what stands there without any."""

    title: Any
    minutes: int
    ask: Callable[[Coalition, Meeting], Asking[list[StandingLine]]]
    empty: Any


standing_items: Registry[StandingItem] = Registry(
    "Points that stand on every agenda of a coalition"
)


def items_of(coalition: Coalition) -> list[tuple[str, StandingItem]]:
    """The standing points of a coalition in order: all, but what it does without."""
    left_out = set(coalition.left_out)
    return [(name, item) for name, item in standing_items.items() if name not in left_out]


def filled(
    coalition: Coalition, meeting: Meeting, names: Sequence[str]
) -> dict[str, list[StandingLine]]:
    """What the named points show now. An item that is no longer known shows nothing."""
    known = {name: item for name, item in standing_items.items() if name in names}
    answers = gather(item.ask(coalition, meeting) for item in known.values())
    return dict(zip(known, answers, strict=True))
