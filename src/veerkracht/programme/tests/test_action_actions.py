"""Actions: who may write what, late ones that ask for a word, and what cannot be taken away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.audit.queries import entries_about
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.people.models import PersonKind
from veerkracht.programme import actions, queries
from veerkracht.programme.models import Action, ActionPartner, ActionStatus, Goal
from veerkracht.programme.tests.acting import action, burgerkracht, ggd, works_at, zuid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_coordinator_makes_and_changes_an_action_and_the_trail_keeps_both() -> None:
    person = factories.coordinator()
    goal = Goal.objects.get(code="keten-kansrijke-start")
    made = actions.make_action(
        region=zuid(),
        by=person,
        what="  Ouders uitnodigen ",
        owner=ggd(),
        goals=[goal],
        partners=[actions.Part(burgerkracht(), "werft ouders")],
    )
    assert (made.what, made.status) == ("Ouders uitnodigen", ActionStatus.PLANNED)
    changed = actions.change_action(action=made, by=person, seen=made.changed_at, status="done")
    assert changed.done_on == date(2026, 11, 23)
    assert list(made.goals.all()) == [goal]
    assert made.partners.get().role == "werft ouders"
    newest = entries_about(made)[0].detail.values
    assert (newest["before"]["status"], newest["after"]["status"]) == ("planned", "done")
    again = actions.change_action(action=made, by=person, status="under-way", partners=[])
    assert (again.done_on, made.partners.count()) == (None, 0)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"what": "   "}, "what"),
        ({"starts_on": date(2027, 2, 1), "due_on": date(2027, 1, 31)}, "due_on"),
        ({"status": "gone"}, "status"),
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        action(**values)
    assert broken.value.field == field


def test_partners_stand_once_and_are_not_the_owner() -> None:
    made = action()
    for parts in (
        [actions.Part(ggd())],
        [actions.Part(burgerkracht()), actions.Part(burgerkracht())],
    ):
        with pytest.raises(RuleBroken):
            actions.change_action(action=made, by=None, partners=parts)
    actions.change_action(action=made, by=None, owner=burgerkracht())
    assert made.partners.count() == 0  # who became the owner is no partner any more


def test_who_is_named_works_there_or_has_no_employer() -> None:
    made, outside = action(), works_at(factories.person(), burgerkracht())
    with pytest.raises(RuleBroken, match="werkt niet bij"):
        actions.change_action(action=made, by=None, person=outside)
    parent = factories.person(kind=PersonKind.EXPERIENCE)
    assert actions.change_action(action=made, by=None, person=parent).person == parent


def test_other_regions_organisations_and_strangers_are_kept_out() -> None:
    made = action()
    elsewhere, stranger = factories.coordinator(factories.NOORD), factories.person()
    partner = factories.contact(burgerkracht())
    for person in (elsewhere, stranger, partner):
        with pytest.raises(NotAllowed):
            actions.change_action(action=made, by=person, what="Iets anders")
        with pytest.raises(NotAllowed):
            actions.delete_action(action=made, by=person)
        with pytest.raises(NotAllowed):
            actions.update_action(action=made, words="Klaar", status="done", by=person)
    with pytest.raises(NotAllowed):
        actions.make_action(region=zuid(), what="Iets", owner=ggd(), by=elsewhere)
    assert not queries.actions_visible_to(stranger).exists()
    assert not queries.actions_visible_to(elsewhere).exists()
    assert queries.actions_visible_to(partner).get() == made


def test_an_owner_tells_how_it_goes_and_a_partner_only_of_its_own_part() -> None:
    made = action()
    owner, partner = factories.contact(ggd()), factories.contact(burgerkracht())
    said = actions.update_action(
        action=made, words="We zijn begonnen", status="under-way", next_step="Bellen", by=owner
    )
    made.refresh_from_db()
    assert (said.organisation, made.status, made.next_step) == (ggd(), "under-way", "Bellen")
    part = made.partners.get()
    with pytest.raises(NotAllowed):
        actions.speak_of_part(part=part, words="Namens hen", by=owner)
    before = Action.objects.values().get()
    told = actions.speak_of_part(part=part, words="Vijf ouders", evidence="Lijst", by=partner)
    assert (told.organisation, told.status) == (burgerkracht(), "")
    assert Action.objects.values().get() == before
    with pytest.raises(RuleBroken):
        actions.speak_of_part(part=part, words="  ", by=partner)
    with pytest.raises(RuleBroken):
        actions.update_action(action=made, words=" ", status="done", by=owner)


def test_the_second_who_changes_the_same_is_told() -> None:
    made, person = action(), factories.coordinator()
    seen = made.changed_at - timedelta(seconds=1)
    with pytest.raises(OutOfDate):
        actions.change_action(action=made, by=person, seen=seen, what="Te laat")
    owner = factories.contact(ggd())
    with pytest.raises(OutOfDate):
        actions.update_action(action=made, by=owner, words="x", status="done", seen=seen)


def test_who_left_no_longer_speaks_and_the_coordinator_gives_the_action_to_another() -> None:
    person = works_at(factories.person(), ggd())
    made = action(person=person)
    mine = queries.actions_of(person)
    assert mine.get() == made
    everything = Action.objects.all()
    assert not queries.without_owner(everything).exists()
    works_at(person, burgerkracht())
    assert not queries.actions_of(person).filter(owner=ggd()).exists()
    with pytest.raises(NotAllowed):
        actions.update_action(action=made, words="Nog even", status="done", by=person)
    assert queries.without_owner(everything).get() == made
    Action.objects.update(asked_at=made.made_at)
    given = actions.give_action(
        action=made, owner=burgerkracht(), person=person, by=factories.coordinator()
    )
    given.refresh_from_db()
    assert (given.owner, given.person, given.asked_at) == (burgerkracht(), person, None)
    assert not queries.without_owner(everything).exists()


def test_the_database_keeps_partners_apart() -> None:
    part = action().partners.get()
    with pytest.raises(IntegrityError, match="action_partner_once"), transaction.atomic():
        ActionPartner.objects.create(action=part.action, organisation=part.organisation)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"what": ""}, "action_says_something"),
        ({"starts_on": date(2027, 2, 1)}, "action_due_after_start"),
        ({"status": "done"}, "action_done_has_day"),
    ],
)
def test_the_database_keeps_actions_whole(values: dict[str, Any], name: str) -> None:
    made = action()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Action.objects.filter(pk=made.pk).update(**values)
