"""Kept and capped places on a real database: who sits where and what is said of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from bench.deeds import faults_of
from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.enrolment import actions, queries
from veerkracht.enrolment.models import Enrolment, Move, Pass, Seat, Share, Terms
from veerkracht.enrolment.rules import Rule
from veerkracht.enrolment.share_states import over, share_states
from veerkracht.enrolment.terms_actions import Whom
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.people.models import Organisation, Person, Sector
from veerkracht.places.queries import region
from veerkracht.training.actions import change_edition, publish_edition
from veerkracht.training.models import Edition, QueuePolicy
from veerkracht.training.queries import FinderChoice, availability_of, find

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def sector(code: str = "kraamzorg") -> Sector:
    return Sector.objects.get(code=code)


def of_group(**work: Any) -> Person:
    """Somebody from the group that the places are kept for."""
    return factories.person(sector=sector(), **work)


def ask(edition: Edition, *people: Person) -> Enrolment:
    by = people[0] if len(people) == 1 else factories.coordinator()
    return actions.request_places(people=people, editions=[edition], by=by)[0]


def keep(edition: Edition, number: int = 2, whom: Whom | None = None) -> Share:
    return actions.keep_places(
        edition=edition,
        whom=whom or Whom(sector=sector()),
        number=number,
        until=now() + timedelta(days=10),
        by=factories.coordinator(),
    )


def cap(edition: Edition, number: int = 1, whom: Whom | None = None) -> Share:
    chosen = whom or Whom(sector=sector())
    return actions.cap_places(
        edition=edition, whom=chosen, number=number, by=factories.coordinator()
    )


def states(*rows: Enrolment) -> list[str]:
    return [Enrolment.objects.get(pk=row.pk).state for row in rows]


def last_move(row: Enrolment) -> tuple[str, int]:
    found = Move.objects.filter(enrolment=row).latest("pk")
    return found.rule, found.passed_over


def give_up(row: Enrolment) -> None:
    actions.leave(enrolment=row, by=row.person)


# Kept places


def test_kept_places_are_not_for_others_and_stand_ready_for_the_group() -> None:
    edition = factories.edition(capacity=3)
    keep(edition, 2)
    first, second = ask(edition, factories.person()), ask(edition, factories.person())
    mine = ask(edition, of_group())
    assert states(first, second, mine) == ["placed", "waiting", "placed"]
    assert last_move(mine) == (Rule.SHARES, 0)
    assert last_move(second)[0] == Rule.FULL
    assert faults_of(edition) == []


def test_those_of_the_group_who_sit_already_count() -> None:
    edition = factories.edition(capacity=3)
    ask(edition, of_group())
    keep(edition, 2)
    assert queries.fills([edition.pk])[edition.pk].kept == 1
    others = [ask(edition, factories.person()) for _ in range(2)]
    assert states(*others) == ["placed", "waiting"]


def test_a_kept_place_that_comes_free_goes_past_who_waits_longer_and_says_so() -> None:
    edition = factories.edition(capacity=1)
    keep(edition, 1)
    mine = ask(edition, of_group())
    other, next_of_group = ask(edition, factories.person()), ask(edition, of_group())
    give_up(mine)
    assert states(other, next_of_group) == ["waiting", "offered"]
    assert last_move(next_of_group) == (Rule.SHARES, 1)


def test_the_group_may_have_open_places_too() -> None:
    edition = factories.edition(capacity=3)
    keep(edition, 1)
    rows = [ask(edition, of_group()) for _ in range(3)]
    assert states(*rows) == ["placed"] * 3


def test_released_places_are_offered_at_once_to_who_waits_longest(
    clock: time_machine.Traveller,
) -> None:
    edition = factories.edition(capacity=2)
    share = keep(edition, 2)
    rows = [ask(edition, factories.person()) for _ in range(3)]
    clock.shift(timedelta(days=9, hours=23))
    assert actions.release_kept() == 0
    clock.shift(timedelta(hours=1))
    assert actions.release_kept() == 1
    assert actions.release_kept() == 0
    assert states(*rows) == ["offered", "offered", "waiting"]
    share.refresh_from_db()
    assert share.released_at is not None
    assert not Terms.objects.get(edition=edition).has_shares
    assert len(over(edition)) == 1
    assert Entry.objects.filter(verb="enrolment.share_released").exists()


def test_taking_a_share_away_offers_its_places_and_cannot_be_done_twice() -> None:
    edition = factories.edition(capacity=1)
    share = keep(edition, 1)
    row = ask(edition, factories.person())
    by = factories.coordinator()
    actions.remove_share(share=share, by=by)
    assert states(row) == ["offered"]
    again = Share(pk=share.pk, edition=edition, kind="kept", number=1)
    with pytest.raises(RuleBroken, match="al voorbij"):
        actions.remove_share(share=again, by=by)


def test_no_more_can_be_kept_than_is_free() -> None:
    edition = factories.edition(capacity=3)
    ask(edition, factories.person())
    with pytest.raises(RuleBroken, match="hoogstens 2") as broken:
        keep(edition, 3)
    assert broken.value.field == "number"
    assert not Share.objects.exists()
    assert not Seat.objects.filter(share__isnull=False).exists()


def test_a_draft_keeps_no_more_than_it_will_have_and_marks_them_when_it_opens() -> None:
    draft = factories.draft(capacity=3)
    keep(draft, 2)
    with pytest.raises(RuleBroken, match="hoogstens 1"):
        keep(draft, 2, Whom(students=True))
    edition = publish_edition(by=None, edition=draft)
    assert queries.fills([edition.pk])[edition.pk].kept == 2


@pytest.mark.parametrize("days", [0, 40])
def test_places_are_kept_until_a_moment_before_the_training(days: int) -> None:
    edition = factories.edition(capacity=3)
    until: datetime = now() + timedelta(days=days)
    with pytest.raises(RuleBroken) as broken:
        actions.keep_places(
            edition=edition,
            whom=Whom(students=True),
            number=1,
            until=until,
            by=factories.coordinator(),
        )
    assert broken.value.field == "until"


def test_one_group_has_one_agreement_of_a_kind() -> None:
    edition = factories.edition(capacity=6)
    keep(edition, 1)
    with pytest.raises(RuleBroken, match="al iets afgesproken"):
        keep(edition, 1)
    cap(edition, 2)
    keep(edition, 1, Whom(students=True))
    assert Share.objects.filter(edition=edition).count() == 3


def test_only_a_coordinator_of_the_region_agrees_about_places() -> None:
    edition = factories.edition(capacity=3)
    for by in (factories.person(), factories.coordinator(factories.NOORD), factories.trainer()):
        with pytest.raises(NotAllowed):
            actions.cap_places(edition=edition, whom=Whom(students=True), number=1, by=by)
        with pytest.raises(NotAllowed):
            actions.set_approver(edition=edition, approver="coordinator", by=by)


@pytest.mark.parametrize("sign", ["organisation", "area", "municipality", "students"])
def test_a_group_is_a_sector_an_organisation_an_area_or_students(sign: str) -> None:
    edition = factories.edition(capacity=2)
    organisation = Organisation.objects.exclude(municipality=None)[0]
    town, zuid = edition.municipality, region(factories.ZUID)
    groups: dict[str, tuple[Whom, dict[str, Any]]] = {
        "organisation": (Whom(organisation=organisation), {"organisation": organisation}),
        "area": (Whom(area=zuid), {"municipality": town}),
        "municipality": (Whom(area=town), {"municipality": town}),
        "students": (Whom(students=True), {"kind": "student"}),
    }
    whom, work = groups[sign]
    keep(edition, 2, whom)
    assert states(ask(edition, factories.person()), ask(edition, factories.person(**work))) == [
        "waiting",
        "placed",
    ]


def test_fewer_places_take_the_open_ones_first_and_more_fill_the_kept_ones_again() -> None:
    edition = factories.edition(capacity=4)
    keep(edition, 3)
    for capacity, kept in ((3, 3), (2, 2), (5, 3)):
        edition.refresh_from_db()
        change_edition(by=None, edition=edition, version=edition.version, capacity=capacity)
        assert queries.fills([edition.pk])[edition.pk].kept == kept
    [state] = share_states(edition)
    assert (state.taken, state.free, state.missing) == (0, 3, 0)


# Caps


def test_a_group_at_its_cap_waits_while_others_come_in() -> None:
    edition = factories.edition(capacity=3)
    cap(edition, 1)
    first, second, other = (
        ask(edition, one) for one in (of_group(), of_group(), factories.person())
    )
    assert states(first, second, other) == ["placed", "waiting", "placed"]
    assert last_move(second)[0] == Rule.CAP_REACHED
    assert last_move(other) == (Rule.SHARES, 0)
    give_up(first)
    assert states(second) == ["offered"]


def test_a_cap_counts_offers_too_and_frees_with_them() -> None:
    edition = factories.edition(capacity=2, queue_policy=QueuePolicy.BEST_FIT)
    cap(edition, 1)
    first = ask(edition, of_group())
    ask(edition, factories.person())
    second, third = ask(edition, of_group()), ask(edition, of_group())
    give_up(first)
    assert states(second, third) == ["offered", "waiting"]
    give_up(Enrolment.objects.select_related("edition", "person").get(pk=second.pk))
    assert states(third) == ["offered"]
    assert faults_of(edition) == []


def test_a_cap_below_who_sits_is_refused() -> None:
    edition = factories.edition(capacity=3)
    ask(edition, of_group())
    ask(edition, of_group())
    with pytest.raises(RuleBroken, match="al 2 mensen"):
        cap(edition, 1)
    cap(edition, 2)
    assert Pass.objects.filter(enrolment__isnull=False).count() == 2


def test_a_colleague_takes_over_a_kept_place_only_from_within_the_group() -> None:
    edition = factories.edition(capacity=1)
    keep(edition, 1)
    row = ask(edition, of_group())
    handover = actions.ask_colleague(enrolment=row, address="c@voorbeeld.example", by=row.person)
    with pytest.raises(RuleBroken, match="groep waar jij niet bij hoort"):
        actions.take_over(handover=handover, by=factories.person())
    assert states(row) == ["placed"]
    successor = actions.take_over(handover=handover, by=of_group())
    assert (states(row), successor.seat_id) == (["handed-over"], row.seat_id)


def test_a_colleague_of_a_group_at_its_cap_comes_only_instead_of_one_of_them() -> None:
    edition = factories.edition(capacity=3)
    cap(edition, 1)
    mine, other = ask(edition, of_group()), ask(edition, factories.person())
    handover = actions.ask_colleague(
        enrolment=other, address="c@voorbeeld.example", by=other.person
    )
    with pytest.raises(RuleBroken, match="zoveel mensen mee"):
        actions.take_over(handover=handover, by=of_group())
    own = actions.ask_colleague(enrolment=mine, address="d@voorbeeld.example", by=mine.person)
    successor = actions.take_over(handover=own, by=of_group())
    assert list(Pass.objects.values_list("enrolment", flat=True)) == [successor.pk]
    assert faults_of(edition) == []


# What is promised to whom


def test_kept_places_are_promised_to_nobody_else() -> None:
    edition = factories.edition(capacity=2)
    keep(edition, 2)
    places = availability_of([edition.pk])[edition.pk]
    assert (places.free, places.kept, places.taken) == (0, 2, 2)
    assert find(FinderChoice(free=True)).paginator.count == 0
    assert queries.fills([edition.pk])[edition.pk].label == "vol voor iedereen · 2 vrijgehouden"


def test_who_waits_at_a_cap_does_not_make_it_full_for_others() -> None:
    edition = factories.edition(capacity=3)
    cap(edition, 1, Whom(students=True))
    for _ in range(3):
        ask(edition, factories.person(kind="student"))
    places = availability_of([edition.pk])[edition.pk]
    assert (places.free, places.waiting) == (2, 0)
    keep(edition, 1)
    assert availability_of([edition.pk])[edition.pk].free == 1
    party = ask(edition, *[factories.person() for _ in range(2)])
    assert states(party) == ["waiting"]
    assert availability_of([edition.pk])[edition.pk].waiting == 2


def test_a_position_counts_those_who_want_the_same_places_and_says_the_rest() -> None:
    edition = factories.edition(capacity=3)
    keep(edition, 1)
    cap(edition, 1, Whom(students=True))
    ask(edition, factories.person(kind="student"))
    ask(edition, factories.person())
    ask(edition, of_group())
    student = ask(edition, factories.person(kind="student"))
    other, mine = ask(edition, factories.person()), ask(edition, of_group())
    assert [queries.position(row) for row in (student, other, mine)] == [1, 1, 2]
    words = queries.in_words(mine)
    assert words is not None
    assert "2e op de wachtlijst" in words.title
    said = " ".join(words.lines)
    assert "vrijgehouden voor kraamzorg sta je 1e" in said
    assert "die groep zit vol" in said
    at_cap = queries.in_words(student)
    assert at_cap is not None
    assert "in de rij van je groep" in at_cap.title


# The database is a second guard


def test_the_database_refuses_a_share_for_two_groups_or_none() -> None:
    edition = factories.edition()
    for signs in ({}, {"students": True, "sector": sector()}):
        with pytest.raises(IntegrityError, match="share_is_for_one_group"), transaction.atomic():
            Share.objects.create(edition=edition, kind="capped", number=1, **signs)


def test_the_database_refuses_kept_places_without_an_end() -> None:
    with pytest.raises(IntegrityError, match="share_kept_has_end"), transaction.atomic():
        Share.objects.create(edition=factories.edition(), kind="kept", number=1, students=True)


def test_the_database_refuses_the_same_share_twice() -> None:
    edition = factories.edition()
    cap(edition, 1)
    with pytest.raises(IntegrityError, match="share_once_per_group"), transaction.atomic():
        Share.objects.create(edition=edition, kind="capped", number=2, sector=sector())


def test_the_database_refuses_two_passes_for_one() -> None:
    edition = factories.edition(capacity=3)
    share = cap(edition, 2)
    row = ask(edition, of_group())
    spare = Pass.objects.get(share=share, enrolment=None)
    with pytest.raises(IntegrityError, match="pass_once_per_enrolment"), transaction.atomic():
        Pass.objects.filter(pk=spare.pk).update(enrolment=row)
