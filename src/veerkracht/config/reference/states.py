"""The page of states, with diagrams made from the tables that the rules decide by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from veerkracht.config.reference.markdown import code, page, table
from veerkracht.enrolment.models import State
from veerkracht.enrolment.rules import MOVES as ENROLMENT_MOVES
from veerkracht.imports.models import State as ListState
from veerkracht.imports.rules import MOVES as LIST_MOVES
from veerkracht.messages.models import Message, MessageState
from veerkracht.training.models import EditionState
from veerkracht.training.rules import MOVES as EDITION_MOVES

MAIL = {
    "": {"queued": ["an action tells something"]},
    "queued": {"sent": ["handed over"], "refused": ["refused, or tried too often"]},
}


class Arrow(NamedTuple):
    """One move: from, to, and what makes it."""

    before: str
    after: str
    why: str


def states() -> str:
    """Every state table of the house as a diagram and a list of words."""
    return page(
        "# States",
        "Each diagram is drawn from the table by which the code decides.",
        "## An enrolment",
        "`enrolment.rules.MOVES`; the words on the arrows are the rule that stands with each move.",
        diagram(enrolment_arrows()),
        words(State.choices),
        "## An edition",
        "`training.rules.MOVES`.",
        diagram(edition_arrows()),
        words(EditionState.choices),
        "## A list that somebody moves in with",
        "`imports.rules.MOVES`.",
        diagram(arrows(LIST_MOVES)),
        words(ListState.choices),
        "## A mail",
        f"`{Message.__module__.split('.')[1]}.models.MessageState`.",
        diagram(arrows(MAIL)),
        words(MessageState.choices),
    )


def enrolment_arrows() -> list[Arrow]:
    """The moves of an enrolment; "" is not yet enrolled."""
    return arrows(
        {
            before: {after: sorted(rules) for after, rules in to.items()}
            for before, to in ENROLMENT_MOVES.items()
        }
    )


def edition_arrows() -> list[Arrow]:
    """The moves of an edition."""
    named: dict[str, dict[str, list[str]]] = {"": {"draft": ["made"]}}
    for before, to in EDITION_MOVES.items():
        named[before] = {after: [""] for after in sorted(to)}
    return arrows(named)


def arrows(moves: dict[str, dict[str, list[str]]]) -> list[Arrow]:
    """A table of moves as arrows, in a fixed order; who has no way out ends."""
    found = [
        Arrow(before, after, ", ".join(why))
        for before, to in moves.items()
        for after, why in to.items()
    ]
    left = {one.before for one in found}
    ends = sorted({one.after for one in found} - left)
    return [*found, *(Arrow(end, "", "") for end in ends)]


def diagram(moves: Iterable[Arrow]) -> str:
    """A mermaid state diagram."""
    lines = [
        f"    {_node(one.before)} --> {_node(one.after)}{f' : {one.why}' if one.why else ''}"
        for one in moves
    ]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def words(choices: Iterable[tuple[str, object]]) -> str:
    """The name in the code beside the word on the screen."""
    return table(["State", "Op het scherm"], [[code(value), label] for value, label in choices])


def _node(state: str) -> str:
    """Mermaid knows no hyphen in a name, and writes begin and end as [*]."""
    return str(state).replace("-", "_") or "[*]"
