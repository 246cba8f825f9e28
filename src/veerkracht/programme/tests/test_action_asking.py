"""Asking for a word: who is asked, how often, and what the letter says; and what a person may take along."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.together import alone
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import erase_person, merge_people
from veerkracht.programme import action_rules as rules
from veerkracht.programme import actions
from veerkracht.programme.action_asking import LATE, ask_for_words
from veerkracht.programme.action_queries import waiting_for
from veerkracht.programme.models import Action, ActionUpdate
from veerkracht.programme.tests.acting import action, burgerkracht, ggd, works_at

TODAY = date(2026, 11, 23)
DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2027, 12, 31)))


@pytest.mark.parametrize(
    ("status", "due_on", "said_on", "asks"),
    [
        ("planned", date(2026, 11, 22), None, True),
        ("planned", date(2026, 11, 23), None, False),  # today it is not late yet
        ("done", date(2026, 11, 1), None, False),
        ("stopped", date(2026, 11, 1), None, False),
        ("under-way", None, None, False),
        ("under-way", date(2026, 11, 10), date(2026, 11, 10), True),  # said before it was late
        ("under-way", date(2026, 11, 10), date(2026, 11, 11), False),
        ("under-way", date(2026, 9, 1), date(2026, 10, 26), False),  # 28 days ago
        ("under-way", date(2026, 9, 1), date(2026, 10, 25), True),
    ],
)
def test_when_a_word_is_asked(
    status: str, due_on: date | None, said_on: date | None, *, asks: bool
) -> None:
    assert rules.asks_for_word(status, due_on, said_on, TODAY) is asks


@given(st.sampled_from(["planned", "under-way", "done", "stopped"]), DAYS, DAYS)
def test_nobody_is_asked_of_what_is_not_late(
    status: str, due_on: date | None, said_on: date | None
) -> None:
    asks = rules.asks_for_word(status, due_on, said_on, TODAY)
    assert not asks or rules.is_late(status, due_on, TODAY)
    assert rules.is_late(status, due_on, TODAY) is (
        status in rules.OPEN and rules.days_late(due_on, TODAY) > 0
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
class TestAsking:
    """On a Monday morning, 23 November 2026."""

    def test_the_database_asks_as_the_rule_does(self) -> None:
        owner = factories.contact(ggd())
        cases = [(date(2026, 11, 22), None), (TODAY, None), (date(2026, 9, 1), date(2026, 10, 26))]
        cases += [(date(2026, 9, 1), date(2026, 10, 25)), (date(2026, 11, 10), date(2026, 11, 10))]
        cases += [(date(2026, 11, 10), date(2026, 11, 11))]
        for due_on, said_on in cases:
            made = action(due_on=due_on, partners=[])
            if said_on:
                moment = datetime(said_on.year, said_on.month, said_on.day, 23, 30, tzinfo=UTC)
                moment -= timedelta(hours=1)  # half past eleven at night there, the same day
                ActionUpdate.objects.create(
                    action=made, organisation=ggd(), made_at=moment, words="Loopt"
                )
            asks = rules.asks_for_word("planned", due_on, said_on, TODAY)
            assert (made.pk in waiting_for(owner)) is asks, (due_on, said_on)

    def test_one_letter_a_person_once_a_week_with_all_that_is_late(
        self, clock: time_machine.Traveller
    ) -> None:
        owner, partner = factories.contact(ggd()), factories.contact(burgerkracht())
        named = works_at(factories.person(), ggd())
        first = action(due_on=date(2026, 11, 1))
        action(what="Het tweede ding", due_on=date(2026, 11, 2), partners=[])
        action(what="Van een ander", due_on=date(2026, 11, 2), person=named, partners=[])
        action(what="Niet te laat")
        assert ask_for_words() == 3
        assert ask_for_words() == 0
        send_due()
        sent = {one.person_id: one for one in Message.objects.filter(kind=LATE)}
        assert sent.keys() == {owner.pk, partner.pk, named.pk}
        assert sent[owner.pk].subject == "Hoe staat het met deze 2 acties?"
        assert "Het tweede ding" in sent[owner.pk].text
        assert "/mijn-plek/acties/" in sent[owner.pk].text
        assert sent[partner.pk].subject == f"Hoe staat het met “{first.what}”?"
        assert f"/acties/{first.pk}/#vertel" in sent[partner.pk].text
        assert "Van een ander" not in sent[owner.pk].text
        clock.shift(timedelta(days=3))
        action(what="Het derde ding", due_on=date(2026, 11, 24), partners=[])
        assert ask_for_words() == 0  # not twice within a week
        clock.shift(timedelta(days=4, minutes=1))
        assert ask_for_words() == 3

    def test_nobody_hears_of_it_at_night_or_when_the_word_was_given(
        self, clock: time_machine.Traveller
    ) -> None:
        owner = factories.contact(ggd())
        clock.move_to(datetime(2026, 11, 28, 22, 0, tzinfo=UTC))  # Saturday night
        made = action(due_on=date(2026, 11, 1), partners=[])
        assert ask_for_words() == 1
        assert Message.objects.get(kind=LATE).due_at == datetime(2026, 11, 30, 6, 30, tzinfo=UTC)
        actions.update_action(action=made, words="Volgende week", status="planned", by=owner)
        clock.move_to(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
        send_due()
        assert Message.objects.get(kind=LATE).state == "withdrawn"

    def test_an_action_without_anybody_to_ask_asks_nobody(self) -> None:
        action(due_on=date(2026, 11, 1), person=None)
        assert ask_for_words() == 0

    def test_own_data_are_shown_and_the_name_goes_while_the_word_stays(self) -> None:
        person = works_at(factories.person(), ggd())
        made = action(person=person)
        actions.update_action(action=made, words="Wij bellen", status="planned", by=person)
        shown = alone(dict(own_data.items())["programme.actions"].export(person))
        assert {"Actie": made.what, "Namens": "GGD Zuid Limburg"} in shown
        assert any("Wij bellen" in row.values() for row in shown)
        erase_person(person=person, by=person)
        said = ActionUpdate.objects.get()
        made.refresh_from_db()
        assert (said.by, said.words, made.person) == (None, "Wij bellen", None)

    def test_two_accounts_of_one_person_become_one(self) -> None:
        keep, drop = works_at(factories.person(), ggd()), works_at(factories.person(), ggd())
        made = action(person=drop)
        merge_people(keep=keep, drop=drop, by=factories.administrator())
        made.refresh_from_db()
        assert made.person == keep

    def test_after_seven_years_actions_go(self) -> None:
        person = works_at(factories.person(), ggd())
        old, fresh = action(person=person), action(what="Van nu")
        Action.objects.filter(pk=old.pk).update(changed_at=now() - timedelta(days=7 * 365 + 1))
        rule = dict(retention.items())["programme.actions"]
        assert rule.overdue() == 1
        assert rule.carry_out() > 0
        assert list(Action.objects.all()) == [fresh]
        assert rule.overdue() == 0
