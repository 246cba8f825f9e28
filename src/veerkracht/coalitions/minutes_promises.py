"""Actions that are promised in a meeting: made, said better, and taken back, by the verbs of the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.models import PersonKind
from veerkracht.programme.models import Action

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.coalitions.models import Coalition, Seat
    from veerkracht.people.models import Person

WITHOUT_EMPLOYER = (PersonKind.VOLUNTEER, PersonKind.EXPERIENCE)


def promise(
    *, coalition: Coalition, what: str, seat: Seat, due_on: date | None, by: Person
) -> Action:
    """What the organisation of a seat will do; who sits there is named when they work there."""
    if seat.organisation is None:
        raise RuleBroken(_("Kies wie dit gaat doen."), field="who")
    moment = now()
    return Action.objects.create(
        region=coalition.region,
        what=what[:300],
        owner=seat.organisation,
        person=named(seat),
        due_on=due_on,
        made_at=moment,
        changed_at=moment,
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
    Action.objects.filter(pk=action.pk).update(what=what[:300], changed_at=now())


def take_back_promise(*, action: Action, by: Person) -> None:
    """It was not promised after all."""
    action.delete()
