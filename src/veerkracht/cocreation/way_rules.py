"""When a way of working is right, and how it goes from draft to the site. Pure."""

from __future__ import annotations

from collections.abc import Sequence

WAY_STEPS: dict[str, tuple[frozenset[str], str]] = {
    "propose": (frozenset({"draft"}), "review"),
    "publish": (frozenset({"draft", "review", "withdrawn"}), "published"),
    "send_back": (frozenset({"review"}), "draft"),
    "withdraw": (frozenset({"published"}), "withdrawn"),
}
FREE_STEPS = frozenset({"draft", "review"})  # in which its maker may still change it
SPARE = 1.25  # steps may take a quarter more than was said


def next_state(step: str, state: str) -> str | None:
    """The state after a step; None when it cannot be taken from here."""
    before, after = WAY_STEPS[step]
    return after if state in before else None


def fits(minutes: int, steps: Sequence[int]) -> bool:
    """Whether the steps fit in the time that the whole is said to take."""
    return sum(steps) <= minutes * SPARE


def read_steps(text: str) -> list[tuple[int, str]]:
    """Steps from lines such as ``10 Loop samen een rondje``: minutes and words.

    A line without a number in front belongs to the step before it. Raises ValueError with the number of
    a first line that has no minutes.
    """
    found: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.strip()
        if not words:
            continue
        first, _space, rest = words.partition(" ")
        if first.isdecimal() and len(first) <= 3 and rest.strip():
            found.append((int(first), _without_unit(rest.strip())))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {words}")
        else:
            raise ValueError(number)
    return found


def _without_unit(words: str) -> str:
    """Without “min”, “minuten” or a colon behind the number."""
    first, _space, rest = words.partition(" ")
    unit = first.lower().rstrip(":.") in {"min", "minuten", "minutes", "minuut"}
    return (rest if unit and rest else words).lstrip(": ").strip()
