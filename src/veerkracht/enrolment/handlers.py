"""What enrolment does when training announces a change."""

from __future__ import annotations

from django.utils.translation import gettext as _

from veerkracht.enrolment import actions, seats
from veerkracht.enrolment.events import QueueChanged
from veerkracht.kernel import page_cache
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import after_commit, on
from veerkracht.training.events import (
    CapacityChanged,
    EditionCalledOff,
    EditionChanged,
    EditionPublished,
)
from veerkracht.training.models import Edition


@on(EditionPublished)
def make_places(event: EditionPublished) -> None:
    """An open edition has its seats."""
    actions.fit_places(edition=_edition(event.edition_id))


@on(CapacityChanged)
def change_places(event: CapacityChanged) -> None:
    """More seats are offered to who waits at once; free ones go when there are fewer."""
    edition = _edition(event.edition_id)
    if edition.state == "published":
        actions.fit_places(edition=edition)


@on(EditionCalledOff)
def end_enrolments(event: EditionCalledOff) -> None:
    """Everybody hears that it does not take place."""
    actions.call_off(edition=_edition(event.edition_id), reason=event.reason)


@on(EditionChanged)
def tell_participants(event: EditionChanged) -> None:
    """Who comes gets the new dates or place, for the calendar; who waits hears of them."""
    actions.tell_of_change(edition=_edition(event.edition_id))


@on(QueueChanged)
def forget_pages(event: QueueChanged) -> None:
    """Public pages that show how full it is are made anew."""
    after_commit(page_cache.clear, "agenda", f"edition:{event.edition_id}")


def guard_capacity(edition: Edition, new_capacity: int) -> None:
    """An edition cannot have fewer places than are given or offered. Holds the edition from here on."""
    seats.hold([edition.pk])
    taken = seats.count_taken(edition.pk)
    if new_capacity < taken:
        message = _("Er zijn al %(taken)s plaatsen vergeven. Kies %(taken)s of meer.") % {
            "taken": taken
        }
        raise RuleBroken(message, field="capacity")


def _edition(edition_id: int) -> Edition:
    return Edition.objects.select_related("course").get(pk=edition_id)
