"""Noting who is there: by code, by tick, at the door, and with marks that waited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from tests import factories
from veerkracht.enrolment.actions import leave, request_places
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.people.models import Person
from veerkracht.proof import actions
from veerkracht.proof.actions import KeptMark, Mark
from veerkracht.proof.attendance_rules import Code
from veerkracht.proof.models import Attendance, Means, Presence
from veerkracht.proof.queries import attended
from veerkracht.proof.tests.day import Day, a_day
from veerkracht.training.actions import Meeting, call_off_edition, change_edition
from veerkracht.training.edition_actions import meetings_of
from veerkracht.training.models import Edition
from veerkracht.training.several_editions_rules import moved_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def scan(day: Day, row: Enrolment, code: Code = Code.SCREEN) -> Attendance:
    return actions.check_in(session=day.session, enrolment=row, shown=code, at=now(), by=row.person)


def came(row: Enrolment) -> bool | None:
    return Enrolment.objects.get(pk=row.pk).came


def the(row: Enrolment) -> Attendance:
    return Attendance.objects.get(enrolment=row)


def test_a_scan_counts_at_once_and_once(clock: time_machine.Traveller) -> None:
    day = a_day()
    scan(day, day.rows[0])
    clock.shift(timedelta(minutes=40))
    scan(day, day.rows[0])
    assert (the(day.rows[0]).presence, the(day.rows[0]).means) == (Presence.PRESENT, Means.SCREEN)
    assert came(day.rows[0]) is True
    assert set(attended([day.edition.pk])) == {day.rows[0].pk}


def test_who_is_late_has_the_minutes_that_are_left(clock: time_machine.Traveller) -> None:
    day = a_day()
    clock.shift(timedelta(minutes=30))
    scan(day, day.rows[0])
    assert (the(day.rows[0]).presence, the(day.rows[0]).minutes) == (Presence.LATE, 180)


@pytest.mark.parametrize("minutes", [-40, 211])
def test_nobody_is_noted_outside_the_hours(clock: time_machine.Traveller, minutes: int) -> None:
    day = a_day()
    clock.shift(timedelta(minutes=minutes))
    with pytest.raises(RuleBroken, match=r"kan nog niet|is voorbij"):
        scan(day, day.rows[0])
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("code", [Code.OLD, Code.WRONG])
def test_a_code_that_does_not_hold_changes_nothing(code: Code) -> None:
    day = a_day()
    with pytest.raises(RuleBroken, match=r"verlopen|klopt niet"):
        scan(day, day.rows[0], code)
    assert (came(day.rows[0]), Attendance.objects.count()) == (None, 0)


def test_nobody_without_a_place_is_noted() -> None:
    day, other = a_day(), a_day()
    leaver = day.rows[0]
    leave(enrolment=leaver, by=factories.coordinator())
    for row in (leaver, other.rows[0]):
        with pytest.raises(RuleBroken, match="geen plaats"):
            scan(day, row)
    assert not Attendance.objects.exists()


def test_a_training_that_was_called_off_has_nobody() -> None:
    day = a_day(starts_in=10)
    call_off_edition(edition=day.edition, by=None, reason="ziek")
    day.session.edition.refresh_from_db()
    with pytest.raises(RuleBroken, match="niet door"):
        scan(day, day.rows[0])


def test_paper_waits_for_the_trainer() -> None:
    day = a_day(3)
    for row in day.rows[:2]:
        scan(day, row, Code.PAPER)
    assert (came(day.rows[0]), attended([day.edition.pk])) == (None, {})
    assert actions.confirm(session=day.session, by=day.trainer, enrolment_ids=[day.rows[0].pk]) == 1
    assert [came(row) for row in day.rows] == [True, None, None]
    assert actions.confirm(session=day.session, by=day.trainer) == 1
    assert actions.confirm(session=day.session, by=day.trainer) == 0
    assert [came(row) for row in day.rows] == [True, True, None]
    assert the(day.rows[1]).means == Means.PRINTED


def test_the_screen_says_more_than_paper_and_than_absent() -> None:
    day = a_day()
    scan(day, day.rows[0], Code.PAPER)
    scan(day, day.rows[0])
    actions.tick(session=day.session, marks={day.rows[1].pk: Mark(Presence.ABSENT)}, by=day.trainer)
    scan(day, day.rows[1], Code.PAPER)
    assert the(day.rows[1]).presence == Presence.ABSENT
    scan(day, day.rows[1])
    assert [(the(row).presence, the(row).confirmed) for row in day.rows] == [("present", True)] * 2
    assert [came(row) for row in day.rows] == [True, True]


@pytest.mark.parametrize("who", ["trainer", "participant", "coordinator elsewhere"])
def test_others_confirm_tick_and_send_nothing(who: str) -> None:
    day = a_day()
    scan(day, day.rows[0], Code.PAPER)
    known: dict[str, Callable[[], Person]] = {
        "trainer": factories.trainer,
        "participant": lambda: day.rows[0].person,
        "coordinator elsewhere": lambda: factories.coordinator(factories.NOORD),
    }
    by = known[who]()
    marks = {day.rows[0].pk: Mark(Presence.PRESENT)}
    kept = [KeptMark(uuid4(), day.rows[0].pk, Mark(Presence.PRESENT), now())]
    deeds: tuple[Callable[[], object], ...] = (
        lambda: actions.confirm(session=day.session, by=by),
        lambda: actions.tick(session=day.session, marks=marks, by=by),
        lambda: actions.take_marks(session=day.session, marks=kept, by=by),
        lambda: actions.walk_in(session=day.session, email="a@b.example", name="A", by=by),
        lambda: actions.prepare(edition=day.edition, bring="x", by=by),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert not the(day.rows[0]).confirmed


def test_ticks_keep_minutes_and_reasons_and_the_word_of_the_enrolment() -> None:
    day = a_day(4)
    said = [
        Mark(Presence.LATE, 100),
        Mark(Presence.LEFT_EARLY, 60),
        Mark(Presence.EXCUSED, None, "file"),
        Mark(Presence.ABSENT),
    ]
    marks = dict(zip([row.pk for row in day.rows], said, strict=True))
    actions.tick(session=day.session, marks=marks, by=day.trainer)
    assert [came(row) for row in day.rows] == [True, True, False, False]
    assert [the(row).minutes for row in day.rows] == [100, 60, None, None]
    assert the(day.rows[2]).reason == "file"


def test_who_was_at_one_meeting_of_two_was_there() -> None:
    day = a_day(1, meetings=2)
    row, second = day.rows[0], day.edition.sessions.order_by("starts_at")[1]
    scan(day, row)
    actions.mark(session=second, marks={row.pk: Mark(Presence.ABSENT)}, by=day.trainer)
    assert came(row) is True


@pytest.mark.parametrize(
    "mark", [Mark(Presence.LATE, 999), Mark(Presence.EXCUSED, None, "x" * 300)]
)
def test_what_cannot_be_is_refused_at_the_person(mark: Mark) -> None:
    day = a_day()
    good, bad = day.rows
    with pytest.raises(RuleBroken) as broken:
        marks = {good.pk: Mark(Presence.PRESENT), bad.pk: mark}
        actions.tick(session=day.session, marks=marks, by=day.trainer)
    assert broken.value.field == str(bad.pk)
    assert not Attendance.objects.exists()


def test_before_the_day_somebody_can_only_be_excused() -> None:
    day = a_day(starts_in=60 * 24)
    with pytest.raises(RuleBroken, match="kan nog niet"):
        marks = {day.rows[0].pk: Mark(Presence.PRESENT)}
        actions.tick(session=day.session, marks=marks, by=day.trainer)
    marks = {day.rows[0].pk: Mark(Presence.EXCUSED, None, "vakantie")}
    actions.tick(session=day.session, marks=marks, by=day.trainer)
    assert the(day.rows[0]).reason == "vakantie"


# Marks that waited


def kept(row: Enrolment, presence: Presence, minutes_ago: float = 0) -> KeptMark:
    return KeptMark(uuid4(), row.pk, Mark(presence), now() - timedelta(minutes=minutes_ago))


def test_a_mark_that_is_sent_twice_counts_once() -> None:
    day = a_day()
    one = kept(day.rows[0], Presence.PRESENT, 5)
    assert actions.take_marks(session=day.session, marks=[one], by=day.trainer) == {one.key: None}
    later = KeptMark(one.key, one.enrolment_id, one.mark, one.at + timedelta(seconds=3))
    actions.take_marks(session=day.session, marks=[later], by=day.trainer)
    assert the(day.rows[0]).marked_at == one.at


def test_the_mark_that_was_made_last_counts_whatever_comes_in_first() -> None:
    day = a_day()
    first, last = kept(day.rows[0], Presence.ABSENT, 9), kept(day.rows[0], Presence.PRESENT, 2)
    for marks in ([last], [first], [last, first], [first, last]):
        actions.take_marks(session=day.session, marks=marks, by=day.trainer)
        assert (the(day.rows[0]).presence, came(day.rows[0])) == (Presence.PRESENT, True)


def test_a_mark_that_waited_does_not_undo_a_later_scan() -> None:
    day = a_day()
    waited = kept(day.rows[0], Presence.ABSENT, 5)
    scan(day, day.rows[0])
    actions.take_marks(session=day.session, marks=[waited], by=day.trainer)
    assert the(day.rows[0]).means == Means.SCREEN


def test_a_wrong_mark_does_not_hold_up_the_others() -> None:
    day, other = a_day(), a_day()
    good, foreign = kept(day.rows[0], Presence.PRESENT), kept(other.rows[0], Presence.PRESENT)
    long = KeptMark(uuid4(), day.rows[1].pk, Mark(Presence.LATE, 900), now())
    answers = actions.take_marks(session=day.session, marks=[good, foreign, long], by=day.trainer)
    assert answers[good.key] is None
    assert "geen plaats" in str(answers[foreign.key])
    assert "minuten" in str(answers[long.key])
    assert list(Attendance.objects.values_list("enrolment", flat=True)) == [day.rows[0].pk]


# At the door


def test_who_stands_at_the_door_gets_a_free_place_and_is_noted() -> None:
    day = a_day(1, capacity=2)
    row = actions.walk_in(
        session=day.session, email="deur@voorbeeld.example", name="Dee Deur", by=day.trainer
    )
    assert (row.enrolment.state, row.presence, row.confirmed) == (State.PLACED, "present", True)
    assert came(row.enrolment) is True


def test_a_full_training_says_so_and_keeps_nothing() -> None:
    day = a_day(2)
    for by in (day.trainer, factories.coordinator()):
        with pytest.raises(RuleBroken, match="is vol"):
            actions.walk_in(
                session=day.session, email="vol@voorbeeld.example", name="Vic Vol", by=by
            )
    assert not Person.objects.filter(email="vol@voorbeeld.example").exists()
    assert Enrolment.objects.filter(edition=day.edition).count() == 2


def test_who_has_a_place_is_only_noted() -> None:
    day = a_day(2)
    person = day.rows[0].person
    actions.walk_in(session=day.session, email=person.email.upper(), name="Anders", by=day.trainer)
    assert came(day.rows[0]) is True
    assert Enrolment.objects.filter(edition=day.edition).count() == 2


def test_the_door_is_open_during_the_meeting_alone(clock: time_machine.Traveller) -> None:
    day = a_day(1, capacity=2)
    clock.shift(timedelta(hours=6))
    with pytest.raises(RuleBroken, match="voorbij"):
        actions.walk_in(session=day.session, email="l@voorbeeld.example", name="L", by=day.trainer)


def test_a_trainer_enrols_nobody_but_at_the_door() -> None:
    day, person = a_day(1, capacity=2), factories.person()
    with pytest.raises(NotAllowed):
        request_places(people=[person], editions=[day.edition], by=day.trainer)
    with pytest.raises(NotAllowed):
        request_places(
            people=[person], editions=[day.edition], by=factories.trainer(), at_the_door=True
        )


def test_a_meeting_at_which_somebody_was_noted_stays_on_its_day() -> None:
    day = a_day(meetings=2)
    Edition.objects.update(closes_at=day.session.starts_at, cancel_until=day.session.starts_at)
    scan(day, day.rows[0], Code.PAPER)
    first, second = meetings_of(day.edition)

    def change(*meetings: Meeting) -> None:
        day.edition.refresh_from_db()
        change_edition(by=None, edition=day.edition, version=day.edition.version, sessions=meetings)

    for wrong in ([second], [moved_meeting(first, 3), second]):
        with pytest.raises(RuleBroken, match="al genoteerd wie er waren"):
            change(*wrong)
    change(first)
    assert the(day.rows[0]).session_id == first.session
