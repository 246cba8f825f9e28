"""Who works with whom on what: ties gathered to partners, and the strongest of them for a picture. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

IN_PICTURE = 30  # organisations that a picture can name and stay readable


class TieKind(StrEnum):
    """By what organisations know each other."""

    ACTION = "action"
    COALITION = "coalition"
    TRAINING = "training"


@dataclass(frozen=True)
class Tie:
    """Two organisations, by what, how strong, and on what in words."""

    one: int
    other: int
    kind: TieKind
    weight: int
    on: tuple[str, ...] = ()


@dataclass
class Partner:
    """Another organisation as seen from one: how strong, and on what by kind."""

    organisation: int
    weight: int = 0
    on: dict[TieKind, list[str]] = field(default_factory=lambda: defaultdict(list))


def partners(ties: Iterable[Tie]) -> dict[int, list[Partner]]:
    """By organisation its partners, the strongest first; each pair is seen from both sides."""
    found: dict[int, dict[int, Partner]] = defaultdict(dict)
    for tie in ties:
        for here, there in ((tie.one, tie.other), (tie.other, tie.one)):
            partner = found[here].setdefault(there, Partner(there))
            partner.weight += tie.weight
            known = partner.on[tie.kind]
            known.extend(word for word in tie.on if word and word not in known)
    return {
        here: sorted(theirs.values(), key=lambda one: (-one.weight, one.organisation))
        for here, theirs in found.items()
    }


def pairs(ties: Iterable[Tie]) -> dict[tuple[int, int], int]:
    """How strong each two organisations are tied, whatever the kinds; the smaller number first."""
    found: dict[tuple[int, int], int] = defaultdict(int)
    for tie in ties:
        if tie.one != tie.other:
            found[min(tie.one, tie.other), max(tie.one, tie.other)] += tie.weight
    return dict(found)


def most_tied(strengths: Mapping[tuple[int, int], int], most: int = IN_PICTURE) -> Sequence[int]:
    """The organisations with the most and strongest ties, in order of their number."""
    totals: dict[int, int] = defaultdict(int)
    for (one, other), weight in strengths.items():
        totals[one] += weight
        totals[other] += weight
    strongest = sorted(totals, key=lambda key: (-totals[key], key))[:most]
    return sorted(strongest)
