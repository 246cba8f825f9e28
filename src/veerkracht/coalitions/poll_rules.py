"""The three questions of the yearly poll, when it is open, and how its answers may be shown. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

# Question → its answers, in the order of the page.
QUESTIONS: dict[str, tuple[str, ...]] = {
    "know": ("yes", "some", "no"),
    "took": ("yes", "no", "unsure"),
    "helps": ("yes", "some", "no", "unsure"),
}
FEWEST = 10  # answers to a poll before anything of it is shown
MOST_BATCHES = 60


def is_open(opens_on: date, closes_on: date, today: date) -> bool:
    """Whether a poll may be answered on a day; both days count."""
    return opens_on <= today <= closes_on


def is_closed(closes_on: date, today: date) -> bool:
    """Whether nothing can come any more, so that its results stay as they are once they are shown."""
    return today > closes_on


def is_answered(answers: Mapping[str, str]) -> bool:
    """Whether each question has one of its answers, and there is nothing else."""
    return set(answers) == set(QUESTIONS) and all(
        answer in QUESTIONS[question] for question, answer in answers.items()
    )
