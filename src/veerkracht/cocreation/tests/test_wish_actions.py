"""Wishes: each step with what it needs, askers who are told once, merging, talks, and what goes when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.coalitions.actions import Heard as HeardInTalk
from veerkracht.coalitions.actions import keep_wish, settle_wish
from veerkracht.cocreation import asker_actions as askers
from veerkracht.cocreation import wish_actions as actions
from veerkracht.cocreation import wish_queries as queries
from veerkracht.cocreation.models import (
    Need,
    NeedAsker,
    NeedMove,
    NeedOutcome,
    NeedSource,
    NeedState,
)
from veerkracht.cocreation.tests.wishing import asker, moved, need, understood
from veerkracht.cocreation.wish_actions import Heard, Step
from veerkracht.cocreation.wish_outcomes import choices_in, outcomes
from veerkracht.cocreation.wish_sending import send_wish
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.limits import forget
from veerkracht.kernel.personal_data import retention
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import erase_person
from veerkracht.people.models import Sector
from veerkracht.places.models import Area
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget()


def test_a_wish_goes_all_the_way_and_each_step_is_kept() -> None:
    by, edition = factories.coordinator(), factories.edition()
    row = moved(need(), "understood", by, told="Een avondtraining")
    with pytest.raises(RuleBroken, match="Kies wat eruit kwam"):
        moved(row, "planned", by)
    moved(row, "planned", by, outcome=f"edition-{edition.pk}")
    moved(row, "done", by, words="De training is er.")
    steps = [(one.before, one.after, one.words, one.by) for one in row.moves.all()]
    assert steps == [
        ("heard", "understood", "", by),
        ("understood", "planned", "", by),
        ("planned", "done", "De training is er.", by),
    ]
    ((told, words, came),) = queries.with_answers([row])
    assert (told.told, words) == ("Een avondtraining", "De training is er.")
    assert came[0].title == str(edition)
    assert str(edition.pk) in came[0].url


def test_what_steps_refuse() -> None:
    by, elsewhere = factories.coordinator(), factories.coordinator(factories.NOORD)
    row = need()
    with pytest.raises(RuleBroken, match="eigen woorden"):
        moved(row, "understood", by)
    with pytest.raises(RuleBroken, match="waarom"):
        moved(row, "aside", by)
    with pytest.raises(RuleBroken, match="kan nu niet"):
        moved(row, "done", by, words="Klaar")
    with pytest.raises(NotAllowed):
        moved(row, "understood", elsewhere, told="Iets")
    with pytest.raises(OutOfDate):
        actions.move(need=row, step=Step("planned", "done", words="Klaar"), by=by)
    moved(row, "understood", by, told="Iets")
    for wrong in ("edition-1", "nothing-1", "edition-x", "edition"):
        with pytest.raises(RuleBroken, match="uit de lijst"):
            moved(row, "planned", by, outcome=wrong)
    with pytest.raises(RuleBroken, match="Schrijf je wens op"):
        need("  ")


def test_who_asked_is_told_once_at_each_step_and_only_after_confirming() -> None:
    by, row = factories.coordinator(), need()
    asked = askers.ask_for_answer(need=row, email=" Vraagt@Voorbeeld.example ")
    again = askers.ask_for_answer(need=row, email="vraagt@voorbeeld.example")
    assert (again.pk, asked.email) == (asked.pk, "vraagt@voorbeeld.example")
    send_due()
    (letter,) = mail.outbox
    assert f"/wensen/volg/{asked.token}/" in letter.body
    assert row.words not in letter.body, "else anybody could send any text to any address"
    moved(row, "understood", by, told="Een avondtraining")
    send_due()
    assert len(mail.outbox) == 1
    askers.confirm_asker(asker=asked)
    moved(row, "planned", by, words="In maart.")
    send_due()
    send_due()
    assert len(mail.outbox) == 2
    assert "Een avondtraining" in mail.outbox[1].body
    assert "In maart." in mail.outbox[1].body
    moved(row, "understood", by)  # a step back without words is no news
    moved(row, "planned", by, words="In april.")
    send_due()
    assert [one.subject for one in mail.outbox].count(mail.outbox[1].subject) == 2


def test_a_stop_takes_back_what_waits_and_can_be_undone() -> None:
    by, row = factories.coordinator(), need()
    asked = asker(row)
    send_due()
    moved(row, "understood", by, told="Een avondtraining")
    askers.stop_asker(asker=asked)
    send_due()
    assert not [one for one in mail.outbox if "begrepen" in one.subject]
    asked.refresh_from_db()
    askers.confirm_asker(asker=asked)
    moved(row, "planned", by, words="In maart.")
    send_due()
    assert "planning" in mail.outbox[-1].subject
    never = askers.ask_for_answer(need=row, email="nooit@voorbeeld.example")
    askers.stop_asker(asker=never)
    assert not NeedAsker.objects.filter(pk=never.pk).exists()


def test_one_address_gets_few_mails_to_confirm(settings: Any) -> None:
    settings.RATE_LIMITS = True
    for _time in range(3):
        askers.ask_for_answer(need=need(), email="vol@voorbeeld.example")
    with pytest.raises(RuleBroken, match="vandaag al"):
        send_wish(
            heard=Heard("Nog een", area=Area.objects.get(code="GM0917")),
            email="VOL@voorbeeld.example",
        )
    assert not Need.objects.filter(words="Nog een").exists()


def test_merging_keeps_all_askers_and_can_be_undone() -> None:
    by = factories.coordinator()
    head, drop, third = understood(by), need("Een avondcursus"), need("Les in de avond")
    asker(head, "een@voorbeeld.example")
    asker(drop, "twee@voorbeeld.example")
    asker(third, "een@voorbeeld.example")
    actions.merge(keep=drop, drop=third, by=by)
    actions.merge(keep=head, drop=drop, by=by)
    assert set(head.merged.all()) == {drop, third}
    assert {one.email for one in askers.askers_of(head)} == {
        "een@voorbeeld.example",
        "twee@voorbeeld.example",
    }
    Message.objects.all().delete()
    moved(head, "planned", by, words="In maart.")
    assert Message.objects.count() == 2
    with pytest.raises(OutOfDate):
        actions.merge(keep=head, drop=drop, by=by)
    with pytest.raises(OutOfDate):
        moved(drop, "understood", by, told="Iets")
    actions.take_apart(need=third, by=by)
    actions.take_apart(need=third, by=by)
    third.refresh_from_db()
    assert (third.merged_into, third.state) == (None, NeedState.HEARD)
    assert [one.pk for one in head.merged.all()] == [drop.pk]


def test_what_cannot_be_merged_or_thrown_away() -> None:
    by = factories.coordinator()
    here, north = need(), need(of=factories.NOORD)
    for other in (here, north):
        with pytest.raises(RuleBroken, match="dezelfde regio"):
            actions.merge(keep=here, drop=other, by=by)
    with pytest.raises(NotAllowed):
        actions.merge(keep=north, drop=here, by=by)
    moved(here, "understood", by, told="Iets")
    with pytest.raises(RuleBroken, match="zeg waarom"):
        actions.drop_need(need=here, by=by)
    spam = need("Koop nu")
    actions.drop_need(need=spam, by=by)
    assert not Need.objects.filter(words="Koop nu").exists()


def test_alike_wishes_are_proposed_by_lemmas() -> None:
    by = factories.coordinator()
    one = need("Ik wil graag trainingen over gezond koken voor jonge gezinnen")
    other = need("Een training gezond koken voor een jong gezin")
    for number in range(20):
        need(f"Iets anders nummer{number} over wandelen")
    (found,) = queries.alike_to(one)
    assert found[0] == other
    assert {"training", "koken", "gezin"} <= set(found[1].shared)
    ((first, second, _pair),) = queries.alike_in(region(factories.ZUID), 5)[:1]
    assert {first, second} == {one, other}
    actions.merge(keep=one, drop=other, by=by)
    assert queries.alike_to(one) == []


def test_a_wish_of_a_talk_comes_on_the_board_and_is_settled_there() -> None:
    by = factories.coordinator()
    sector = Sector.objects.all()[0]
    wish = keep_wish(region=region(factories.ZUID), heard=HeardInTalk("Leren", sector), by=by)
    row = Need.objects.get(talk=wish)
    assert (row.came, row.words, list(row.sectors.all())) == (NeedSource.TALK, "Leren", [sector])
    moved(row, "understood", by, told="Samen leren")
    moved(row, "done", by, words="De cursus is er.")
    wish.refresh_from_db()
    assert (wish.outcome, wish.settled_at) == ("De cursus is er.", now())
    settle_wish(wish=wish, outcome="Anders gezegd", by=by)
    assert row.moves.count() == 2


def test_a_wish_settled_where_it_was_heard_is_done_on_the_board() -> None:
    by = factories.coordinator()
    wish = keep_wish(region=region(factories.ZUID), heard=HeardInTalk("Leren"), by=by)
    settle_wish(wish=wish, outcome="Zuyd geeft een cursus", by=by)
    row = Need.objects.get(talk=wish)
    assert (row.state, row.told) == (NeedState.DONE, "Leren")
    assert [one.words for one in row.moves.all()] == ["", "Zuyd geeft een cursus"]


def test_a_merged_wish_of_a_talk_hears_with_the_one_that_stands_for_it() -> None:
    by = factories.coordinator()
    wish = keep_wish(region=region(factories.ZUID), heard=HeardInTalk("Leren"), by=by)
    head = understood(by)
    actions.merge(keep=head, drop=Need.objects.get(talk=wish), by=by)
    moved(head, "aside", by, words="Dit kan nu niet.")
    wish.refresh_from_db()
    assert wish.outcome == "Dit kan nu niet."


def test_every_kind_of_outcome_can_be_chosen_and_found() -> None:
    edition = factories.edition()
    groups = dict(choices_in(region(factories.ZUID)))
    assert f"edition-{edition.pk}" in dict(groups["Training op een datum"])
    for name, kind in outcomes.items():
        chosen = kind.choices(region(factories.ZUID))
        known = kind.find([key for key, _words in chosen])
        assert set(known) == {key for key, _words in chosen}, name
    assert [name for name, _kind in outcomes.items()][:5] == [
        "edition",
        "course",
        "action",
        "agreement",
        "decision",
    ]


def test_an_outcome_is_added_and_taken_back() -> None:
    by, edition, row = factories.coordinator(), factories.edition(), need()
    actions.add_outcome(need=row, outcome=f"edition-{edition.pk}", by=by)
    actions.add_outcome(need=row, outcome=f"edition-{edition.pk}", by=by)
    with pytest.raises(RuleBroken):
        actions.add_outcome(need=row, outcome="", by=by)
    actions.drop_outcome(outcome=row.outcomes.get(), by=by)
    assert not row.outcomes.exists()


def test_addresses_and_wishes_go_when_their_time_has_passed(clock: Any) -> None:
    by = factories.coordinator()
    quick, slow = understood(by), need("Iets anders")
    rules = dict(retention.items())
    asker(quick)
    askers.ask_for_answer(need=slow, email="nooit@voorbeeld.example")
    stopped = asker(slow, "stopt@voorbeeld.example")
    askers.stop_asker(asker=stopped)
    asker(slow, "wacht@voorbeeld.example")
    moved(quick, "done", by, words="Klaar.")
    clock.shift(timedelta(days=8))
    assert rules["cocreation.askers"].carry_out() == 2
    clock.shift(timedelta(days=83))
    assert rules["cocreation.askers"].overdue() == 1
    assert rules["cocreation.askers"].carry_out() == 1
    assert NeedAsker.objects.get().email == "wacht@voorbeeld.example"
    clock.shift(timedelta(days=1000))
    assert rules["cocreation.askers"].carry_out() == 1
    clock.shift(timedelta(days=30))
    actions.merge(keep=quick, drop=slow, by=by)
    assert rules["cocreation.needs"].carry_out() == 1
    assert not Need.objects.exists()


def test_somebody_who_leaves_takes_their_name_and_address_along() -> None:
    by = factories.coordinator()
    person = factories.coordinator()
    row = understood(person)
    asker(row, person.email)
    erase_person(person=person, by=person)
    assert not NeedAsker.objects.exists()
    assert NeedMove.objects.get().by is None
    assert moved(row, "done", by, words="Klaar.").state == NeedState.DONE


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("need_says_something", {"words": ""}),
        ("need_understood_in_own_words", {"state": "planned"}),
    ],
)
def test_the_database_holds_what_a_wish_is(name: str, values: dict[str, Any]) -> None:
    row = need()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Need.objects.filter(pk=row.pk).update(**values)


def test_the_database_holds_moves_outcomes_and_askers() -> None:
    row = need()
    outcome = {"need": row, "kind": "edition", "key": 1, "added_at": now()}
    NeedOutcome.objects.create(**outcome)
    asked = {"need": row, "email": "een@voorbeeld.example", "asked_at": now()}
    NeedAsker.objects.create(**asked)
    step = {"need": row, "at": now()}
    wrong: list[tuple[str, Any]] = [
        ("need_not_merged_into_itself", lambda: Need.objects.update(merged_into=row)),
        ("need_outcome_once", lambda: NeedOutcome.objects.create(**outcome)),
        ("need_asker_once", lambda: NeedAsker.objects.create(**asked)),
        ("need_asker_stops", lambda: NeedAsker.objects.update(stopped_at=now())),
        (
            "need_move_goes_somewhere",
            lambda: NeedMove.objects.create(before="heard", after="heard", **step),
        ),
        (
            "need_aside_has_reason",
            lambda: NeedMove.objects.create(before="heard", after="aside", **step),
        ),
    ]
    for name, write in wrong:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            write()


def test_a_wish_comes_on_the_board_of_the_region_of_its_municipality() -> None:
    row = send_wish(heard=Heard("Iets", area=Area.objects.get(code="GM0917")))
    assert (row.region.code, row.heard_on, row.by) == ("zuid-limburg", today(), None)
    with pytest.raises(RuleBroken, match="Kies een gemeente"):
        send_wish(heard=Heard("Iets"))
