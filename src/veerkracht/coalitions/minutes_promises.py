"""Actions that are promised in a meeting: made, said better, and taken back, by the verbs of the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from veerkracht.coalitions.models import Coalition
from veerkracht.kernel.errors import RuleBroken
from veerkracht.meetings.models import Meeting
from veerkracht.people.models import PersonKind
from veerkracht.programme.actions import change_action, delete_action, make_action

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.coalitions.models import Seat
    from veerkracht.people.models import Person
    from veerkracht.programme.models import Action

WITHOUT_EMPLOYER = (PersonKind.VOLUNTEER, PersonKind.EXPERIENCE)


def promise(
    *, coalition: Coalition, what: str, seat: Seat, due_on: date | None, by: Person
) -> Action:
    """What the organisation of a seat will do; who sits there is named when they work there."""
    if seat.organisation is None:
        raise RuleBroken(_("Kies wie dit gaat doen."), field="who")
    return make_action(
        region=coalition.region,
        by=by,
        what=what,
        owner=seat.organisation,
        person=named(seat),
        due_on=due_on,
    )


def named(seat: Seat) -> Person | None:
    """Who is named beside the organisation: who sits there, when they may stand for it."""
    person = seat.person
    if person is None:
        return None
    free = person.organisation_id is None and person.kind in WITHOUT_EMPLOYER
    return person if free or person.organisation_id == seat.organisation_id else None


def reword_promise(*, action: Action, what: str, by: Person) -> None:
    """Say the same better."""
    change_action(action=action, by=by, what=what)


def take_back_promise(action: Action) -> None:
    """It was not promised after all. Raises RuleBroken when the action is used elsewhere by now.

    Whoever took the line away was checked there; with the line gone, nothing tells of which coalition it was.
    """
    delete_action(action=action, by=None)


def keeps_promises(person: Person, region_id: int, action: Action | None) -> bool:
    """Whether somebody writes actions of a region because a coalition promised them: its coordinator, or who leads.

    A new action: who coordinates or led a coalition of the region. One that is there: only of their own coalition.
    """
    meetings = Meeting.objects.filter(series__coalition__region=region_id)
    if action is not None:
        meetings = meetings.filter(agenda__points__minute_lines__action=action)
    own = Q(facilitator=person) | Q(series__coalition__coordinator=person)
    return meetings.filter(own).exists()
