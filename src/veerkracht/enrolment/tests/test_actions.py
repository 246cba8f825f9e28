"""The verbs of enrolment on a real database."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.enrolment import actions, queries
from veerkracht.enrolment.conditions import conditions
from veerkracht.enrolment.models import Enrolment, Move, Seat, State
from veerkracht.enrolment.rules import Rule
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.messages.models import Message
from veerkracht.people.models import Person
from veerkracht.training.actions import (
    call_off_edition,
    change_edition,
    make_qualification,
    record_achievement,
)
from veerkracht.training.models import Edition, QueuePolicy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def ask(edition: Edition, *people: Person, despite_overlap: bool = False) -> list[Enrolment]:
    """These people ask, together, by themselves when they are one and else by a coordinator."""
    by = people[0] if len(people) == 1 else factories.coordinator()
    return actions.request_places(
        people=people, editions=[edition], by=by, despite_overlap=despite_overlap
    )


def fill_up(edition: Edition) -> list[Enrolment]:
    return [ask(edition, factories.person())[0] for _ in range(edition.capacity)]


def states(*rows: Enrolment) -> list[str]:
    return [Enrolment.objects.get(pk=row.pk).state for row in rows]


def rule_of(row: Enrolment) -> str:
    return Move.objects.filter(enrolment=row).latest("pk").rule


def mails_to(person: Person) -> list[str]:
    rows = Message.objects.filter(person=person, kind__startswith="enrolment").order_by("pk")
    return list(rows.values_list("kind", flat=True))


def test_a_free_place_is_granted_at_once() -> None:
    edition, sanne = factories.edition(), factories.person()
    [row] = ask(edition, sanne)
    assert (row.state, rule_of(row)) == (State.PLACED, Rule.FREE_PLACE)
    assert row.seat is not None
    assert row.seat.taken
    assert mails_to(sanne) == ["enrolment.placed"]
    entry = Entry.objects.get(verb="enrolment.placed", subject_id=row.pk)
    assert entry.by_id == sanne.pk


def test_a_full_edition_makes_one_wait_and_says_where() -> None:
    edition = factories.edition()
    fill_up(edition)
    first, second = ask(edition, factories.person())[0], ask(edition, factories.person())[0]
    assert [queries.position(first), queries.position(second)] == [1, 2]
    assert rule_of(first) == Rule.FULL
    assert mails_to(first.person) == ["enrolment.waiting"]


def test_asking_twice_changes_nothing() -> None:
    edition, sanne = factories.edition(), factories.person()
    ask(edition, sanne)
    with pytest.raises(RuleBroken, match="doet al mee"):
        ask(edition, sanne)
    assert Enrolment.objects.filter(edition=edition).count() == 1
    assert Seat.objects.filter(edition=edition, taken=True).count() == 1


def test_nobody_enrols_somebody_else_but_a_coordinator_of_the_region() -> None:
    edition, sanne = factories.edition(), factories.person()
    with pytest.raises(NotAllowed):
        actions.request_places(people=[sanne], editions=[edition], by=factories.person())
    elsewhere = factories.coordinator(factories.NOORD)
    with pytest.raises(NotAllowed):
        actions.request_places(people=[sanne], editions=[edition], by=elsewhere)
    rows = actions.request_places(people=[sanne], editions=[edition], by=factories.coordinator())
    assert rows[0].state == State.PLACED


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"opens_at": timedelta(days=1)}, "nog niet inschrijven"),
        ({"closes_at": timedelta(hours=1)}, "gesloten"),
    ],
)
def test_only_an_open_edition_takes_requests(
    values: dict[str, timedelta], message: str, clock: time_machine.Traveller
) -> None:
    edition = factories.edition(**{name: now() + value for name, value in values.items()})
    if "closes_at" in values:
        clock.shift(timedelta(hours=2))
    with pytest.raises(RuleBroken, match=message):
        ask(edition, factories.person())
    coordinator = factories.coordinator()
    rows = actions.request_places(people=[factories.person()], editions=[edition], by=coordinator)
    assert rows[0].state == State.PLACED


def test_a_draft_takes_nobody() -> None:
    with pytest.raises(RuleBroken, match="nog niet open"):
        ask(factories.draft(), factories.person())


def test_a_cancelled_place_is_offered_at_once_to_the_first_who_waits() -> None:
    edition = factories.edition()
    placed = fill_up(edition)
    first, second = ask(edition, factories.person())[0], ask(edition, factories.person())[0]
    actions.leave(enrolment=placed[0], by=placed[0].person)
    first.refresh_from_db()
    assert states(placed[0], first, second) == ["cancelled", "offered", "waiting"]
    assert first.offer_expires_at == now() + timedelta(hours=48)
    assert rule_of(first) == Rule.STRICT_ORDER
    assert mails_to(first.person) == ["enrolment.waiting", "enrolment.offered"]
    assert queries.position(Enrolment.objects.get(pk=second.pk)) == 1


def test_an_offer_that_lapses_passes_on_and_puts_one_out_of_the_queue(
    clock: time_machine.Traveller,
) -> None:
    edition = factories.edition()
    placed = fill_up(edition)
    first, second = ask(edition, factories.person())[0], ask(edition, factories.person())[0]
    actions.leave(enrolment=placed[0], by=placed[0].person)
    clock.shift(timedelta(hours=47, minutes=59))
    assert actions.lapse_offers() == 0
    clock.shift(timedelta(minutes=1))
    assert actions.lapse_offers() == 1
    assert states(first, second) == ["lapsed", "offered"]
    assert mails_to(first.person)[-1] == "enrolment.lapsed"
    with pytest.raises(RuleBroken, match="verlopen"):
        actions.accept(enrolment=first, by=first.person)


def test_an_expired_offer_cannot_be_accepted_even_before_the_job_ran(
    clock: time_machine.Traveller,
) -> None:
    edition = factories.edition()
    placed = fill_up(edition)
    [first] = ask(edition, factories.person())
    actions.leave(enrolment=placed[0], by=placed[0].person)
    clock.shift(timedelta(hours=48))
    with pytest.raises(RuleBroken, match="verlopen"):
        actions.accept(enrolment=first, by=first.person)


def test_accepting_gives_the_place_once() -> None:
    edition = factories.edition()
    placed = fill_up(edition)
    [first] = ask(edition, factories.person())
    actions.leave(enrolment=placed[0], by=placed[0].person)
    actions.accept(enrolment=first, by=first.person)
    assert states(first) == ["placed"]
    with pytest.raises(RuleBroken, match="geen plaats voor je vrijgehouden"):
        actions.accept(enrolment=first, by=first.person)
    assert mails_to(first.person)[-1] == "enrolment.placed"


def test_somebody_elses_offer_cannot_be_accepted() -> None:
    edition = factories.edition()
    placed = fill_up(edition)
    [first] = ask(edition, factories.person())
    actions.leave(enrolment=placed[0], by=placed[0].person)
    with pytest.raises(NotAllowed):
        actions.accept(enrolment=first, by=factories.person())


def test_who_declines_is_out_of_the_queue() -> None:
    edition = factories.edition()
    placed = fill_up(edition)
    first, second = ask(edition, factories.person())[0], ask(edition, factories.person())[0]
    actions.leave(enrolment=placed[0], by=placed[0].person)
    actions.leave(enrolment=first, by=first.person)
    assert states(first, second) == ["declined", "offered"]
    with pytest.raises(RuleBroken, match="al gestopt"):
        actions.leave(enrolment=first, by=first.person)


def test_one_wish_waits_for_several_editions_and_settles_in_one() -> None:
    course = factories.course()
    june = factories.edition(of=course)
    july = factories.edition(of=course, starts=now() + timedelta(days=60))
    placed = fill_up(june), fill_up(july)
    sanne = factories.person()
    rows = actions.request_places(people=[sanne], editions=[june, july], by=sanne)
    assert [row.state for row in rows] == ["waiting", "waiting"]
    actions.leave(enrolment=placed[1][0], by=placed[1][0].person)
    actions.accept(enrolment=rows[1], by=sanne)
    assert states(*rows) == ["settled", "placed"]
    assert rule_of(rows[0]) == Rule.PLACED_ELSEWHERE


def test_a_wish_takes_the_first_edition_that_has_room() -> None:
    course = factories.course()
    full, roomy = (
        factories.edition(of=course),
        factories.edition(of=course, starts=now() + timedelta(days=60)),
    )
    fill_up(full)
    sanne = factories.person()
    rows = actions.request_places(people=[sanne], editions=[full, roomy], by=sanne)
    assert [(row.edition_id, row.state) for row in rows] == [(roomy.pk, "placed")]


def test_a_place_elsewhere_passes_an_offered_place_on() -> None:
    course = factories.course()
    june = factories.edition(of=course)
    july = factories.edition(of=course, starts=now() + timedelta(days=60), capacity=3)
    placed = fill_up(june)
    first, second = ask(june, factories.person())[0], ask(june, factories.person())[0]
    actions.leave(enrolment=placed[0], by=placed[0].person)
    ask(july, first.person)
    assert states(first, second) == ["settled", "offered"]


def test_two_dates_of_one_training_are_one_too_many() -> None:
    course = factories.course()
    june, july = (
        factories.edition(of=course),
        factories.edition(of=course, starts=now() + timedelta(days=60)),
    )
    sanne = factories.person()
    ask(june, sanne)
    with pytest.raises(RuleBroken, match="andere datum"):
        ask(july, sanne)


def test_strict_order_makes_a_newcomer_wait_behind_a_large_party() -> None:
    edition = factories.edition(capacity=3)
    placed = fill_up(edition)
    party = ask(edition, *[factories.person() for _ in range(2)])
    actions.leave(enrolment=placed[0], by=placed[0].person)
    [late] = ask(edition, factories.person())
    assert states(*party, late) == ["waiting", "waiting", "waiting"]
    assert rule_of(late) == Rule.OTHERS_WAIT_LONGER
    assert queries.position(late) == 2
    actions.leave(enrolment=placed[1], by=placed[1].person)
    assert states(*party, late) == ["offered", "offered", "waiting"]


def test_best_fit_lets_the_first_that_fits_pass_and_says_so() -> None:
    edition = factories.edition(capacity=3, queue_policy=QueuePolicy.BEST_FIT)
    placed = fill_up(edition)
    party = ask(edition, *[factories.person() for _ in range(2)])
    [single] = ask(edition, factories.person())
    actions.leave(enrolment=placed[0], by=placed[0].person)
    assert states(*party, single) == ["waiting", "waiting", "offered"]
    move = Move.objects.filter(enrolment=single).latest("pk")
    assert (move.rule, move.passed_over) == (Rule.FIRST_THAT_FITS, 1)


def test_a_party_answers_as_one() -> None:
    edition = factories.edition(capacity=2)
    placed = fill_up(edition)
    party = ask(edition, factories.person(), factories.person())
    for row in placed:
        actions.leave(enrolment=row, by=row.person)
    assert states(*party) == ["offered", "offered"]
    actions.accept(enrolment=party[0], by=party[0].person)
    assert states(*party) == ["placed", "placed"]
    actions.leave(enrolment=party[0], by=party[0].person)
    assert states(*party) == ["cancelled", "placed"]


def test_a_party_larger_than_the_group_is_refused() -> None:
    edition = factories.edition(capacity=2)
    with pytest.raises(RuleBroken, match="meer mensen dan"):
        ask(edition, *[factories.person() for _ in range(3)])


def test_overlap_is_warned_about_and_may_be_meant() -> None:
    one, other = factories.edition(), factories.edition()
    sanne = factories.person()
    ask(one, sanne)
    with pytest.raises(RuleBroken) as broken:
        ask(other, sanne)
    assert broken.value.field == "despite_overlap"
    assert ask(other, sanne, despite_overlap=True)[0].state == State.PLACED


def test_a_prerequisite_must_still_be_valid_on_the_first_day() -> None:
    basic = make_qualification(by=None, slug="basis", name="Basis", valid_months=12)
    edition = factories.edition(of=factories.course(prerequisite=basic))
    sanne = factories.person()
    with pytest.raises(RuleBroken, match="Basis"):
        ask(edition, sanne)
    start = edition.starts_at
    assert start is not None
    record_achievement(
        person=sanne, qualification=basic, on=start.date() - timedelta(days=500), by=None
    )
    with pytest.raises(RuleBroken, match="Basis"):
        ask(edition, sanne)
    record_achievement(
        person=sanne, qualification=basic, on=start.date() - timedelta(days=40), by=None
    )
    assert ask(edition, sanne)[0].state == State.PLACED


def test_a_condition_of_an_app_above_is_asked_and_nothing_is_written_when_it_refuses() -> None:
    edition, sanne = factories.edition(), factories.person()
    conditions.add("test", lambda person, edition: "Het potje is leeg.", order=1)
    try:
        with pytest.raises(RuleBroken, match="potje"):
            ask(edition, sanne)
    finally:
        conditions.remove("test")
    assert not Enrolment.objects.filter(edition=edition).exists()
    assert not Seat.objects.filter(edition=edition, taken=True).exists()


def test_more_places_are_offered_at_once() -> None:
    edition = factories.edition()
    fill_up(edition)
    rows = [ask(edition, factories.person())[0] for _ in range(3)]
    edition.refresh_from_db()
    change_edition(by=None, edition=edition, version=edition.version, capacity=4)
    assert states(*rows) == ["offered", "offered", "waiting"]
    assert queries.fills([edition.pk])[edition.pk] == queries.Fill(4, 0, 2, 2, 1)


def test_fewer_places_than_are_taken_is_refused_and_fewer_free_ones_go() -> None:
    edition = factories.edition(capacity=4)
    row = ask(edition, factories.person())[0]
    ask(edition, factories.person())
    edition.refresh_from_db()
    with pytest.raises(RuleBroken, match="2 plaatsen vergeven"):
        change_edition(by=None, edition=edition, version=edition.version, capacity=1)
    edition.refresh_from_db()
    change_edition(by=None, edition=edition, version=edition.version, capacity=2)
    assert Seat.objects.filter(edition=edition).count() == 2
    assert states(row) == ["placed"]


def test_calling_off_ends_everything_and_tells_everybody() -> None:
    edition = factories.edition()
    placed = fill_up(edition)
    [waiting] = ask(edition, factories.person())
    edition.refresh_from_db()
    call_off_edition(by=None, edition=edition, reason="De trainer is ziek.")
    assert states(*placed, waiting) == ["called-off"] * 3
    assert mails_to(waiting.person)[-1] == "enrolment.called_off"
    assert not Seat.objects.filter(edition=edition, taken=True).exists()


def test_changed_dates_are_told_to_who_comes_and_who_waits_and_to_nobody_else() -> None:
    edition = factories.edition(capacity=1)
    [placed] = fill_up(edition)
    [waiting] = ask(edition, factories.person())
    [gone] = ask(edition, factories.person())
    actions.leave(enrolment=gone, by=gone.person)
    edition.refresh_from_db()
    session = edition.sessions.get()
    moved = [(session.starts_at + timedelta(days=1), session.ends_at + timedelta(days=1))]
    change_edition(by=None, edition=edition, version=edition.version, sessions=moved)
    assert mails_to(placed.person)[-1] == "enrolment.edition_changed"
    assert mails_to(waiting.person) == ["enrolment.waiting", "enrolment.edition_changed"]
    assert "enrolment.edition_changed" not in mails_to(gone.person)


def test_a_colleague_takes_the_place_over_in_one_step() -> None:
    edition = factories.edition(capacity=1)
    [row] = fill_up(edition)
    [waiting] = ask(edition, factories.person())
    colleague = factories.person()
    handover = actions.ask_colleague(enrolment=row, address=colleague.email, by=row.person)
    successor = actions.take_over(handover=handover, by=colleague)
    assert states(row, successor, waiting) == ["handed-over", "placed", "waiting"]
    assert successor.seat_id == row.seat_id
    with pytest.raises(RuleBroken, match="geldt niet meer"):
        actions.take_over(handover=handover, by=factories.person())


def test_a_colleague_who_was_waiting_here_leaves_the_queue() -> None:
    edition = factories.edition(capacity=1)
    [row] = fill_up(edition)
    [waiting] = ask(edition, factories.person())
    handover = actions.ask_colleague(enrolment=row, address=waiting.person.email, by=row.person)
    successor = actions.take_over(handover=handover, by=waiting.person)
    assert states(waiting, successor) == ["settled", "placed"]


def test_a_colleague_with_a_place_on_another_date_does_not_get_a_second() -> None:
    course = factories.course()
    june = factories.edition(of=course)
    july = factories.edition(of=course, starts=now() + timedelta(days=60))
    [row] = ask(june, factories.person())
    [other] = ask(july, factories.person())
    handover = actions.ask_colleague(enrolment=row, address=other.person.email, by=row.person)
    with pytest.raises(RuleBroken, match="andere datum"):
        actions.take_over(handover=handover, by=other.person)
    assert states(row, other) == ["placed", "placed"]


def test_a_new_question_to_a_colleague_ends_the_earlier_one() -> None:
    edition = factories.edition(capacity=1)
    [row] = fill_up(edition)
    first = actions.ask_colleague(enrolment=row, address="a@voorbeeld.example", by=row.person)
    actions.ask_colleague(enrolment=row, address="b@voorbeeld.example", by=row.person)
    first.refresh_from_db()
    assert first.ended_at is not None
    assert row.handovers.filter(ended_at=None).count() == 1


def test_after_the_start_only_a_coordinator_can_take_somebody_off(
    clock: time_machine.Traveller,
) -> None:
    edition = factories.edition()
    [row] = ask(edition, factories.person())
    clock.shift(timedelta(days=31))
    with pytest.raises(RuleBroken, match="al begonnen"):
        actions.leave(enrolment=row, by=row.person)
    actions.leave(enrolment=row, by=factories.coordinator())
    assert states(row) == ["cancelled"]


def test_close_to_the_start_no_offers_go_out(clock: time_machine.Traveller) -> None:
    edition = factories.edition()
    placed = fill_up(edition)
    [waiting] = ask(edition, factories.person())
    clock.shift(timedelta(days=29, hours=23))
    actions.leave(enrolment=placed[0], by=factories.coordinator())
    assert states(waiting) == ["waiting"]


def test_the_database_refuses_a_place_without_a_seat() -> None:
    edition = factories.edition()
    [row] = ask(edition, factories.person())
    with pytest.raises(IntegrityError, match="enrolment_seated_has_seat"), transaction.atomic():
        Enrolment.objects.filter(pk=row.pk).update(seat=None)


def test_the_database_refuses_one_seat_for_two() -> None:
    edition = factories.edition()
    one, other = fill_up(edition)
    with pytest.raises(IntegrityError, match="seat_id"), transaction.atomic():
        Enrolment.objects.filter(pk=other.pk).update(seat=one.seat_id)


def test_the_database_refuses_two_live_enrolments_of_one_person() -> None:
    edition = factories.edition()
    one, other = fill_up(edition)
    with pytest.raises(IntegrityError, match="enrolment_live_once"), transaction.atomic():
        Enrolment.objects.filter(pk=other.pk).update(person=one.person)


def test_the_database_refuses_an_offer_without_an_end() -> None:
    edition = factories.edition()
    [row, _other] = fill_up(edition)
    with pytest.raises(IntegrityError, match="enrolment_offer_has_end"), transaction.atomic():
        Enrolment.objects.filter(pk=row.pk).update(state=State.OFFERED)
