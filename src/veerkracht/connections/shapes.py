"""What goes in and out: strict, so that a typing error is told and not guessed away."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

LARGEST = 2**63 - 1  # of a number in our database
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DIGITS = re.compile(r"\d{1,19}", re.ASCII)


def _plain_number(value: Any) -> Any:
    """Only digits: no spaces, signs, points or words that Python would take for a number."""
    if isinstance(value, str) and not _DIGITS.fullmatch(value):
        raise ValueError("not a whole number")
    return value


def _whole(value: Any) -> Any:
    """To JSON Schema 9.0 is the same whole number as 9; Python's reader makes it a float."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _plain_flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value not in {"true", "false"}:
        raise ValueError("not true or false")
    return value == "true"


def _plain_day(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("not a date like 2026-11-23")
    return date.fromisoformat(value)


Number = Annotated[int, Field(ge=1, le=LARGEST), BeforeValidator(_whole)]
NumberInPath = Annotated[int, Field(ge=1, le=LARGEST)]
NumberAsked = Annotated[int, Field(ge=1, le=LARGEST), BeforeValidator(_plain_number)]
FlagAsked = Annotated[bool, BeforeValidator(_plain_flag)]
DayAsked = Annotated[date, BeforeValidator(_plain_day)]
NO_NUL = r"^[^\x00]*$"  # JSON knows this sign, a database does not; the description says so
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}$")]


class Asked(BaseModel):
    """What somebody sends as JSON: the right types and nothing else."""

    model_config = ConfigDict(
        strict=True, extra="forbid", alias_generator=to_camel, validate_by_name=False
    )


class Filters(BaseModel):
    """What may stand behind the question mark; every list takes ``limit`` and ``cursor``."""

    model_config = ConfigDict(
        extra="forbid", alias_generator=to_camel, validate_by_name=True, validate_by_alias=True
    )

    limit: Annotated[int, Field(ge=1, le=100), BeforeValidator(_plain_number)] = Field(
        20, description="Hoeveel er hoogstens in één antwoord staan."
    )
    cursor: Annotated[str, StringConstraints(max_length=300)] | None = Field(
        None, description="Waar de volgende bladzijde begint: nextCursor van de vorige."
    )


class Answer(BaseModel):
    """What we send."""

    model_config = ConfigDict(
        extra="forbid", alias_generator=to_camel, validate_by_name=True, validate_by_alias=True
    )


class Page(Answer):
    """One page of a list; the apps name what is in ``items``."""

    next_cursor: str | None = Field(
        None, description="Geef dit als cursor mee voor de volgende bladzijde; null is het einde."
    )


class FaultAnswer(Answer):
    """One wrong value in a question."""

    in_: str = Field(alias="in", description="path, query, header of body")
    location: dict[str, str]
    code: str
    detail: str


class ProblemAnswer(Answer):
    """An error, as RFC 9457 describes it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultAnswer] | None = None
