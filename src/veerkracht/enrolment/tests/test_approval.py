"""A request that must be approved: who is asked, who may answer, what comes of it, and who reads what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from bench.deeds import faults_of
from tests import factories
from veerkracht.enrolment import actions, queries
from veerkracht.enrolment.conditions import conditions
from veerkracht.enrolment.models import Approval, Approver, Enrolment, Move, State
from veerkracht.enrolment.rules import Rule
from veerkracht.enrolment.sources import OwnEnrolments, my_approvals
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.limits import forget
from veerkracht.kernel.together import alone
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import end_role, give_role
from veerkracht.people.models import Organisation, Person, RoleKind
from veerkracht.people.policies import forget_roles
from veerkracht.training.actions import call_off_edition
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    forget()


@pytest.fixture
def coordinator() -> Person:
    return factories.coordinator()


@pytest.fixture
def employer() -> Organisation:
    return Organisation.objects.filter(is_school=False)[0]


@pytest.fixture
def contact(employer: Organisation) -> Person:
    return contact_of(employer)


@pytest.fixture
def edition(coordinator: Person) -> Edition:
    """Two places; the own employer must agree."""
    made = factories.edition(capacity=2)
    actions.set_approver(edition=made, approver=Approver.EMPLOYER, by=coordinator)
    return made


def contact_of(organisation: Organisation) -> Person:
    person = factories.person("Wim Werkgever", organisation=organisation)
    give_role(person=person, kind=RoleKind.EMPLOYER, organisation=organisation, by=None)
    forget_roles(person)
    return person


def ask(edition: Edition, *people: Person, by: Person | None = None) -> Enrolment:
    rows = actions.request_places(people=people, editions=[edition], by=by or people[0])
    return rows[0]


def approval_of(row: Enrolment) -> Approval:
    related = ("enrolment__edition", "enrolment__person")
    return Approval.objects.select_related(*related).get(enrolment=row)


def decide(row: Enrolment, by: Person, *, agreed: bool = True, reason: str = "") -> str:
    actions.decide(approval=approval_of(row), agreed=agreed, by=by, reason=reason)
    return Enrolment.objects.get(pk=row.pk).state


def mails(kind: str) -> list[str]:
    found = Message.objects.filter(kind=f"enrolment.{kind}").order_by("pk")
    return list(found.values_list("address", flat=True))


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def page(row: Enrolment) -> str:
    return f"/goedkeuren/{approval_of(row).token}/"


# Who is asked


def test_a_request_lies_with_the_contacts_of_the_own_organisation(
    edition: Edition, employer: Organisation, contact: Person
) -> None:
    row = ask(edition, factories.person(organisation=employer))
    assert (row.state, approval_of(row).organisation_id) == (State.ASKED, employer.pk)
    assert mails("to_approve") == [contact.email]
    assert mails("asked") == [row.person.email]
    assert queries.fills([edition.pk])[edition.pk].free == 2
    assert [task.title for task in alone(my_approvals(contact))] == [f"{row.person} wil meedoen"]


@pytest.mark.parametrize("how", ["no organisation", "no contact", "only oneself"])
def test_without_somebody_who_decides_the_coordinator_does(
    how: str, edition: Edition, coordinator: Person, employer: Organisation
) -> None:
    ways: dict[str, Callable[[], Person]] = {
        "no organisation": factories.person,
        "no contact": lambda: factories.person(organisation=employer),
        "only oneself": lambda: contact_of(employer),
    }
    person = ways[how]()
    row = ask(edition, person)
    assert approval_of(row).approver == Approver.COORDINATOR
    assert mails("to_approve") == [coordinator.email]
    assert alone(my_approvals(person)) == []


def test_who_a_coordinator_enrols_and_whom_an_employer_books_need_no_approval(
    edition: Edition, coordinator: Person, contact: Person
) -> None:
    one, other = factories.person(), factories.person()
    assert ask(edition, one, by=coordinator).state == State.PLACED
    assert ask(edition, other, by=contact).state == State.PLACED


def test_one_request_for_two_dates_is_one_mail(
    edition: Edition, coordinator: Person, employer: Organisation, contact: Person
) -> None:
    other = factories.edition(of=edition.course, starts=now() + timedelta(days=50))
    actions.set_approver(edition=other, approver=Approver.EMPLOYER, by=coordinator)
    person = factories.person(organisation=employer)
    rows = actions.request_places(people=[person], editions=[edition, other], by=person)
    assert [row.state for row in rows] == ["asked", "asked"]
    assert mails("to_approve") == [contact.email]
    assert decide(rows[1], contact) == State.PLACED
    assert Enrolment.objects.get(pk=rows[0].pk).state == State.SETTLED
    with pytest.raises(RuleBroken, match="al over beslist"):
        decide(rows[0], contact)


# Yes and no


def test_a_yes_gives_a_place_when_there_is_one(
    edition: Edition, employer: Organisation, contact: Person
) -> None:
    row = ask(edition, factories.person(organisation=employer))
    assert decide(row, contact) == State.PLACED
    assert Move.objects.filter(enrolment=row).latest("pk").rule == Rule.APPROVED
    assert faults_of(edition) == []
    [decision] = alone(OwnEnrolments().export(contact))
    assert decision["Antwoord"] == "ja"


def test_a_yes_when_it_is_full_gives_the_rank_of_the_request(
    edition: Edition,
    coordinator: Person,
    employer: Organisation,
    contact: Person,
    clock: time_machine.Traveller,
) -> None:
    row = ask(edition, factories.person(organisation=employer))
    clock.shift(timedelta(minutes=1))
    placed = [ask(edition, factories.person(), by=coordinator) for _ in range(2)]
    later = ask(edition, factories.person(), by=coordinator)
    clock.shift(timedelta(minutes=1))
    assert decide(row, contact) == State.WAITING
    assert [queries.position(Enrolment.objects.get(pk=one.pk)) for one in (row, later)] == [1, 2]
    actions.leave(enrolment=placed[0], by=coordinator)
    assert Enrolment.objects.get(pk=row.pk).state == State.OFFERED
    assert faults_of(edition) == []


def test_a_no_ends_it_with_a_reason_and_leaves_the_places(
    edition: Edition, employer: Organisation, contact: Person
) -> None:
    row = ask(edition, factories.person(organisation=employer))
    assert decide(row, contact, agreed=False, reason="Dan is er te weinig bezetting.") == "refused"
    send_due()
    [letter] = [
        one for one in mail.outbox if one.to == [row.person.email] and "Niet" in one.subject
    ]
    assert "te weinig bezetting" in letter.body
    again = ask(edition, row.person)
    assert again.state == State.ASKED


def test_conditions_are_asked_before_a_yes_gives_a_place(
    edition: Edition, employer: Organisation, contact: Person
) -> None:
    row = ask(edition, factories.person(organisation=employer))
    conditions.add("test", lambda person, edition: "Het potje is leeg.", order=1)
    try:
        with pytest.raises(RuleBroken, match="potje"):
            decide(row, contact)
    finally:
        conditions.remove("test")
    assert Enrolment.objects.get(pk=row.pk).state == State.ASKED
    assert approval_of(row).decided_at is None


def test_a_party_of_two_employers_needs_both(
    edition: Edition, coordinator: Person, employer: Organisation, contact: Person
) -> None:
    elsewhere = Organisation.objects.exclude(pk=employer.pk)[0]
    other = contact_of(elsewhere)
    people = [factories.person(organisation=one) for one in (employer, elsewhere)]
    rows = _party(edition, people)
    assert decide(rows[0], contact) == State.ASKED
    with pytest.raises(RuleBroken, match="al over beslist"):
        decide(rows[0], contact)
    assert decide(rows[1], other) == State.PLACED
    assert Enrolment.objects.get(pk=rows[0].pk).state == State.PLACED


def _party(edition: Edition, people: list[Person]) -> list[Enrolment]:
    """People who come together or not at all, asked for by the first, who speaks for an employer."""
    organisation = people[0].organisation
    give_role(person=people[0], kind=RoleKind.EMPLOYER, organisation=organisation, by=None)
    forget_roles(people[0])
    return actions.request_places(people=people, editions=[edition], by=people[0])


# Who may not answer


def test_nobody_approves_their_own_request(
    edition: Edition, employer: Organisation, contact: Person
) -> None:
    colleague = contact_of(employer)
    row = ask(edition, contact)
    assert mails("to_approve") == [colleague.email]
    with pytest.raises(NotAllowed):
        decide(row, contact)
    assert decide(row, colleague) == State.PLACED


def test_nobody_approves_themselves_by_coming_along_with_somebody_else(
    edition: Edition, employer: Organisation, contact: Person
) -> None:
    colleague, second = factories.person(organisation=employer), contact_of(employer)
    rows = actions.request_places(people=[contact, colleague], editions=[edition], by=contact)
    assert decide(rows[1], contact) == State.ASKED
    with pytest.raises(NotAllowed):
        decide(rows[0], contact)
    assert decide(rows[0], second) == State.PLACED


def test_strangers_other_employers_and_other_regions_do_not_answer(
    edition: Edition, employer: Organisation, contact: Person
) -> None:
    row = ask(edition, factories.person(organisation=employer))
    elsewhere = contact_of(Organisation.objects.exclude(pk=employer.pk)[0])
    for by in (factories.person(), elsewhere, factories.coordinator(factories.NOORD), row.person):
        with pytest.raises(NotAllowed):
            decide(row, by)
        assert signed_in(by).get(page(row)).status_code == 403
        assert signed_in(by).post(page(row), {"agreed": "ja"}).status_code == 403
    assert Enrolment.objects.get(pk=row.pk).state == State.ASKED


def test_a_role_that_ended_answers_no_more(
    edition: Edition, employer: Organisation, contact: Person
) -> None:
    row = ask(edition, factories.person(organisation=employer))
    end_role(role=contact.roles.get(), by=None)
    fresh = Person.objects.get(pk=contact.pk)
    with pytest.raises(NotAllowed):
        decide(row, fresh)


# Meanwhile


def test_decided_and_withdrawn_meanwhile_change_nothing(
    edition: Edition, coordinator: Person, employer: Organisation, contact: Person
) -> None:
    decided = ask(edition, factories.person(organisation=employer))
    withdrawn = ask(edition, factories.person(organisation=employer))
    decide(decided, coordinator, agreed=False)
    actions.leave(enrolment=withdrawn, by=withdrawn.person)
    for row in (decided, withdrawn):
        with pytest.raises(RuleBroken, match="al over beslist"):
            decide(row, contact)
    assert alone(my_approvals(contact)) == []


def test_an_edition_that_began_or_was_called_off_takes_no_yes(
    edition: Edition,
    employer: Organisation,
    contact: Person,
    clock: time_machine.Traveller,
) -> None:
    row = ask(edition, factories.person(organisation=employer))
    clock.shift(timedelta(days=30, hours=1))
    with pytest.raises(RuleBroken, match="al begonnen"):
        decide(row, contact)
    assert approval_of(row).decided_at is None
    assert alone(my_approvals(contact)) == []
    call_off_edition(by=None, edition=Edition.objects.get(pk=edition.pk), reason="Ziek")
    with pytest.raises(RuleBroken, match="al over beslist"):
        decide(row, contact)


def test_one_reminder_after_three_working_days(
    edition: Edition,
    employer: Organisation,
    contact: Person,
    clock: time_machine.Traveller,
) -> None:
    ask(edition, factories.person(organisation=employer))
    clock.shift(timedelta(days=2))
    assert actions.look_after_approvals() == 0
    clock.shift(timedelta(days=3))
    assert actions.look_after_approvals() == 1
    assert actions.look_after_approvals() == 0
    assert mails("still_to_approve") == [contact.email]


def test_when_the_last_contact_goes_the_coordinator_is_asked(
    edition: Edition, coordinator: Person, employer: Organisation, contact: Person
) -> None:
    row = ask(edition, factories.person(organisation=employer))
    end_role(role=contact.roles.get(), by=None)
    assert actions.look_after_approvals() == 1
    assert actions.look_after_approvals() == 0
    assert approval_of(row).approver == Approver.COORDINATOR
    assert mails("to_approve") == [contact.email, coordinator.email]
    assert len(alone(my_approvals(coordinator))) == 1


def test_the_database_wants_an_answer_with_a_decision(
    edition: Edition, employer: Organisation
) -> None:
    row = ask(edition, factories.person(organisation=employer))
    with pytest.raises(IntegrityError, match="approval_decided_has_answer"), transaction.atomic():
        Approval.objects.filter(enrolment=row).update(decided_at=now())


# The pages and letters


def test_the_page_says_beforehand_who_must_agree_and_shows_where_it_lies(
    edition: Edition, employer: Organisation, contact: Person
) -> None:
    person = factories.person(organisation=employer)
    client = signed_in(person)
    before = text(client.get(f"/leren/{edition.pk}/inschrijven/"))
    assert "Vraag een plaats aan" in before
    assert "je werkgever" in before
    assert "hoeft niet akkoord" not in before
    after = text(client.post(f"/leren/{edition.pk}/inschrijven/", follow=True))
    assert "wacht op goedkeuring" in after
    assert f"de contactpersoon van {employer}" in after
    row = Enrolment.objects.get(person=person)
    gone = client.post(f"/mijn-plek/inschrijvingen/{row.pk}/afmelden/", follow=True)
    assert gone.status_code == 200
    assert Enrolment.objects.get(pk=row.pk).state == State.WITHDRAWN


def test_opening_the_link_changes_nothing_and_tells_a_stranger_nothing(
    edition: Edition, employer: Organisation, contact: Person
) -> None:
    row = ask(edition, factories.person("Asha Aanvraag", organisation=employer))
    unknown = text(Client().get(page(row)))
    assert "Asha" not in unknown
    assert edition.course.title not in unknown
    assert Client().post(page(row), {"agreed": "ja"}).status_code == 200
    shown = text(signed_in(contact).get(page(row)))
    assert "Mag Asha Aanvraag meedoen?" in shown
    assert "meteen een plaats" in shown
    assert Enrolment.objects.get(pk=row.pk).state == State.ASKED
    assert signed_in(contact).get("/goedkeuren/bestaat-niet/").status_code == 404


def test_a_double_click_and_the_back_button_decide_once(
    edition: Edition, employer: Organisation, contact: Person
) -> None:
    row, client = ask(edition, factories.person(organisation=employer)), signed_in(contact)
    first = client.post(page(row), {"agreed": "ja"}, follow=True)
    second = client.post(page(row), {"agreed": "nee", "reason": "Toch niet"}, follow=True)
    assert "heeft nu een plaats" in text(first)
    assert "al over beslist" in text(second)
    assert "zei ja op" in text(second)
    assert Enrolment.objects.get(pk=row.pk).state == State.PLACED


@pytest.mark.parametrize(
    "given",
    [{}, {"agreed": "misschien"}, {"agreed": "ja", "reason": "x" * 500}, {"agreed": "nee\0"}],
)
def test_what_cannot_be_read_decides_nothing(
    given: dict[str, str], edition: Edition, employer: Organisation, contact: Person
) -> None:
    row = ask(edition, factories.person(organisation=employer))
    answer = signed_in(contact).post(page(row), given, follow=True)
    assert answer.status_code == 200
    assert Enrolment.objects.get(pk=row.pk).state == State.ASKED


def test_a_coordinator_sees_what_lies_there_and_may_decide(
    edition: Edition, coordinator: Person, employer: Organisation, contact: Person
) -> None:
    row = ask(edition, factories.person("Asha Aanvraag", organisation=employer))
    shown = text(signed_in(coordinator).get(f"/werk/edities/{edition.pk}/lijst/"))
    assert "Wacht op goedkeuring" in shown
    assert page(row) in shown
    assert "Asha Aanvraag" in text(signed_in(contact).get("/goedkeuren/"))
    assert "Er ligt niets" in text(signed_in(coordinator).get("/goedkeuren/"))
    assert decide(row, coordinator) == State.PLACED


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ["asked", "to_approve", "still_to_approve", "refused"])
def test_each_letter_about_approval_is_whole(
    kind: str,
    language: str,
    edition: Edition,
    employer: Organisation,
    clock: time_machine.Traveller,
) -> None:
    contact = contact_of(employer)
    person = factories.person("Asha <b>x</b>", organisation=employer)
    Person.objects.update(language=language)
    row = ask(edition, Person.objects.get(pk=person.pk))
    if kind == "refused":
        decide(row, contact, agreed=False, reason="<b>x</b>")
    if kind == "still_to_approve":
        clock.shift(timedelta(days=5))
        actions.look_after_approvals()
        clock.shift(timedelta(days=3))
    send_due()
    found = Message.objects.get(kind=f"enrolment.{kind}", sent_at__isnull=False)
    assert "<b>x</b>" not in found.html
    for words in (found.subject, found.text, found.html):
        assert not re.search(r"%\(|\bNone\b|\{\{|\{%", words)
    assert edition.course.title in found.subject


def test_a_mail_about_a_request_that_is_over_does_not_go(
    edition: Edition, employer: Organisation, contact: Person
) -> None:
    row = ask(edition, factories.person(organisation=employer))
    actions.leave(enrolment=row, by=row.person)
    send_due()
    assert [one.to for one in mail.outbox if one.to == [contact.email]] == []
