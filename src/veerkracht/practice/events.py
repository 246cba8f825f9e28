"""What practice announces; each event is sent in the transaction that made it true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CoachingHoursChanged:
    """A coach said that an appointment was held, or that it was not: the hours of a region changed."""

    appointment_id: int
    region_id: int


@dataclass(frozen=True)
class CommitmentsChanged:
    """Somebody said how a commitment went, withdrew one, or took all of them back."""

    person_id: int
