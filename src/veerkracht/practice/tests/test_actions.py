"""Writing down, looking back, letting a coach look along, and going away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.audit.models import Detail
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import erase_person, merge_people
from veerkracht.people.models import RoleKind
from veerkracht.practice import actions
from veerkracht.practice.actions import Thing
from veerkracht.practice.models import Coach, Commitment, LookBack, Outcome, Plan
from veerkracht.practice.queries import kept_counts
from veerkracht.practice.rules import TooFewToShow
from veerkracht.practice.sources import carry_out, overdue
from veerkracht.practice.tests.planning import WHAT, held, planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def letters(subject: str) -> list[Message]:
    """What was sent with these words in the subject."""
    send_due()
    return list(Message.objects.filter(subject__contains=subject, state="sent"))


def test_one_to_three_things_with_three_moments_to_look_back() -> None:
    plan = planned()
    assert [one.number for one in plan.commitments.all()] == [1, 2]
    days = [(one.days, (one.due_at - now()).days) for one in plan.look_backs.all()]
    assert [pair[0] for pair in days] == [30, 90, 180]
    assert all(due in {after, after + 1} for after, due in days)


def test_changing_keeps_what_stays_and_drops_what_was_emptied() -> None:
    plan = planned()
    again = actions.keep_commitments(
        edition=plan.edition, things={1: Thing("Iets kleiners")}, by=plan.person
    )
    assert again == plan
    assert [one.what for one in plan.commitments.all()] == ["Iets kleiners"]
    assert plan.look_backs.count() == 3


def test_only_who_takes_part_writes_and_not_before_it_began() -> None:
    someone = factories.person()
    edition, thing = held(someone), {1: Thing("Anders")}
    for other in (factories.person(), factories.trainer(), factories.coordinator()):
        with pytest.raises(NotAllowed):
            actions.keep_commitments(edition=edition, things=thing, by=other)
    for wrong in ({}, {4: Thing("Te veel")}):
        with pytest.raises(RuleBroken):
            actions.keep_commitments(edition=edition, things=wrong, by=someone)
    from veerkracht.enrolment.actions import request_places  # noqa: PLC0415 - only here

    ahead = factories.edition()
    request_places(people=[someone], editions=[ahead], by=someone)
    with pytest.raises(RuleBroken, match="begonnen"):
        actions.keep_commitments(edition=ahead, things=thing, by=someone)
    assert not Plan.objects.exists()


def test_looking_back_is_asked_once_each_time_and_the_mail_does_not_say_what(clock: Any) -> None:
    plan = planned()
    assert actions.tell_look_backs() == 0
    for days in (30, 90, 180):
        clock.move_to(plan.made_at + timedelta(days=days + 2))
        assert actions.tell_look_backs() == 1
        assert actions.tell_look_backs() == 0
    sent = letters("Hoe gaat het met")
    assert len(sent) == 3
    assert not any(WHAT in message.text + message.html for message in sent)
    assert all("stoppen/" in message.text for message in sent)


def test_who_stopped_is_asked_nothing_until_they_want_it_again(clock: Any) -> None:
    plan = planned()
    actions.stop_look_backs(look_back=plan.look_backs.all()[0])
    clock.shift(timedelta(days=32))
    assert actions.tell_look_backs() == 0
    actions.set_look_backs(plan=plan, wanted=True, by=plan.person)
    assert actions.tell_look_backs() == 1
    actions.set_look_backs(plan=plan, wanted=False, by=plan.person)
    assert letters("Hoe gaat het met") == []


def test_how_it_went_can_be_said_again_and_explained() -> None:
    plan = planned()
    look_back, thing = plan.look_backs.all()[0], plan.commitments.all()[0]
    for went in ("not", "partly"):
        outcome = actions.say_how_it_went(look_back=look_back, commitment=thing, went=went)
    actions.say_why(outcome=outcome, influences=["helped-time"], words="Op dinsdag lukt het.")
    kept = Outcome.objects.get()
    assert (kept.went, kept.reasons) == ("partly", ["Ik kreeg er tijd voor"])


def test_the_link_of_one_plan_says_nothing_of_another() -> None:
    mine, other = planned(), planned()
    with pytest.raises(RuleBroken):
        actions.say_how_it_went(
            look_back=mine.look_backs.all()[0], commitment=other.commitments.all()[0], went="done"
        )
    with pytest.raises(RuleBroken):
        actions.say_how_it_went(
            look_back=mine.look_backs.all()[0], commitment=mine.commitments.all()[0], went="maybe"
        )
    assert not Outcome.objects.exists()


def test_a_trainer_looks_along_only_when_invited_and_until_taken_back() -> None:
    plan, trainer = planned(), factories.trainer()
    coach = actions.invite_coach(plan=plan, address=trainer.email.upper(), by=plan.person)
    assert actions.invite_coach(plan=plan, address=trainer.email, by=plan.person) == coach
    [letter] = letters("laat je meekijken")
    assert (letter.person_id, WHAT in letter.text) == (trainer.pk, False)
    actions.take_back(coach=coach, by=plan.person)
    assert not Coach.objects.exists()


def test_a_letter_to_a_coach_does_not_go_when_it_was_taken_back() -> None:
    plan, trainer = planned(), factories.trainer()
    coach = actions.invite_coach(plan=plan, address=trainer.email, by=plan.person)
    actions.take_back(coach=coach, by=plan.person)
    assert letters("laat je meekijken") == []


@pytest.mark.parametrize("kind", [RoleKind.COORDINATOR, RoleKind.EDITOR, None])
def test_who_is_no_trainer_cannot_be_invited(kind: RoleKind | None) -> None:
    plan = planned()
    other = factories.with_role(kind, factories.ZUID) if kind else factories.person()
    for address in (other.email, plan.person.email, "niemand@voorbeeld.example"):
        with pytest.raises(RuleBroken, match="geen trainer"):
            actions.invite_coach(plan=plan, address=address, by=plan.person)


def test_nobody_touches_the_plan_of_another() -> None:
    plan, trainer = planned(), factories.trainer()
    coach = actions.invite_coach(plan=plan, address=trainer.email, by=plan.person)
    for by in (factories.person(), trainer, factories.coordinator(), factories.administrator()):
        with pytest.raises(NotAllowed):
            actions.withdraw_plan(plan=plan, by=by)
        with pytest.raises(NotAllowed):
            actions.set_look_backs(plan=plan, wanted=False, by=by)
        with pytest.raises(NotAllowed):
            actions.invite_coach(plan=plan, address=trainer.email, by=by)
        with pytest.raises(NotAllowed):
            actions.take_back(coach=coach, by=by)


def test_withdrawing_leaves_nothing_and_the_trail_says_not_what() -> None:
    plan = planned()
    actions.withdraw_plan(plan=plan, by=plan.person)
    models = (Plan, Commitment, LookBack, Outcome, Coach)
    assert [model.objects.count() for model in models] == [0] * 5
    assert not Detail.objects.filter(entry__verb__startswith="practice.").exists()


def test_erasing_an_account_takes_it_all() -> None:
    plan, trainer = planned(), factories.trainer()
    actions.invite_coach(plan=plan, address=trainer.email, by=plan.person)
    erase_person(person=trainer, by=trainer)
    assert not Coach.objects.exists()
    erase_person(person=plan.person, by=plan.person)
    assert not Plan.objects.exists()


def test_two_accounts_become_one_with_one_plan_an_edition() -> None:
    keep, drop = factories.person("Een"), factories.person("Twee")
    plan = planned(drop)
    merge_people(keep=keep, drop=drop, by=factories.administrator())
    plan.refresh_from_db()
    assert plan.person_id == keep.pk


def test_plans_go_two_years_after_the_last_look_back(clock: Any) -> None:
    planned()
    clock.shift(timedelta(days=180 + 730))
    assert overdue() == 0
    clock.shift(timedelta(days=2))
    assert (overdue(), carry_out(), overdue()) == (1, 1, 0)


def test_sums_count_people_at_their_last_look_back_and_hide_below_ten() -> None:
    people = [factories.person() for _ in range(11)]
    edition = held(*people)
    for nth, person in enumerate(people):
        things = {1: Thing("Een"), 2: Thing("Twee")}
        plan = actions.keep_commitments(edition=edition, things=things, by=person)
        first, second, _third = plan.look_backs.all()
        for thing in plan.commitments.all():
            actions.say_how_it_went(look_back=first, commitment=thing, went="not")
            went = "done" if nth or thing.number == 1 else "partly"
            actions.say_how_it_went(look_back=second, commitment=thing, went=went)
    counts = kept_counts([edition.pk])[edition.pk]
    assert str(counts.done) == "11"
    for hidden in (counts.partly, counts.not_done):
        with pytest.raises(TooFewToShow):
            str(hidden)
    assert kept_counts([]) == {}


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda plan: Plan(person=plan.person, edition=plan.edition, made_at=now()), "plan_once"),
        (lambda plan: Commitment(plan=plan, number=1, what="x"), "commitment_number_once"),
        (lambda plan: Commitment(plan=plan, number=4, what="x"), "commitment_at_most_three"),
        (lambda plan: LookBack(plan=plan, days=30, due_at=now()), "look_back_once"),
        (lambda plan: LookBack(plan=plan, days=31, due_at=now()), "look_back_after"),
    ],
)
def test_the_database_guards(make: Any, name: str) -> None:
    plan = planned()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make(plan).save()


def test_the_database_guards_one_answer_and_one_invitation() -> None:
    plan, trainer = planned(), factories.trainer()
    coach = actions.invite_coach(plan=plan, address=trainer.email, by=plan.person)
    with pytest.raises(IntegrityError, match="coach_once_per_plan"), transaction.atomic():
        Coach.objects.create(plan=plan, person=coach.person, since=now())
    look_back, thing = plan.look_backs.all()[0], plan.commitments.all()[0]
    outcome = actions.say_how_it_went(look_back=look_back, commitment=thing, went="done")
    outcome.pk = None
    with pytest.raises(IntegrityError, match="outcome_once"), transaction.atomic():
        outcome.save(force_insert=True)
