"""A coalition with parents, its meetings, and who guides and pays, for tests."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from tests import factories
from veerkracht.coalitions import parent_actions
from veerkracht.coalitions.models import Coalition, CoalitionKind, Seat, SeatKind
from veerkracht.kernel.clock import held_at, now, today
from veerkracht.meetings.actions import When, add_member, mark_presence, plan_meeting, start_series
from veerkracht.meetings.models import Meeting
from veerkracht.people.models import RoleKind
from veerkracht.places.queries import region

if TYPE_CHECKING:
    from veerkracht.people.models import Organisation, Person

IBAN, OTHER_IBAN = "NL91ABNA0417164300", "DE89370400440532013000"
_numbers = count(1)


def coalition(
    coordinator: Person | None = None, *, of: str = factories.ZUID, terms: bool = True
) -> Coalition:
    """A coalition in a region, two years old, with what parents get."""
    by = coordinator or factories.coordinator(of)
    number = next(_numbers)
    area = region(of)
    name = f"Coalitie {number}"
    series = start_series(region=area, purpose="coalition", name=name, people=[by], by=by)
    made = Coalition.objects.create(
        slug=f"coalitie-{number}",
        name=name,
        kind=CoalitionKind.REGIONAL,
        area=area,
        region=area,
        coordinator=by,
        series=series,
        since=today() - timedelta(days=730),
    )
    if terms:
        given = parent_actions.Terms(2500, 23, True, "Carla", "06 12 34 56 78")  # noqa: FBT003
        parent_actions.set_parent_terms(coalition=made, terms=given, by=by)
    return made


def guide(of: Coalition) -> Person:
    """Who coordinates it."""
    assert of.coordinator is not None
    return of.coordinator


def parent(of: Coalition, name: str = "Olga Ouder") -> Person:
    """Somebody with a seat as a parent for a year."""
    someone = factories.person(name, kind="experience")
    since = today() - timedelta(days=365)
    Seat.objects.create(coalition=of, kind=SeatKind.PARENT, person=someone, since=since)
    with held_at(now() - timedelta(days=365)):
        add_member(series=of.series, person=someone, by=someone)
    return someone


def seat(of: Coalition, organisation: Organisation) -> Seat:
    """An organisation with a seat."""
    return Seat.objects.create(
        coalition=of, kind=SeatKind.ORGANISATION, organisation=organisation, since=today()
    )


def held(of: Coalition, *people: Person, days: float = 3) -> Meeting:
    """A meeting of some days ago, at which these people were."""
    with held_at(now() - timedelta(days=days + 1)):
        starts = now() + timedelta(days=1)
        when = When(starts, starts + timedelta(hours=2), place="Buurthuis")
        meeting = plan_meeting(series=of.series, when=when, by=guide(of))
    if people:
        Meeting.objects.filter(pk=meeting.pk).update(facilitator=guide(of))
        meeting.refresh_from_db()
        minutes = {one.pk: 120 for one in people}
        mark_presence(meeting=meeting, minutes=minutes, by=guide(of))
    return Meeting.objects.get(pk=meeting.pk)


def payer(of: str = factories.ZUID) -> Person:
    """Who pays in a region."""
    return factories.with_role(RoleKind.PAYER, of)


def invited(of: Coalition, **values: Any) -> Any:
    """An invitation on paper, unless told otherwise."""
    given = {
        "kind": "parent",
        "name": "Olga",
        "email": "",
        "asked": "Vertel over thuis.",
        "when": "Vier keer per jaar, op dinsdag",
        "place": "Buurthuis",
        **values,
    }
    return parent_actions.invite_parent(
        coalition=of, invitation=parent_actions.Invitation(**given), by=guide(of)
    )
