"""What apps above add to the page of one's place: who booked it, and what there is after the training."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from veerkracht.kernel.registries import Registry
from veerkracht.kernel.together import Asking

if TYPE_CHECKING:
    from veerkracht.enrolment.models import Enrolment
    from veerkracht.people.models import Person


@dataclass(frozen=True)
class Booked:
    """Who booked this for somebody, and whether they pay.

    ``until`` is when the person's own yes must be there, and ``url`` where it is said; None and empty
    when nothing is waited for.
    """

    organisation: str
    pays: bool
    until: datetime | None = None
    url: str = ""


class BookedFor(Protocol):
    """Asks who booked what this person is enrolled for, by number of the enrolment."""

    def __call__(self, person: Person) -> Asking[dict[int, Booked]]: ...


@dataclass(frozen=True)
class Afterwards:
    """Something that is there after a training: a link, or without ``url`` a sentence."""

    label: str
    url: str = ""
    icon: str = ""


class AfterTraining(Protocol):
    """Asks what one app has for somebody who had a place in a training that is over."""

    def __call__(self, enrolment: Enrolment) -> Asking[list[Afterwards]]: ...


booked_for: Registry[BookedFor] = Registry("Who booked a place for somebody else")
after_training: Registry[AfterTraining] = Registry("What there is for somebody after a training")
