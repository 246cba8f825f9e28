"""Groups fall asleep and wake, hours reach the registers, and a lesson is shared only when all agree."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.personal_data import carry_out_retention
from veerkracht.kernel.together import alone
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import erase_person, merge_people, save_register_number
from veerkracht.people.models import Person
from veerkracht.practice import group_queries as queries
from veerkracht.practice import group_sources
from veerkracht.practice.group_documents import intervision_proof, proof_facts
from veerkracht.practice.group_lesson_actions import answer_lesson, propose_lesson
from veerkracht.practice.group_lesson_models import Lesson, LessonVoice
from veerkracht.practice.group_life_actions import look_after_groups
from veerkracht.practice.group_rules import Standing
from veerkracht.practice.tests.grouping import ahead, group, held
from veerkracht.proof.queries import my_registers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def stand(of: Any) -> Standing:
    [(_row, found, _life)] = queries.lives(type(of).objects.filter(pk=of.pk))
    return found


def test_a_group_falls_asleep_once_a_sleep_and_its_coach_hears(clock: Any) -> None:
    coach = factories.trainer()
    made = group(coach=coach)
    member = made.series.members.all()[0].person
    held(made, member, 80)
    assert (look_after_groups(), stand(made)) == (0, Standing.MEETS)
    clock.shift(timedelta(days=11))
    assert (look_after_groups(), look_after_groups()) == (1, 0)
    made.series.refresh_from_db()
    assert made.series.state == "sleeps"
    clock.shift(timedelta(days=1))
    send_due()
    letter = Message.objects.get(address=coach.email)
    assert "De Kring" in letter.subject
    assert f"/mijn-plek/intervisie/{made.pk}/" in letter.text
    ahead(made, member)  # a date wakes it
    made.series.refresh_from_db()
    assert (made.series.state, stand(made)) == ("meets", Standing.MEETS)
    clock.shift(timedelta(days=14 + 91))
    look_after_groups()
    assert Message.objects.filter(address=coach.email).count() == 2  # a sleep of its own


def test_without_a_coach_the_coordinator_of_the_region_hears_unless_it_woke(clock: Any) -> None:
    coordinator, elsewhere = factories.coordinator(), factories.coordinator(factories.NOORD)
    made = group()
    look_after_groups()
    assert set(Message.objects.values_list("address", flat=True)) == {coordinator.email}
    assert elsewhere.email != coordinator.email
    ahead(made, made.series.members.all()[0].person)
    clock.shift(timedelta(days=1))
    send_due()
    assert Message.objects.get(address=coordinator.email).state == "withdrawn"


def test_the_overview_is_of_my_groups_and_my_region() -> None:
    coach = factories.trainer()
    mine, other = group(coach=coach, name="Van de coach"), group(name="Een andere")
    held(mine, mine.series.members.all()[0].person, 10)
    assert [one.pk for one in queries.looked_after_by(coach)] == [mine.pk]
    assert set(queries.looked_after_by(factories.coordinator())) == {mine, other}
    assert not queries.looked_after_by(factories.coordinator(factories.NOORD))
    assert set(queries.looked_after_by(factories.administrator())) == {mine, other}
    [(row, _found, _life)] = queries.lives(queries.looked_after_by(coach))
    assert (row.people, row.held) == (3, 1)


def midwife() -> Person:
    person = factories.person("Vera Verloskundige")
    save_register_number(person=person, register="knov", number="KNOV-123456", by=person)
    return person


def test_hours_reach_mijn_register_and_the_proof_says_whether_the_rule_is_met() -> None:
    vera = midwife()
    made = group(vera, factories.person("Abel"), factories.person("Bo"))
    for days in (200, 100):
        held(made, vera, days)
    held(made, vera, 50, minutes=60)  # too short to count
    [view] = my_registers(vera)
    assert view.hours_made == Decimal(5)
    assert "Niet voldaan: nog 1 bijeenkomst nodig." in paper(vera)
    held(made, vera, 10, minutes=90)
    words = paper(vera)
    assert "Voldaan: 3 bijeenkomsten tellen, 3 zijn nodig." in words
    assert all(one in words for one in ("Vera Verloskundige", "KNOV-123456", "De Kring", "Abel"))
    [year] = queries.hours_by_year(vera)
    assert (year.year, year.minutes, [row.present for row in year.rows]) == (2026, 390, [3] * 4)


def paper(person: Person, language: str = "nl") -> str:
    year = queries.hours_of_year(person, today().year)
    numbers = list(person.register_numbers.all())
    made = intervision_proof(person, numbers, year, language)
    assert made.startswith(b"%PDF")
    assert made == intervision_proof(person, numbers, year, language)
    return str(proof_facts(person, numbers, year, language))


# Lessons


SENTENCE = "Wachten met raad geeft ruimte."


def met(*names: str) -> tuple[Any, list[Person]]:
    there = [factories.person(name) for name in names]
    return held(group(*there), there[0], 5), there


def test_a_lesson_is_shared_when_the_last_one_agrees_without_its_group() -> None:
    meeting, (anna, bert, cas) = met("Anna", "Bert", "Cas")
    lesson = propose_lesson(meeting=meeting, sentence=SENTENCE, by=anna)
    region = meeting.series.region
    assert not answer_lesson(lesson=lesson, agrees=True, by=bert)
    assert not queries.lessons_in(region)
    assert answer_lesson(lesson=lesson, agrees=True, by=cas)
    [shared] = queries.lessons_in(region)
    assert (shared.sentence, shared.meeting_id) == (SENTENCE, None)
    assert not LessonVoice.objects.exists()
    with pytest.raises(RuleBroken):
        answer_lesson(lesson=lesson, agrees=False, by=cas)
    about = Entry.objects.filter(verb__contains="lesson").values_list("by_id", flat=True)
    assert set(about) == {None}


def test_one_no_and_it_is_gone_and_nobody_is_named() -> None:
    meeting, (anna, bert, cas) = met("Anna", "Bert", "Cas")
    lesson = propose_lesson(meeting=meeting, sentence=SENTENCE, by=anna)
    entries = Entry.objects.count()
    answer_lesson(lesson=lesson, agrees=True, by=bert)
    answer_lesson(lesson=lesson, agrees=False, by=cas)
    assert not Lesson.objects.exists()
    assert not LessonVoice.objects.exists()
    assert Entry.objects.count() == entries


def test_who_was_not_there_has_no_voice_and_two_people_share_nothing() -> None:
    meeting, (anna, _bert, _cas) = met("Anna", "Bert", "Cas")
    with pytest.raises(NotAllowed):
        propose_lesson(meeting=meeting, sentence=SENTENCE, by=factories.coordinator())
    lesson = propose_lesson(meeting=meeting, sentence=SENTENCE, by=anna)
    with pytest.raises(NotAllowed):
        answer_lesson(lesson=lesson, agrees=True, by=factories.coordinator())
    with pytest.raises(RuleBroken):
        propose_lesson(meeting=meeting, sentence="Nog een", by=anna)
    small, (dirk, _eva) = met("Dirk", "Eva")
    with pytest.raises(RuleBroken):
        propose_lesson(meeting=small, sentence=SENTENCE, by=dirk)


def test_who_was_added_to_the_list_later_must_agree_as_well(clock: Any) -> None:
    from veerkracht.meetings.actions import correct_own, mark_presence  # noqa: PLC0415

    meeting, (anna, bert, cas, dora) = met("Anna", "Bert", "Cas", "Dora")
    mark_presence(meeting=meeting, minutes={dora.pk: 0}, by=meeting.facilitator)
    lesson = propose_lesson(meeting=meeting, sentence=SENTENCE, by=anna)
    correct_own(meeting=meeting, minutes=60, by=dora)
    answer_lesson(lesson=lesson, agrees=True, by=bert)
    assert not answer_lesson(lesson=lesson, agrees=True, by=cas)
    assert answer_lesson(lesson=lesson, agrees=True, by=dora)


def test_a_lesson_that_waits_goes_with_who_leaves_or_after_sixty_days(clock: Any) -> None:
    meeting, (anna, bert, _cas) = met("Anna", "Bert", "Cas")
    propose_lesson(meeting=meeting, sentence=SENTENCE, by=anna)
    assert SENTENCE in str(alone(group_sources.OwnGroups().export(bert)))
    [task] = alone(group_sources.my_tasks(bert))
    assert task.url.endswith(f"/{meeting.pk}/")
    erase_person(person=bert, by=bert)
    assert not Lesson.objects.exists()
    other, (dora, *_more) = met("Dora", "Eva", "Finn")
    propose_lesson(meeting=other, sentence=SENTENCE, by=dora)
    clock.shift(timedelta(days=61))
    carry_out_retention()
    assert not Lesson.objects.exists()


def test_two_accounts_of_one_person_have_one_voice() -> None:
    meeting, (anna, bert, again) = met("Anna", "Bert", "Bert")
    propose_lesson(meeting=meeting, sentence=SENTENCE, by=anna)
    merge_people(keep=bert, drop=again, by=factories.administrator())
    assert LessonVoice.objects.count() == 2


def test_the_database_keeps_what_must_hold() -> None:
    meeting, (anna, *_others) = met("Anna", "Bert", "Cas")
    lesson = propose_lesson(meeting=meeting, sentence=SENTENCE, by=anna)
    broken: dict[str, Any] = {
        "lesson_published_without_its_meeting": lambda: Lesson.objects.update(published_on=today()),
        "lesson_one_a_meeting": lambda: Lesson.objects.create(
            region=lesson.region, sentence="x", meeting=meeting, proposed_at=now()
        ),
        "lesson_voice_once": lambda: LessonVoice.objects.create(lesson=lesson, person=anna),
    }
    for name, breaks in broken.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            breaks()
