"""Issuing certificates once, whatever happens meanwhile; taking back, correcting, choosing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.kernel import events
from veerkracht.kernel.clock import held_at, local, now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import erase_person, merge_people
from veerkracht.people.models import Person
from veerkracht.proof import actions
from veerkracht.proof.completion_registries import elearning_done
from veerkracht.proof.events import CertificatesIssued
from veerkracht.proof.models import AssignmentApproval, Certificate, CompletionRule
from veerkracht.proof.queries import Facts, completion
from veerkracht.proof.tests.certificate_stage import Finished, accredited, finished
from veerkracht.training.models import Achievement
from veerkracht.training.queries import holds

pytestmark = pytest.mark.django_db


def reasons(held: Finished) -> list[list[str]]:
    """Why not, for each with a place, by name."""
    return [[why.reason.value for why in one.reasons] for one in completion(held.edition)]


def test_who_completed_it_gets_a_certificate_and_what_it_grants() -> None:
    held = finished()
    ada, bo = held.rows
    held.present(ada)
    held.present(bo, at=0)
    held.absent(bo, at=1)
    [made] = actions.issue(edition=held.edition, by=held.trainer)
    facts = Facts.read(made.facts)
    assert (made.person, made.issued_by) == (ada.person, held.trainer)
    assert (facts.name, facts.course, facts.hours) == ("Ada Af", "Het gesprek", "7.0")
    assert facts.dates == tuple(
        local(session.starts_at).date().isoformat() for session in held.sessions
    )
    assert [(row.register, row.points, row.identifier) for row in facts.points] == [
        ("knov", "7", "voorbeeld-knov"),
        ("skj", "6.5", "voorbeeld-skj"),
    ]
    basis = held.edition.course.grants
    assert basis is not None
    assert holds(ada.person, basis, facts.last_day)
    assert not holds(bo.person, basis, facts.last_day)
    achieved = Achievement.objects.get(person=ada.person)
    assert achieved.valid_until == facts.last_day.replace(year=facts.last_day.year + 1)
    assert reasons(held) == [[], ["missed"]]


def test_again_changes_nothing() -> None:
    held = finished()
    held.present(*held.rows)
    assert len(actions.issue(edition=held.edition, by=held.coordinator)) == 2
    assert actions.issue(edition=held.edition, by=held.coordinator) == []
    assert Certificate.objects.count() == 2
    assert Message.objects.filter(kind="proof.certificate_ready").count() == 2


def test_what_a_certificate_says_does_not_change_with_the_course() -> None:
    held = finished("Ada Af")
    held.present(*held.rows)
    [made] = actions.issue(edition=held.edition, by=held.trainer)
    course = held.edition.course
    course.title = "Iets heel anders"
    course.save()
    Person.objects.filter(pk=made.person_id).update(name="Ada Anders")
    made.refresh_from_db()
    assert (made.facts["name"], made.facts["course"]) == ("Ada Af", "Het gesprek")


def test_the_job_waits_until_everybody_is_marked() -> None:
    held = finished()
    ada, bo = held.rows
    held.present(ada)
    assert actions.issue_due() == 0
    assert reasons(held) == [[], ["not-marked"]]
    held.absent(bo, at=0)
    assert actions.issue_due() == 1  # Bo missed one: marking the other changes nothing
    assert actions.issue_due() == 0
    assert [row.issued_by for row in Certificate.objects.all()] == [None]


def test_the_job_leaves_what_is_not_over_alone() -> None:
    held = finished(ago=timedelta(days=3))
    held.present(*held.rows, at=0)
    assert actions.issue_due() == 0
    assert reasons(held) == [["not-over"], ["not-over"]]
    assert actions.issue(edition=held.edition, by=held.trainer) == []


def test_one_edition_that_fails_does_not_hold_up_another(
    caplog: pytest.LogCaptureFixture,
) -> None:
    first, second = finished("Ada Af"), finished("Bo Bijna", of=accredited())
    for held in (first, second):
        held.present(*held.rows)

    def fails(event: CertificatesIssued) -> None:
        if event.edition_id == first.edition.pk:
            raise ValueError

    events.on(CertificatesIssued)(fails)
    try:
        assert actions.issue_due() == 1
    finally:
        events._handlers[CertificatesIssued].remove(fails)
    assert [row.edition for row in Certificate.objects.all()] == [second.edition]
    assert f"edition {first.edition.pk}" in caplog.text


def test_a_rule_may_let_one_be_missed_and_ask_an_assignment() -> None:
    held = finished(days=3)
    ada, bo = held.rows
    held.present(ada, bo, at=0)
    held.present(ada, bo, at=1)
    held.absent(ada, bo, at=2)
    course = held.edition.course
    actions.set_completion_rule(
        course=course, by=held.coordinator, may_miss=1, needs_assignment=True
    )
    assert reasons(held) == [["assignment"], ["assignment"]]
    actions.approve_assignments(edition=held.edition, approved=[ada.pk], by=held.trainer)
    [made] = actions.issue(edition=held.edition, by=held.trainer)
    assert made.person == ada.person
    assert made.facts["hours"] == "7.0"
    assert len(made.facts["dates"]) == 2


def test_an_approval_keeps_who_gave_it_and_can_be_withdrawn() -> None:
    held = finished()
    ada, bo = held.rows
    approve = actions.approve_assignments
    assert approve(edition=held.edition, approved=[ada.pk], by=held.trainer) == 1
    assert approve(edition=held.edition, approved=[ada.pk, bo.pk, 0], by=held.coordinator) == 1
    assert AssignmentApproval.objects.get(enrolment=ada).approved_by == held.trainer
    assert approve(edition=held.edition, approved=[bo.pk], by=held.trainer) == 1
    assert [row.enrolment for row in AssignmentApproval.objects.all()] == [bo]


def test_elearning_is_asked_of_who_keeps_it() -> None:
    held = finished()
    held.present(*held.rows)
    actions.set_completion_rule(course=held.edition.course, by=None, needs_elearning=True)
    assert reasons(held) == [["elearning"], ["elearning"]]  # the course has no steps to take

    def done(edition_ids: Iterable[int]) -> list[int]:
        assert list(edition_ids) == [held.edition.pk]
        return [held.rows[0].pk]

    elearning_done.add("test", done)
    try:
        assert reasons(held) == [[], ["elearning"]]
    finally:
        elearning_done.remove("test")


def test_only_who_runs_it_issues_revokes_and_approves() -> None:
    held = finished()
    held.present(*held.rows)
    [first, _second] = actions.issue(edition=held.edition, by=held.trainer)
    for by in (held.rows[0].person, factories.trainer(), factories.coordinator(factories.NOORD)):
        with pytest.raises(NotAllowed):
            actions.issue(edition=held.edition, by=by)
        with pytest.raises(NotAllowed):
            actions.revoke(certificate=first, reason="zomaar", by=by)
        with pytest.raises(NotAllowed):
            actions.correct_name(certificate=first, by=by)
        with pytest.raises(NotAllowed):
            actions.approve_assignments(edition=held.edition, approved=[], by=by)
        with pytest.raises(NotAllowed):
            actions.set_completion_rule(course=held.edition.course, by=by)
    with pytest.raises(NotAllowed):  # what others see is for the holder alone
        actions.choose_shown(
            certificate=first, by=held.coordinator, name=True, hours=True, email=True
        )


def test_a_revoked_certificate_takes_along_what_it_granted() -> None:
    held = finished("Ada Af")
    held.present(*held.rows)
    [made] = actions.issue(edition=held.edition, by=held.trainer)
    with pytest.raises(RuleBroken):
        actions.revoke(certificate=made, reason="  ", by=held.trainer)
    actions.revoke(certificate=made, reason="Was er toch niet bij.", by=held.trainer)
    made.refresh_from_db()
    assert (made.state, made.revoked_by) == ("revoked", held.trainer)
    assert not Achievement.objects.exists()
    with pytest.raises(RuleBroken):
        actions.revoke(certificate=made, reason="nog eens", by=held.trainer)
    assert actions.issue(edition=held.edition, by=held.trainer) == []  # not given again by itself


def test_letters_tell_of_it() -> None:
    held = finished("Ada Af")
    held.present(*held.rows)
    [made] = actions.issue(edition=held.edition, by=held.trainer)
    send_due()
    actions.revoke(certificate=made, reason="Was er toch niet bij.", by=held.trainer)
    send_due()
    ready, gone = Message.objects.filter(kind__startswith="proof.").order_by("pk")
    assert ready.subject == "Je certificaat staat klaar: Het gesprek"
    assert "7 uur" in ready.text
    assert gone.subject == "Je certificaat is ingetrokken: Het gesprek"
    assert "Was er toch niet bij." in gone.text


def test_a_letter_that_is_old_news_is_not_sent() -> None:
    held = finished("Ada Af")
    held.present(*held.rows)
    [made] = actions.issue(edition=held.edition, by=held.trainer)
    actions.revoke(certificate=made, reason="Vergissing.", by=held.trainer)
    send_due()
    states = dict(Message.objects.filter(kind__startswith="proof.").values_list("kind", "state"))
    assert states == {
        "proof.certificate_ready": "withdrawn",
        "proof.certificate_revoked": "sent",
    }


def test_another_name_keeps_the_code_and_is_one_version_more() -> None:
    held = finished("Ada Af")
    held.present(*held.rows)
    [made] = actions.issue(edition=held.edition, by=held.trainer)
    assert actions.correct_name(certificate=made, by=held.trainer).version == 1
    Person.objects.filter(pk=made.person_id).update(name="Ada Afgerond")
    [standing] = completion(held.edition)
    assert standing.has_other_name
    after = actions.correct_name(certificate=made, by=held.coordinator)
    assert (after.code, after.version, after.pk) == (made.code, 2, made.pk)
    assert after.facts == {**made.facts, "name": "Ada Afgerond"}
    assert Certificate.objects.count() == 1


def test_somebody_without_a_name_gets_it_once_there_is_one() -> None:
    held = finished("Ada Af")
    held.present(*held.rows)
    Person.objects.filter(pk=held.rows[0].person_id).update(name="")
    assert reasons(held) == [["no-name"]]
    assert actions.issue_due() == 0
    Person.objects.filter(pk=held.rows[0].person_id).update(name="Ada Af")
    assert actions.issue_due() == 1


def test_a_certificate_outlives_the_enrolment_and_goes_with_the_account() -> None:
    held = finished("Ada Af")
    held.present(*held.rows)
    [made] = actions.issue(edition=held.edition, by=held.trainer)
    held.rows[0].delete()
    made.refresh_from_db()
    assert made.enrolment is None
    erase_person(person=made.person, by=made.person)
    assert not Certificate.objects.exists()


def test_two_accounts_that_become_one_keep_their_certificates() -> None:
    held = finished()
    held.present(*held.rows)
    actions.issue(edition=held.edition, by=held.trainer)
    keep, other = held.rows[0].person, factories.person("Ada A.")
    second = finished("Cas Ander", of=accredited())
    Person.objects.filter(pk=second.rows[0].person_id).update(name="Ada A.")
    second.present(*second.rows)
    actions.issue(edition=second.edition, by=second.trainer)
    merge_people(keep=keep, drop=second.rows[0].person, by=factories.administrator())
    assert keep.certificates.count() == 2
    assert other.certificates.count() == 0


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "revoked"}, "certificate_revoked_with_reason"),
        ({"revoked_reason": "zomaar"}, "certificate_revoked_with_reason"),
        ({"version": 0}, "certificate_has_version"),
    ],
)
def test_the_database_guards_certificates(values: dict[str, Any], name: str) -> None:
    held = finished("Ada Af")
    held.present(*held.rows)
    [made] = actions.issue(edition=held.edition, by=held.trainer)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Certificate.objects.filter(pk=made.pk).update(**values)


def test_a_code_and_an_enrolment_have_one_certificate() -> None:
    held = finished()
    held.present(*held.rows)
    first, second = actions.issue(edition=held.edition, by=held.trainer)
    with pytest.raises(IntegrityError, match="certificate_code_once"), transaction.atomic():
        Certificate.objects.filter(pk=second.pk).update(code=first.code)
    with pytest.raises(IntegrityError, match="enrolment_id"), transaction.atomic():
        Certificate.objects.filter(pk=second.pk).update(enrolment=first.enrolment)


def test_a_course_has_one_rule() -> None:
    course = accredited()
    for may_miss in (1, 2):
        actions.set_completion_rule(course=course, by=None, may_miss=may_miss)
    assert CompletionRule.objects.get().may_miss == 2
    with pytest.raises(RuleBroken):
        actions.set_completion_rule(course=course, by=None, may_miss=21)


def test_what_lapses_is_told_once_with_what_fits() -> None:
    held = finished("Ada Af", ago=timedelta(days=330))
    held.present(*held.rows)
    with held_at(now() - timedelta(days=320)):
        actions.issue(edition=held.edition, by=held.trainer)
    coming = factories.edition(of=held.edition.course)
    assert actions.warn_of_lapsing() == 1
    actions.warn_of_lapsing()
    send_due()
    [letter] = Message.objects.filter(kind="proof.lapses")
    assert letter.subject.startswith("Basis verloopt op ")
    assert f"/leren/{coming.pk}/" in letter.text


def test_what_was_renewed_is_not_told() -> None:
    held = finished("Ada Af", ago=timedelta(days=330))
    held.present(*held.rows)
    with held_at(now() - timedelta(days=320)):
        actions.issue(edition=held.edition, by=held.trainer)
    basis = held.edition.course.grants
    assert basis is not None
    Achievement.objects.create(
        person=held.rows[0].person, qualification=basis, achieved_on=local(now()).date()
    )
    assert actions.warn_of_lapsing() == 0
