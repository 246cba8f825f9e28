"""What protection knows and an attacker does not: the true numbers of a puzzle. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from veerkracht.disclosure.puzzle import Puzzle
from veerkracht.disclosure.rounding import Span


@dataclass(frozen=True)
class Secrets:
    """The puzzle with its true numbers: what each tells when it is shown, what hiding it costs, what is known anyhow.

    ``apart``: the least and the most that a hidden number can be must lie so far from each other. With ``exact`` only
    whole numbers count as possible; otherwise also tables that hold halves.
    """

    puzzle: Puzzle
    values: Sequence[int]
    spans: Sequence[Span]
    weights: Sequence[int]
    apart: int
    known: frozenset[int] = frozenset()
    exact: bool = True
