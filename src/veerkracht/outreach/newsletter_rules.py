"""How an issue goes from draft to sent, at which pace, and what an address is. Pure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import StrEnum

SLOWEST, USUAL, FASTEST = 10, 300, 30_000  # mails a minute
MOST_AT_ONCE = 200
ADDRESS = re.compile(
    r"[^\s@<>,;:\"()\[\]\\\x00-\x1f]{1,64}@[^\s@<>,;:\"()\[\]\\\x00-\x1f]{1,180}\.[a-z]{2,24}"
)


class IssueState(StrEnum):
    """Where an issue stands."""

    DRAFT = "draft"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    STOPPED = "stopped"


class Step(StrEnum):
    """What happens to an issue."""

    SEND = "send"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    FINISH = "finish"


ISSUE_STEPS: dict[tuple[IssueState, Step], IssueState] = {
    (IssueState.DRAFT, Step.SEND): IssueState.SENDING,
    (IssueState.SENDING, Step.PAUSE): IssueState.PAUSED,
    (IssueState.PAUSED, Step.RESUME): IssueState.SENDING,
    (IssueState.SENDING, Step.STOP): IssueState.STOPPED,
    (IssueState.PAUSED, Step.STOP): IssueState.STOPPED,
    (IssueState.SENDING, Step.FINISH): IssueState.SENT,
}


def after(state: str, step: str) -> IssueState | None:
    """Where an issue stands after a step; None when that step cannot be taken now."""
    return next(
        (there for (here, taken), there in ISSUE_STEPS.items() if (here, taken) == (state, step)),
        None,
    )


def at_once(pace: int) -> int:
    """How many mails go in one round at this pace (mails a minute): a second's worth, within bounds."""
    return max(1, min(pace // 60, MOST_AT_ONCE))


def next_round(moment: datetime, pace: int) -> datetime:
    """When the round after this one may begin, so that the pace is kept however many work at it."""
    return moment + timedelta(seconds=60 * at_once(pace) / pace)


def tidy_address(text: str) -> str:
    """The address as it is kept: small letters, no space around it; "" when it cannot be one."""
    found = text.strip().lower()
    fits = found.isascii() and len(found) <= 254 and ADDRESS.fullmatch(found)
    return found if fits else ""


def addresses_in(rows: list[list[str]]) -> tuple[list[str], int]:
    """The addresses in the cells of a list, each once, in order; and how many rows hold none.

    The first row may be a heading, so it does not count. “Naam <adres>” counts as the address.
    """
    found: dict[str, None] = {}
    without = 0
    for number, cells in enumerate(rows):
        bare = (cell.rpartition("<")[2].replace(">", "") for cell in cells)
        there = [address for cell in bare if (address := tidy_address(cell))]
        found.update(dict.fromkeys(there))
        without += bool(number and not there)
    return list(found), without
