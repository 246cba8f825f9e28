"""Which steps a wish can take, and what each asks for. Pure."""

from __future__ import annotations

from collections.abc import Mapping

HEARD, UNDERSTOOD, PLANNED, DONE, ASIDE = "heard", "understood", "planned", "done", "aside"
COLUMNS = (HEARD, UNDERSTOOD, PLANNED, DONE)
PUBLIC = (UNDERSTOOD, PLANNED, DONE)
ANSWERED = (DONE, ASIDE)  # nothing more is promised
STEPS: Mapping[str, tuple[str, ...]] = {
    HEARD: (UNDERSTOOD, ASIDE),
    UNDERSTOOD: (PLANNED, DONE, ASIDE),
    PLANNED: (DONE, UNDERSTOOD, ASIDE),
    DONE: (PLANNED,),
    ASIDE: (HEARD,),
}
OWN_WORDS, TO_ASKERS, OUTCOME_OR_WORDS, NO_SUCH_STEP = "told", "words", "outcome", "step"


def lacks(before: str, after: str, *, told: bool, words: bool, outcomes: bool) -> str | None:
    """What a step still lacks, or None when it can be taken.

    To be understood a wish must be told in our own words; planned and done need something that came of it, or
    words; laying aside needs the reason.
    """
    if after not in STEPS.get(before, ()):
        return NO_SUCH_STEP
    if after in PUBLIC and not told:
        return OWN_WORDS
    if after == ASIDE and not words:
        return TO_ASKERS
    if after in {PLANNED, DONE} and not (words or outcomes):
        return OUTCOME_OR_WORDS
    return None


def is_back(before: str, after: str) -> bool:
    """Whether a step mends an earlier one instead of bringing news."""
    order = {state: place for place, state in enumerate(COLUMNS)}
    return before == ASIDE or (after in order and order[after] < order[before])


def is_told(before: str, after: str, *, words: bool) -> bool:
    """Whether askers hear of a step: always of news, of a step back only when words go with it."""
    return words or not is_back(before, after)
