"""What enrolment announces; each event is sent in the transaction that made it true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlaceGranted:
    """Somebody has a place now."""

    enrolment_id: int
    edition_id: int


@dataclass(frozen=True)
class PlaceGivenUp:
    """Somebody who had a place no longer has it."""

    enrolment_id: int
    edition_id: int


@dataclass(frozen=True)
class PlaceOffered:
    """Somebody who waited is offered a place, and has some time to answer."""

    enrolment_id: int
    edition_id: int


@dataclass(frozen=True)
class OfferEnded:
    """An offered place was not taken by who was offered it."""

    enrolment_id: int
    edition_id: int


@dataclass(frozen=True)
class QueueChanged:
    """Who waits for an edition, or is offered a place in it, changed."""

    edition_id: int


@dataclass(frozen=True)
class PresenceNoted:
    """It was said of an edition as a whole who of those with a place were there."""

    edition_id: int
