"""What funding does when places are offered, given and given up, and when it is known who came."""

from __future__ import annotations

from veerkracht.enrolment.events import OfferEnded, PlaceGivenUp, PlaceGranted, PlaceOffered
from veerkracht.funding import ledger_actions, scheme_actions
from veerkracht.kernel.events import on
from veerkracht.practice.events import CoachingHoursChanged
from veerkracht.proof.events import AttendanceMarked
from veerkracht.training.events import EditionPublished
from veerkracht.training.models import Edition


@on(PlaceGranted)
def commit(event: PlaceGranted) -> None:
    """The place is charged, or the database refuses it; in the same message as the place itself."""
    ledger_actions.give(event.enrolment_id)


@on(PlaceOffered)
def reserve(event: PlaceOffered) -> None:
    """Money is reserved for an offer when there is any."""
    ledger_actions.offer(event.enrolment_id)


@on(OfferEnded)
def release_offer(event: OfferEnded) -> None:
    """What was reserved for the offer is free."""
    ledger_actions.let_go(event.enrolment_id, event.edition_id, had_place=False)


@on(PlaceGivenUp)
def release_place(event: PlaceGivenUp) -> None:
    """What the place cost is free, or spent when the scheme says so."""
    ledger_actions.let_go(event.enrolment_id, event.edition_id, had_place=True)


@on(AttendanceMarked)
def settle(event: AttendanceMarked) -> None:
    """After the last day the money of who came is spent."""
    ledger_actions.settle_edition(event.edition_id)


@on(CoachingHoursChanged)
def charge_hours(event: CoachingHoursChanged) -> None:
    """Hours that were held are charged; those that were not are booked back."""
    ledger_actions.charge_hours_of(event.region_id)


@on(EditionPublished)
def cover(event: EditionPublished) -> None:
    """A new edition of a course that a scheme pays for is covered."""
    scheme_actions.cover_published(Edition.objects.get(pk=event.edition_id))
