"""What training announces, in the transaction in which it happened."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CourseChanged:
    """A course was made or changed: title, goals, accreditation or anything else of it."""

    course_id: int


@dataclass(frozen=True)
class EditionPublished:
    """An edition is open to the world from now on; it has its capacity as it stands."""

    edition_id: int


@dataclass(frozen=True)
class EditionChanged:
    """Dates or place of an edition changed, so calendars must hear; ``sequence`` has grown.

    ``what`` holds names out of ``sessions``, ``municipality``, ``venue`` and ``online_link``.
    """

    edition_id: int
    what: tuple[str, ...]


@dataclass(frozen=True)
class EditionDetailsChanged:
    """Something of an edition changed that no calendar needs: price, window, note or language."""

    edition_id: int
    what: tuple[str, ...]


@dataclass(frozen=True)
class CapacityChanged:
    """An edition that exists has more or fewer places than before; also while it is a draft."""

    edition_id: int
    before: int
    after: int


@dataclass(frozen=True)
class EditionCalledOff:
    """An edition will not take place; ``reason`` is a sentence for those who were coming."""

    edition_id: int
    reason: str


@dataclass(frozen=True)
class TrainersChanged:
    """Other people train at an edition than before."""

    edition_id: int
    added: tuple[int, ...]
    removed: tuple[int, ...]


@dataclass(frozen=True)
class LearningTakenOver:
    """Training that these people followed before was taken over from a list."""

    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class LearningTakenBack:
    """Training that was taken over of these people was taken back: it came with a wrong list."""

    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class EarlierCountsChanged:
    """Numbers that were taken over from lists came, changed or went."""

    count_ids: tuple[int, ...]
