"""When somebody has completed an edition, and why not yet. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

MOST_MISSED = 20
TENTH = Decimal("0.1")


class Reason(StrEnum):
    """Why somebody has not completed an edition."""

    NO_SESSIONS = "no-sessions"
    NO_NAME = "no-name"
    NOT_OVER = "not-over"
    NOT_MARKED = "not-marked"
    MISSED = "missed"
    ASSIGNMENT = "assignment"
    ELEARNING = "elearning"


@dataclass(frozen=True)
class WhyNot:
    """One reason; ``number`` is how many sessions it is about, ``allowed`` how many one may miss."""

    reason: Reason
    number: int = 0
    allowed: int = 0


@dataclass(frozen=True)
class CompletionFacts:
    """What is known of one person and one edition.

    ``sessions`` in all; of those ``followed`` by the person, ``unmarked`` (over, and nobody said whether
    the person was there) and ``to_come`` (not over yet). ``may_miss`` and the two ``needs_…`` are the rule
    of the course; ``elearning_done`` None means that nobody keeps e-learning, and then it is not asked.
    """

    sessions: int
    followed: int
    unmarked: int = 0
    to_come: int = 0
    may_miss: int = 0
    needs_assignment: bool = False
    assignment_approved: bool = False
    needs_elearning: bool = False
    elearning_done: bool | None = None
    has_name: bool = True


def why_not_complete(facts: CompletionFacts) -> tuple[WhyNot, ...]:
    """Every reason why this person has not completed the edition; empty: they have.

    Whoever may miss one session must still have been at one.
    """
    if not facts.sessions:
        return (WhyNot(Reason.NO_SESSIONS),)
    found = [*_about_sessions(facts)]
    if facts.needs_assignment and not facts.assignment_approved:
        found.append(WhyNot(Reason.ASSIGNMENT))
    if facts.needs_elearning and facts.elearning_done is False:
        found.append(WhyNot(Reason.ELEARNING))
    if not facts.has_name:
        found.append(WhyNot(Reason.NO_NAME))
    return tuple(found)


def _about_sessions(facts: CompletionFacts) -> list[WhyNot]:
    found = [WhyNot(Reason.NOT_OVER, facts.to_come)] if facts.to_come else []
    allowed = min(facts.may_miss, facts.sessions - 1)
    missed = facts.sessions - facts.followed - facts.unmarked - facts.to_come
    if missed > allowed:
        found.append(WhyNot(Reason.MISSED, missed, allowed))
    elif facts.unmarked and missed + facts.unmarked > allowed:
        found.append(WhyNot(Reason.NOT_MARKED, facts.unmarked))
    return found


def is_settled(reasons: tuple[WhyNot, ...]) -> bool:
    """Whether nothing more needs to be marked: the person completed it, or lacks something else."""
    open_ones = {Reason.NOT_OVER, Reason.NOT_MARKED, Reason.NO_SESSIONS}
    return not any(why.reason in open_ones for why in reasons)


def hours_of(minutes: int) -> Decimal:
    """Minutes as hours to one decimal: 210 minutes are 3.5 hours."""
    return (Decimal(minutes) / 60).quantize(TENTH, ROUND_HALF_UP)
