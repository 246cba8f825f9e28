"""Coalitions and their seats: who may, what follows for the meetings, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.coalitions import actions, policies, queries
from veerkracht.coalitions.coalition_rules import slug_of
from veerkracht.coalitions.models import Coalition, Seat
from veerkracht.coalitions.tests.seating import coalition, meets
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.permissions import allows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_coalition_has_an_address_of_its_own() -> None:
    assert slug_of("Kansrijke Start Zuid–Limburg!") == "kansrijke-start-zuidlimburg"
    taken = frozenset({"heerlen", "heerlen-2"})
    assert [slug_of("Heerlen", taken), slug_of("***", taken)] == ["heerlen-3", "coalitie"]


def test_who_has_a_seat_is_a_member_of_the_meetings_until_the_last_seat_ends() -> None:
    made = coalition()
    by, olga = made.coordinator, factories.person("Olga")
    assert by is not None
    first = actions.give_seat(coalition=made, kind="parent", person=olga, by=by)
    second = actions.give_seat(
        coalition=made,
        kind="organisation",
        organisation=factories.organisation(),
        person=olga,
        role="voorzitter",
        by=by,
    )
    assert meets(made, olga)
    actions.end_seat(seat=first, by=by)
    assert meets(made, olga)
    actions.end_seat(seat=second, by=by)
    actions.end_seat(seat=second, by=by)
    assert not meets(made, olga)
    assert list(queries.seats_of(made)) == []


def test_another_coordinator_comes_in_and_the_first_goes_out() -> None:
    made, other = coalition(), factories.person("Nel")
    first = made.coordinator
    assert first is not None
    actions.set_coordinator(coalition=made, person=other, by=first)
    made.refresh_from_db()
    assert (meets(made, other), meets(made, first)) == (True, False)
    assert allows(policies.check_may_look_after, other, made)
    assert not allows(policies.check_may_look_after, first, made)


def test_seats_of_nobody_twice_or_too_early_are_refused() -> None:
    made = coalition()
    by, zuyd = made.coordinator, factories.organisation("zuyd-hogeschool")
    assert by is not None
    actions.give_seat(coalition=made, kind="organisation", organisation=zuyd, by=by)
    wrong = [
        {"kind": "organisation"},
        {"kind": "parent"},
        {"kind": "king", "organisation": zuyd},
        {"kind": "organisation", "organisation": zuyd},
        {"kind": "parent", "person": by, "since": made.since - timedelta(days=1)},
    ]
    for values in wrong:
        with pytest.raises(RuleBroken):
            actions.give_seat(coalition=made, by=by, **values)  # type: ignore[arg-type]
    seat = Seat.objects.get(coalition=made)
    for day in (seat.since - timedelta(days=1), today() + timedelta(days=1)):
        with pytest.raises(RuleBroken):
            actions.end_seat(seat=seat, by=by, on=day)


def test_only_the_coordinator_or_one_of_the_region_looks_after_it() -> None:
    made = coalition()
    member = factories.person()
    assert made.coordinator is not None
    actions.give_seat(coalition=made, kind="parent", person=member, by=made.coordinator)
    may = {
        "coordinator": made.coordinator,
        "of the region": factories.coordinator(),
        "administrator": factories.administrator(),
    }
    for person in may.values():
        policies.check_may_look_after(person, made)
        assert made in queries.visible_to(person)
    for person in (member, factories.coordinator(factories.NOORD), factories.person()):
        assert not allows(policies.check_may_look_after, person, made)
        with pytest.raises(NotAllowed):
            actions.give_seat(coalition=made, kind="parent", person=person, by=person)
    assert made in queries.visible_to(member)
    assert made not in queries.visible_to(factories.coordinator(factories.NOORD))
    with pytest.raises(NotAllowed):
        actions.start_coalition(
            name="Van mij", kind="local", area=made.area, region=made.region, by=member
        )


def test_the_database_keeps_seats_and_coalitions_whole() -> None:
    made = coalition()
    row = {"coalition": made, "since": today()}
    zuyd = factories.organisation("zuyd-hogeschool")
    for values in (
        {"kind": "parent"},
        {"kind": "organisation", "organisation": zuyd, "until": today() - timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Seat.objects.create(**row, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Coalition.objects.filter(pk=made.pk).update(until=made.since)
