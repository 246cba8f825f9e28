"""Scores of an instrument, always worked out anew from the answers; what a file claims is only compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from veerkracht.conversations.question_instrument import Instrument, Question, Score, every

DECIMALS: Final = 4  # of a mean that does not end

Answer = str | Decimal | bool  # the code of an option, a number, yes or no
Answers = Mapping[str, Answer]  # by linkId


@dataclass(frozen=True)
class Scored:
    """One score: its value (none without the answers it needs), and over how many answers of how many."""

    score: Score
    value: Decimal | None
    answered: int

    @property
    def asked(self) -> int:
        """How many questions the score is about."""
        return len(self.score.over)


@dataclass(frozen=True)
class Difference:
    """A file claims another score than its answers give."""

    key: str
    text: str
    claimed: Decimal
    worked_out: Decimal | None


def number_of(question: Question, answer: Answer | None) -> Decimal | None:
    """What an answer counts for, by the weights of the questionnaire; none without a number."""
    if isinstance(answer, str):
        weights = {option.code: option.weight for option in question.options}
        return weights.get(answer)
    return answer if isinstance(answer, Decimal) else None


def scored(instrument: Instrument, answers: Answers) -> list[Scored]:
    """Each score of these answers."""
    questions = {each.key: each for each in every(instrument.questions)}
    numbers = {key: number_of(questions[key], answers.get(key)) for key in questions}
    return [_scored(score, numbers) for score in instrument.scores]


def _scored(score: Score, numbers: Mapping[str, Decimal | None]) -> Scored:
    found = [number for number in (numbers[key] for key in score.over) if number is not None]
    lacking = not found or (score.needs_all and len(found) < len(score.over))
    return Scored(score, None if lacking else _worked_out(score, found), len(found))


def _worked_out(score: Score, numbers: list[Decimal]) -> Decimal:
    total = sum((Fraction(number) for number in numbers), Fraction(0))
    exact = total / len(numbers) if score.how == "mean" else total
    return rounded(exact)


def rounded(exact: Fraction) -> Decimal:
    """As a decimal: exact where it ends within six decimals, else rounded half up to four."""
    as_million = exact * 10**6
    if as_million.denominator == 1:
        found = Decimal(as_million.numerator) / Decimal(10**6)
        whole = found == found.to_integral_value()
        return found.quantize(Decimal(1)) if whole else found.normalize()
    shifted = exact * 10**DECIMALS + Fraction(1, 2)
    return Decimal(shifted.numerator // shifted.denominator).scaleb(-DECIMALS)


def differences(results: list[Scored], claims: Mapping[str, Decimal]) -> list[Difference]:
    """Where a file claims another score. A claim with fewer decimals is right when it rounds so."""
    return [
        Difference(one.score.key, one.score.text, claims[one.score.key], one.value)
        for one in results
        if one.score.key in claims and not _agrees(claims[one.score.key], one.value)
    ]


def _agrees(claimed: Decimal, worked_out: Decimal | None) -> bool:
    if worked_out is None:
        return False
    exponent = claimed.as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    half = Decimal(5).scaleb(-decimals - 1)
    near = claimed == worked_out
    return near or (0 < decimals < DECIMALS + 1 and abs(claimed - worked_out) <= half)
