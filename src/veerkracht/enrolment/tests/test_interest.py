"""Interest first, a date later: who says so, what they read, and who is offered a place in which order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from bench.deeds import faults_of
from tests import factories
from veerkracht.enrolment import actions, queries
from veerkracht.enrolment.agenda import my_sessions
from veerkracht.enrolment.models import Approval, Approver, Enrolment, Move, State, Terms
from veerkracht.enrolment.rules import Rule
from veerkracht.enrolment.sources import OwnEnrolments, carry_out, overdue
from veerkracht.enrolment.workbench import what_waits
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.together import alone
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.models import Person
from veerkracht.training.actions import call_off_edition, change_edition
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def ask(edition: Edition, person: Person | None = None) -> Enrolment:
    someone = person or factories.person()
    return actions.request_places(people=[someone], editions=[edition], by=someone)[0]


def give_dates(edition: Edition, days: int = 60, **values: Any) -> Edition:
    fresh = Edition.objects.get(pk=edition.pk)
    first = now() + timedelta(days=days)
    values.setdefault("municipality", factories.edition().municipality)
    sessions = [(first, first + timedelta(hours=3))]
    return change_edition(
        by=None, edition=fresh, version=fresh.version, sessions=sessions, **values
    )


def states(*rows: Enrolment) -> list[str]:
    return [Enrolment.objects.get(pk=row.pk).state for row in rows]


def fresh(row: Enrolment) -> Enrolment:
    return Enrolment.objects.select_related("edition__course", "person").get(pk=row.pk)


def mails_to(row: Enrolment) -> list[str]:
    found = Message.objects.filter(person=row.person, kind__startswith="enrolment").order_by("pk")
    return [kind.removeprefix("enrolment.") for kind in found.values_list("kind", flat=True)]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def test_without_dates_everybody_waits_in_order_and_nobody_has_a_place() -> None:
    edition = factories.undated(capacity=2)
    rows = [ask(edition) for _ in range(3)]
    assert states(*rows) == ["waiting"] * 3
    assert [queries.position(row) for row in rows] == [1, 2, 3]
    assert Move.objects.filter(enrolment=rows[0]).get().rule == Rule.INTEREST
    assert Terms.objects.get(edition=edition).collects_interest


def test_dates_offer_places_in_order_with_five_days_to_answer() -> None:
    edition = factories.undated(capacity=2)
    rows = [ask(edition) for _ in range(3)]
    give_dates(edition)
    assert states(*rows) == ["offered", "offered", "waiting"]
    assert fresh(rows[0]).offer_expires_at == now() + timedelta(days=5)
    assert [mails_to(row) for row in rows] == [
        ["waiting", "offered"],
        ["waiting", "offered"],
        ["waiting", "dated"],
    ]
    assert faults_of(edition) == []


def test_more_places_that_come_with_the_dates_are_offered_as_new_dates_too() -> None:
    edition = factories.undated(capacity=1)
    rows = [ask(edition) for _ in range(3)]
    give_dates(edition, capacity=3)
    assert states(*rows) == ["offered"] * 3
    assert {fresh(row).offer_expires_at for row in rows} == {now() + timedelta(days=5)}


def test_a_date_that_is_near_leaves_less_time() -> None:
    edition = factories.undated(capacity=1)
    row = ask(edition)
    give_dates(edition, days=5)
    assert fresh(row).offer_expires_at == now() + timedelta(hours=24)


def test_who_declines_passes_it_on_with_the_usual_time(clock: time_machine.Traveller) -> None:
    edition = factories.undated(capacity=1)
    first, second = ask(edition), ask(edition)
    give_dates(edition)
    clock.shift(timedelta(days=1))
    actions.leave(enrolment=fresh(first), by=first.person)
    assert states(first, second) == ["declined", "offered"]
    assert fresh(second).offer_expires_at == now() + timedelta(hours=48)


def test_no_answer_in_five_days_passes_it_on(clock: time_machine.Traveller) -> None:
    edition = factories.undated(capacity=1)
    first, second = ask(edition), ask(edition)
    give_dates(edition)
    clock.shift(timedelta(days=4, hours=23))
    assert actions.lapse_offers() == 0
    clock.shift(timedelta(hours=1))
    assert actions.lapse_offers() == 1
    assert states(first, second) == ["lapsed", "offered"]


def test_who_waits_for_several_is_settled_everywhere_on_a_yes() -> None:
    course = factories.course()
    one, other = factories.undated(of=course, capacity=1), factories.undated(of=course, capacity=1)
    person = factories.person()
    rows = actions.request_places(people=[person], editions=[one, other], by=person)
    behind = ask(other)
    give_dates(one)
    give_dates(other, days=70)
    assert states(*rows, behind) == ["offered", "offered", "waiting"]
    actions.accept(enrolment=fresh(rows[0]), by=person)
    assert states(*rows, behind) == ["placed", "settled", "offered"]


def test_later_changes_of_dates_tell_who_comes_and_make_no_new_offers() -> None:
    edition = factories.undated(capacity=1)
    first, second = ask(edition), ask(edition)
    give_dates(edition)
    actions.accept(enrolment=fresh(first), by=first.person)
    give_dates(edition, days=65)
    assert states(first, second) == ["placed", "waiting"]
    assert mails_to(first)[-1] == "edition_changed"
    assert mails_to(second).count("dated") == 1


def test_who_was_approved_after_the_dates_still_confirms_them(
    clock: time_machine.Traveller,
) -> None:
    edition, by = factories.undated(capacity=1), factories.coordinator()
    actions.set_approver(edition=edition, approver=Approver.COORDINATOR, by=by)
    row = ask(edition)
    assert row.state == State.ASKED
    clock.shift(timedelta(minutes=1))
    give_dates(edition)
    related = ("enrolment__edition", "enrolment__person")
    approval = Approval.objects.select_related(*related).get(enrolment=row)
    [after] = actions.decide(approval=approval, agreed=True, by=by)
    assert after.state == State.OFFERED
    assert faults_of(edition) == []


def test_who_is_approved_before_the_dates_waits_at_the_rank_of_the_request() -> None:
    edition, by = factories.undated(capacity=1), factories.coordinator()
    actions.set_approver(edition=edition, approver=Approver.COORDINATOR, by=by)
    first = ask(edition)
    actions.set_approver(edition=edition, approver=Approver.NOBODY, by=by)
    second = ask(edition)
    related = ("enrolment__edition", "enrolment__person")
    approval = Approval.objects.select_related(*related).get(enrolment=first)
    actions.decide(approval=approval, agreed=True, by=by)
    give_dates(edition)
    assert states(first, second) == ["offered", "waiting"]


def test_calling_off_ends_interest_too() -> None:
    edition = factories.undated()
    row = ask(edition)
    call_off_edition(by=None, edition=Edition.objects.get(pk=edition.pk), reason="Te weinig mensen")
    send_due()
    assert states(row) == ["called-off"]
    assert any("Gaat niet door" in one.subject for one in mail.outbox)


def test_dates_bring_a_window_of_their_own_and_need_a_place() -> None:
    edition = factories.undated()
    with pytest.raises(RuleBroken, match="Kies een gemeente"):
        give_dates(edition, municipality=None)
    dated = give_dates(edition)
    assert dated.starts_at is not None
    assert dated.closes_at == dated.starts_at - timedelta(days=1)
    assert dated.cancel_until == dated.starts_at - timedelta(days=7)
    with pytest.raises(RuleBroken, match="minstens één bijeenkomst"):
        change_edition(by=None, edition=dated, version=dated.version, sessions=[])


def test_interest_is_not_forgotten_when_somebody_wants_to_be_erased() -> None:
    row = ask(factories.undated())
    with pytest.raises(RuleBroken, match="Meld je eerst af"):
        OwnEnrolments().erase(row.person)


def test_interest_that_never_got_a_date_is_removed_two_years_after_it_ended(
    clock: time_machine.Traveller,
) -> None:
    edition = factories.undated()
    waits, gone = ask(edition), ask(edition)
    actions.leave(enrolment=fresh(gone), by=gone.person)
    clock.shift(timedelta(days=800))
    assert overdue() == 1
    carry_out()
    assert list(Enrolment.objects.values_list("pk", flat=True)) == [waits.pk]


def test_it_stands_in_no_agenda_until_there_is_a_date() -> None:
    row = ask(factories.undated())
    assert alone(my_sessions(row.person, now())) == []


# What people read


def test_the_page_asks_to_let_us_know_and_promises_no_place() -> None:
    edition, person = factories.undated(), factories.person()
    ask(edition)
    public = f"/leren/{edition.pk}/{edition.course.slug}/"
    shown = text(Client().get(public))
    assert "Laat weten dat je mee wilt doen" in shown
    assert "1 wil meedoen" in shown
    assert "nog 2 plaatsen" not in shown
    assert "Kosteloos afmelden" not in shown
    client = signed_in(person)
    form = text(client.get(f"/leren/{edition.pk}/inschrijven/"))
    assert "1 ander wil ook meedoen" in form
    after = text(client.post(f"/leren/{edition.pk}/inschrijven/", follow=True))
    assert "Je staat 2e op de lijst" in after
    assert "Je staat op de lijst. Je krijgt een mail zodra de datum bekend is." in after
    assert "2e op de lijst" in text(client.get(public))


def test_letters_speak_of_the_date(clock: time_machine.Traveller) -> None:
    edition = factories.undated(capacity=1)
    first, second = ask(edition), ask(edition)
    send_due()
    assert all("De datum volgt nog" in one.body for one in mail.outbox)
    assert all("vol" not in one.subject for one in mail.outbox)
    mail.outbox.clear()
    give_dates(edition)
    clock.shift(timedelta(seconds=5))
    send_due()
    by_person = {one.to[0]: one for one in mail.outbox}
    offer, told = by_person[first.person.email], by_person[second.person.email]
    assert "De datum is bekend" in offer.subject
    assert "We houden de plaats voor je vrij tot" in offer.body
    assert "De datum is bekend" in told.subject
    assert "Je staat 1e op de wachtlijst" in told.body


def test_a_coordinator_is_told_when_there_are_enough_for_a_group() -> None:
    coordinator = factories.coordinator()
    edition = factories.undated(of=factories.course(group_min=2, group_max=4))
    ask(edition)
    assert alone(what_waits(coordinator)) == []
    ask(edition)
    [task] = alone(what_waits(coordinator))
    assert task.detail == "2 mensen wachten op een datum."
    page = text(signed_in(coordinator).get(f"/werk/edities/{edition.pk}/lijst/"))
    assert "Wie mee wil doen" in page
    assert "begint bijna" not in page
    assert "datum" in text(signed_in(coordinator).get("/werk/"))
