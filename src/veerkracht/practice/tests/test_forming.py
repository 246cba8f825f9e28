"""Wishing, searching, pinning, starting and mending, on the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.meetings.actions import set_asleep
from veerkracht.messages.models import Message
from veerkracht.people.actions import merge_people
from veerkracht.practice import forming_actions as actions
from veerkracht.practice.forming_models import (
    Invitation,
    JoinWish,
    KeptApart,
    Proposal,
    Proposed,
    Round,
    RoundState,
    WishState,
)
from veerkracht.practice.forming_repair import repair_of
from veerkracht.practice.forming_sources import OwnWish, carry_out, overdue
from veerkracht.practice.forming_words import why_in_words
from veerkracht.practice.forming_work import SILENT, work_on_rounds
from veerkracht.practice.models import Group
from veerkracht.practice.tests.planning import held
from veerkracht.practice.tests.wishing import (
    SMALL,
    WEDNESDAY_EVENING,
    found_round,
    town,
    wished,
    wisher,
    wishers,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_round_finds_groups_and_says_why_somebody_is_left() -> None:
    wishers(6)
    late = wisher("Lies Laat", parts=(WEDNESDAY_EVENING,))
    made = found_round(factories.coordinator())
    assert made.state == RoundState.FOUND
    sizes = sorted(one.members.count() for one in made.proposals.all())
    assert sizes == [3, 3]
    left = Proposed.objects.get(round=made, proposal=None)
    assert left.wish == late
    assert "time" in left.reasons
    assert made.value <= made.bound


def test_a_register_decides_how_large_the_group_is_and_stands_in_the_sentence() -> None:
    wishers(6, register="knov")
    small = found_round(factories.coordinator())
    assert [one.reasons for one in small.proposed.all()] == [["register"]] * 6
    actions.discard_round(made=small, by=factories.coordinator())
    made = found_round(factories.coordinator(), replace(SMALL, most=6, of_one_organisation=6))
    proposal = made.proposals.get()
    assert proposal.members.count() == 6
    said = why_in_words(proposal.facts, proposal.part, "Heerlen")
    assert "6 van hen hebben de bijeenkomsten nodig voor hun register" in said
    assert "voorzitter" in said


def test_started_groups_place_people_and_tell_each_once() -> None:
    people = wishers(4)
    coordinator = factories.coordinator()
    made = found_round(coordinator)
    [group] = actions.start_groups(made=made, by=coordinator)
    assert set(group.series.members.values_list("person", flat=True)) == {p.pk for p in people}
    assert "dinsdagavond" in group.why
    assert JoinWish.objects.filter(state=WishState.PLACED, group=group).count() == 4
    assert Message.objects.filter(kind=actions.PLACED).count() == 4
    with pytest.raises(OutOfDate):
        actions.start_groups(made=made, by=coordinator)


def test_who_withdraws_in_between_is_not_started() -> None:
    people = wishers(3)
    coordinator = factories.coordinator()
    made = found_round(coordinator)
    actions.withdraw_wish(by=people[0])
    with pytest.raises(RuleBroken, match="te klein"):
        actions.start_groups(made=made, by=coordinator)
    assert not Group.objects.exists()


def test_a_pinned_group_stays_when_searching_again() -> None:
    wishers(6)
    coordinator = factories.coordinator()
    made = found_round(coordinator)
    kept = made.proposals.all()[0]
    members = set(kept.members.values_list("wish", flat=True))
    actions.pin(proposal=kept, pinned=True, by=coordinator)
    actions.search_again(made=made, by=coordinator)
    work_on_rounds()
    assert set(Proposal.objects.get(pk=kept.pk).members.values_list("wish", flat=True)) == members
    assert made.proposals.count() == 2


def test_two_who_are_kept_apart_are_in_different_groups() -> None:
    one, other, *_others = wishers(6)
    coordinator = factories.coordinator()
    made = found_round(coordinator)
    actions.keep_apart(made=made, one=one, other=other, by=coordinator)
    actions.search_again(made=made, by=coordinator)
    work_on_rounds()
    groups = {p.wish.person_id: p.proposal_id for p in made.proposed.select_related("wish")}
    assert groups[one.pk] != groups[other.pk]


def test_a_leader_is_not_with_her_own_people() -> None:
    leader = factories.person("Lea Leider")
    actions.wish_to_join(wished=wished(), by=leader)
    for at in range(3):
        wisher(f"Wens {at}", authority_with=(leader.email,))
    made = found_round(factories.coordinator())
    [group] = made.proposals.all()
    assert leader.pk not in set(group.members.values_list("wish__person", flat=True))


def test_a_search_that_was_stopped_or_laid_aside_writes_what_it_may() -> None:
    wishers(3)
    coordinator = factories.coordinator()
    region = JoinWish.objects.all()[0].region
    made = actions.begin_round(region=region, demanded=SMALL, by=coordinator)
    actions.stop_searching(made=made, by=coordinator)
    work_on_rounds()
    made.refresh_from_db()
    assert (made.state, made.proposals.count()) == (RoundState.FOUND, 1)
    actions.discard_round(made=made, by=coordinator)
    assert not Proposed.objects.filter(round=made).exists()
    again = actions.begin_round(region=region, demanded=SMALL, by=coordinator)
    with pytest.raises(RuleBroken, match="loopt al een ronde"):
        actions.begin_round(region=region, demanded=SMALL, by=coordinator)
    actions.discard_round(made=again, by=coordinator)


def test_a_round_whose_worker_died_is_taken_up_anew_and_given_up_after_three_times(
    clock: Any,
) -> None:
    wishers(3)
    region = JoinWish.objects.all()[0].region
    made = actions.begin_round(region=region, demanded=SMALL, by=factories.coordinator())
    Round.objects.filter(pk=made.pk).update(seen_at=now(), tries=1)
    assert work_on_rounds() == 0
    clock.shift(SILENT + timedelta(seconds=1))
    assert work_on_rounds() == 1
    Round.objects.filter(pk=made.pk).update(state=RoundState.SEARCHING, seen_at=None, tries=3)
    assert work_on_rounds() == 0
    made.refresh_from_db()
    assert made.state == RoundState.FAILED


def test_a_drop_out_is_mended_as_was_shown_or_not_at_all() -> None:
    wishers(3)
    coordinator = factories.coordinator()
    [group] = actions.start_groups(made=found_round(coordinator), by=coordinator)
    gone = group.series.members.order_by("pk")[0].person
    assert repair_of(group, gone) is None  # nobody waits
    set_asleep(series=group.series, asleep=True)  # a sleeping group can be mended as well
    new = wisher("Nina Nieuw").person
    plan = repair_of(group, gone)
    assert plan is not None
    assert [(move.person, move.source) for move in plan.moves] == [(new, None)]
    stale = plan
    actions.withdraw_wish(by=new)
    other = wisher("Otto Ook").person
    with pytest.raises(OutOfDate):
        actions.mend_group(group=group, gone=gone, plan=stale, by=coordinator)
    fresh = repair_of(group, gone)
    assert fresh is not None
    actions.mend_group(group=group, gone=gone, plan=fresh, by=coordinator)
    present = set(group.series.members.filter(until=None).values_list("person", flat=True))
    assert other.pk in present
    assert gone.pk not in present
    assert Message.objects.filter(kind=actions.CAME_IN, person_id=other.pk).count() == 1
    assert not JoinWish.objects.filter(person=gone).exclude(state=WishState.WITHDRAWN).exists()


def test_participants_are_invited_once() -> None:
    came = factories.person("Kim Kwam")
    edition = held(came)
    coordinator = factories.coordinator()
    assert actions.invite_participants(edition=edition, by=coordinator) == 1
    assert actions.invite_participants(edition=edition, by=coordinator) == 0
    assert Message.objects.filter(kind=actions.INVITED).count() == 1


def test_a_coordinator_of_elsewhere_forms_nothing_here() -> None:
    wishers(3)
    elsewhere = factories.coordinator("noord-limburg")
    region = JoinWish.objects.all()[0].region
    with pytest.raises(NotAllowed):
        actions.begin_round(region=region, demanded=SMALL, by=elsewhere)
    made = found_round(factories.coordinator())
    for act in (actions.start_groups, actions.search_again, actions.discard_round):
        with pytest.raises(NotAllowed):
            act(made=made, by=elsewhere)


def test_people_become_one_and_can_be_forgotten(clock: Any) -> None:
    one, other, third = wishers(3)
    coordinator = factories.coordinator()
    made = found_round(coordinator)
    actions.keep_apart(made=made, one=other, other=third, by=coordinator)
    JoinWish.objects.filter(person=third).update(not_with=[other.email.lower()])
    administrator = factories.administrator()
    merge_people(keep=one, drop=other, by=administrator)
    assert set(KeptApart.objects.values_list("one", "other")) == {tuple(sorted((one.pk, third.pk)))}
    assert JoinWish.objects.filter(person=one).count() == 1
    OwnWish().erase(one)
    assert not KeptApart.objects.exists()
    actions.withdraw_wish(by=third)
    assert overdue() == 0
    clock.shift(timedelta(days=3 * 365))
    assert overdue() == carry_out() > 0


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("join_wish_meets_somewhere", {"in_person": False, "online": False}),
        ("join_wish_has_a_part_of_the_week", {"parts": []}),
        ("join_wish_travels_at_most", {"travel_km": 61}),
    ],
)
def test_the_database_keeps_a_wish_sensible(name: str, change: dict[str, Any]) -> None:
    wish = wisher("Wil Wens")
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        JoinWish.objects.filter(pk=wish.pk).update(**change)


def test_the_database_keeps_one_of_each() -> None:
    one, other = wishers(2)
    wish = JoinWish.objects.get(person=one)
    made = Round.objects.create(region=wish.region, made_at=now())
    Proposed.objects.create(round=made, wish=wish)
    proposal = Proposal.objects.create(round=made, number=1, part=1, language="nl")
    moment = {"made_at": now(), "changed_at": now()}
    first, second = sorted((one.pk, other.pk))
    pair = {"region": wish.region, "since": now()}
    KeptApart.objects.create(one_id=first, other_id=second, **pair)
    Invitation.objects.create(person=one, region=wish.region, told_at=now())
    twice: list[tuple[str, Any]] = [
        ("join_wish_once_at_a_time", lambda: JoinWish.objects.create(
            person=one, region=wish.region, municipality=town(), parts=[1], languages=["nl"],
            experience=0, **moment)),
        ("round_one_at_a_time", lambda: Round.objects.create(region=wish.region, made_at=now())),
        ("proposed_once_in_a_round", lambda: Proposed.objects.create(round=made, wish=wish)),
        ("proposal_number_once", lambda: Proposal.objects.create(
            round=made, number=1, part=1, language="nl")),
        ("proposal_part_of_the_week", lambda: Proposal.objects.filter(pk=proposal.pk).update(part=15)),
        ("round_sizes", lambda: Round.objects.filter(pk=made.pk).update(least=9)),
        ("round_one_of_an_organisation",
         lambda: Round.objects.filter(pk=made.pk).update(of_one_organisation=0)),
        ("kept_apart_once", lambda: KeptApart.objects.create(one_id=first, other_id=second, **pair)),
        ("kept_apart_in_order", lambda: KeptApart.objects.create(one_id=second, other_id=first, **pair)),
        ("invited_once_in_a_region",
         lambda: Invitation.objects.create(person=one, region=wish.region, told_at=now())),
    ]  # fmt: skip
    for name, again in twice:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            again()
