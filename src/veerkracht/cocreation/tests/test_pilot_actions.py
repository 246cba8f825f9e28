"""Pilots from draft to decision, the team, readings, the log, and what the database itself refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.cocreation import pilot_actions as actions
from veerkracht.cocreation import pilot_measure_actions as measuring
from veerkracht.cocreation import pilot_note_actions as noting
from veerkracht.cocreation import pilot_own_data as own
from veerkracht.cocreation.models import (
    Pilot,
    PilotMeasure,
    PilotMember,
    PilotNote,
    PilotReading,
    PilotSpread,
)
from veerkracht.cocreation.tests import piloting
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.together import alone
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import erase_person, merge_people
from veerkracht.places.queries import municipalities, region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
DAY = timedelta(days=1)


def test_a_pilot_goes_from_draft_to_decided_and_the_team_hears_it() -> None:
    by, member = factories.coordinator(), factories.person("Lies Lid")
    pilot = piloting.drafted(by)
    assert (pilot.state, pilot.public) == ("draft", False)
    with pytest.raises(RuleBroken, match="wat je meet"):
        actions.start_pilot(pilot=pilot, by=by)
    piloting.measure(pilot, by)
    actions.join_pilot(pilot=pilot, person=member, leads=False, by=by)
    pilot = actions.start_pilot(pilot=pilot, by=by)
    assert (pilot.state, pilot.started_on) == ("running", today())
    pilot = actions.end_pilot(pilot=pilot, by=by)
    with pytest.raises(RuleBroken, match="waarom"):
        actions.decide_pilot(
            pilot=pilot, verdict=actions.Verdict("spread", "  "), seen=pilot.version, by=by
        )
    verdict = actions.Verdict("adjust", "Het moet korter.")
    pilot = actions.decide_pilot(pilot=pilot, verdict=verdict, seen=pilot.version, by=by)
    assert (pilot.outcome, pilot.decided_by, pilot.decided_on) == ("adjust", by, today())
    send_due()
    mails = {one.kind: one for one in Message.objects.filter(person=member)}
    assert "Het moet korter." in mails[actions.DECIDED].text
    assert pilot.question in mails[actions.JOINED].text


def test_a_decision_can_be_taken_back_until_it_is_used() -> None:
    by = factories.coordinator()
    pilot = actions.take_back_decision(pilot=piloting.decided(by), by=by)
    assert (pilot.state, pilot.outcome, pilot.reasons) == ("ended", "", "")
    with pytest.raises(RuleBroken, match="nog niet besloten"):
        actions.take_back_decision(pilot=piloting.running(by), by=by)


def test_stopping_early_asks_why() -> None:
    by = factories.coordinator()
    pilot = piloting.running(by)
    with pytest.raises(RuleBroken, match="waarom"):
        actions.stop_pilot(pilot=pilot, reasons="", seen=pilot.version, by=by)
    stopped = actions.stop_pilot(pilot=pilot, reasons="Ziekte", seen=pilot.version, by=by)
    assert (stopped.state, stopped.ended_on) == ("stopped", today())
    with pytest.raises(RuleBroken, match="kan nu niet"):
        actions.start_pilot(pilot=stopped, by=by)


def test_what_cannot_be_said_of_a_pilot() -> None:
    by = factories.coordinator()
    venlo = municipalities(region(factories.NOORD))[0]
    for values, field in (
        ({"title": " "}, "title"),
        ({"question": ""}, "question"),
        ({"until": today() - 31 * DAY}, "until"),
        ({"area": venlo}, "area"),
    ):
        with pytest.raises(RuleBroken) as broken:
            piloting.drafted(by, **values)
        assert broken.value.field == field
    with pytest.raises(NotAllowed):
        piloting.drafted(by, of=factories.NOORD)


def test_the_question_stands_still_once_it_runs() -> None:
    by = factories.coordinator()
    pilot = piloting.running(by)
    given = piloting.facts(title=pilot.title, spent_cents=150)
    changed = actions.change_pilot(pilot=pilot, facts=given, seen=pilot.version, by=by)
    assert changed.spent_cents == 150
    other = replace(given, question="Werkt iets anders?")
    with pytest.raises(RuleBroken, match="staan vast"):
        actions.change_pilot(pilot=changed, facts=other, seen=changed.version, by=by)
    with pytest.raises(OutOfDate):
        actions.change_pilot(pilot=changed, facts=given, seen=1, by=by)


def test_only_drafts_are_thrown_away_and_names_of_addresses_are_free() -> None:
    by = factories.coordinator()
    first = piloting.drafted(by, title="Naast elkaar")
    second = piloting.drafted(by, title="Naast elkaar")
    assert (first.slug, second.slug) == ("naast-elkaar-2", "naast-elkaar-3")
    actions.drop_pilot(pilot=first, by=by)
    with pytest.raises(RuleBroken, match="al begonnen"):
        actions.drop_pilot(pilot=piloting.running(by), by=by)


def test_who_leads_keeps_and_who_left_does_not() -> None:
    by, lead, member = factories.coordinator(), factories.person(), factories.person()
    pilot = piloting.running(by)
    place = actions.join_pilot(pilot=pilot, person=lead, leads=True, by=by)
    actions.join_pilot(pilot=pilot, person=member, leads=False, by=lead)
    piloting.note(pilot, member)
    with pytest.raises(NotAllowed):
        actions.end_pilot(pilot=pilot, by=member)
    with pytest.raises(NotAllowed):
        actions.decide_pilot(
            pilot=pilot, verdict=actions.Verdict("stop", "Nee"), seen=pilot.version, by=lead
        )
    PilotMember.objects.filter(pk=place.pk).update(since=today() - DAY)
    place.refresh_from_db()
    actions.leave_pilot(member=place, by=lead)
    place.refresh_from_db()
    assert place.until == today()
    fresh = type(lead).objects.get(pk=lead.pk)
    with pytest.raises(NotAllowed):
        piloting.note(pilot, fresh)


def test_readings_and_targets_that_are_refused() -> None:
    by = factories.coordinator()
    pilot = piloting.running(by)
    for value, over, field, words in (
        (101, 40, "value", "tussen 0 en 100"),
        (50, 29, "over", "30 of meer"),
    ):
        with pytest.raises(RuleBroken, match=words) as broken:
            piloting.read(pilot, "baseline", by, value, over)
        assert broken.value.field == field
    with pytest.raises(RuleBroken, match="eenheid") as unit:
        piloting.measure(pilot, by, what="Bezoeken", kind="number", about="things")
    assert unit.value.field == "unit"
    with pytest.raises(RuleBroken, match="tussen 0 en 10"):
        piloting.measure(pilot, by, what="Cijfer", kind="scale", target=Decimal(11))
    count = piloting.measure(pilot, by, what="Mensen", kind="number", about="count", unit="mensen")
    few = measuring.Read(Decimal(9), today(), "Lijst")
    with pytest.raises(RuleBroken, match="minder dan 10 mensen"):
        measuring.keep_reading(measure=count, moment="end", read=few, seen=0, by=by)
    kept = measuring.keep_reading(
        measure=count, moment="end", read=replace(few, value=Decimal(10)), seen=0, by=by
    )
    assert kept.over == 10
    late = replace(few, value=Decimal(12), day=today() + DAY)
    with pytest.raises(RuleBroken, match="nog komen"):
        measuring.keep_reading(measure=count, moment="middle", read=late, seen=0, by=by)


def test_two_who_measure_at_once_and_targets_that_stand_still() -> None:
    by = factories.coordinator()
    pilot = piloting.running(by)
    piloting.read(pilot, "baseline", by)
    with pytest.raises(OutOfDate):
        piloting.read(pilot, "baseline", by, 50)
    kept = PilotMeasure.objects.select_related("pilot").get(pilot=pilot)
    easier = piloting.measured(target=Decimal(40))
    with pytest.raises(RuleBroken, match="staan nu vast"):
        measuring.keep_measure(pilot=pilot, measured=easier, by=by, measure=kept, seen=1)
    words = piloting.measured(what="Voelt zich echt gehoord")
    measuring.keep_measure(pilot=pilot, measured=words, by=by, measure=kept, seen=1)
    with pytest.raises(OutOfDate):
        measuring.keep_measure(pilot=pilot, measured=words, by=by, measure=kept, seen=1)
    with pytest.raises(RuleBroken, match="al gemeten"):
        measuring.drop_measure(measure=kept, by=by)
    measuring.drop_reading(
        reading=PilotReading.objects.select_related("measure__pilot").get(), by=by
    )
    measuring.drop_measure(measure=kept, by=by)


def test_numbers_stand_still_once_it_is_decided() -> None:
    by = factories.coordinator()
    with pytest.raises(RuleBroken, match="staan nu vast"):
        piloting.read(piloting.decided(by), "end", by)


def test_the_log_asks_not_to_tell_of_a_client_and_shows_what_is_marked() -> None:
    by, member = factories.coordinator(), factories.person()
    pilot = piloting.running(by)
    actions.join_pilot(pilot=pilot, person=member, leads=False, by=by)
    with pytest.raises(RuleBroken, match="Dit lijkt op"):
        piloting.note(pilot, member, happened="Een moeder van 17 kwam langs.")
    alarm = piloting.note(pilot, member, happened="Een moeder van 17 bezoeken.", false_alarm=True)
    assert alarm.false_alarm
    note = piloting.note(pilot, member)
    with pytest.raises(NotAllowed):
        noting.show_note(note=note, public=True, by=member)
    shown = noting.show_note(note=note, public=True, by=by)
    mended = noting.change_note(
        note=shown, noted=piloting.noted(learned="Anders."), seen=1, by=member
    )
    assert (mended.public, mended.learned) == (False, "Anders.")
    with pytest.raises(OutOfDate):
        noting.change_note(note=note, noted=piloting.noted(), seen=1, by=member)
    with pytest.raises(RuleBroken, match="logboek begint"):
        piloting.note(piloting.drafted(by), by)


def test_who_leaves_the_platform_leaves_what_was_learnt() -> None:
    by, member = factories.coordinator(), factories.person("Lies Lid")
    pilot = piloting.running(by)
    actions.join_pilot(pilot=pilot, person=member, leads=False, by=by)
    note = piloting.note(pilot, member)
    told = alone(own.OwnPilots().export(member))
    assert {"Klein beginnen helpt."} & {str(value) for row in told for value in row.values()}
    erase_person(person=member, by=member)
    note.refresh_from_db()
    assert (note.by, PilotMember.objects.filter(pilot=pilot).count()) == (None, 0)


def test_two_accounts_in_one_team_become_one_place() -> None:
    by, keep, drop = factories.administrator(), factories.person(), factories.person()
    pilot = piloting.running(by)
    actions.join_pilot(pilot=pilot, person=keep, leads=False, by=by)
    actions.join_pilot(pilot=pilot, person=drop, leads=True, by=by)
    merge_people(keep=keep, drop=drop, by=by)
    place = PilotMember.objects.get(pilot=pilot)
    assert (place.person, place.leads) == (keep, True)


def test_after_seven_years_names_go_and_what_was_learnt_stays() -> None:
    by = factories.coordinator()
    pilot = piloting.running(by)
    piloting.note(pilot, by)
    actions.join_pilot(pilot=pilot, person=by, leads=True, by=by)
    actions.end_pilot(pilot=pilot, by=by)
    verdict = actions.Verdict("stop", "Te duur.")
    actions.decide_pilot(pilot=pilot, verdict=verdict, seen=Pilot.objects.get().version, by=by)
    assert own.overdue() == 0
    Pilot.objects.update(changed_at=now() - 8 * 365 * DAY)
    assert (own.overdue(), own.carry_out(), own.overdue()) == (3, 3, 0)
    assert PilotNote.objects.get().by is None


def _bare(**values: Any) -> Pilot:
    by = factories.coordinator()
    pilot = piloting.drafted(by)
    Pilot.objects.filter(pk=pilot.pk).update(**values)
    return pilot


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"title": ""}, "pilot_says_something"),
        ({"until": "2019-01-01"}, "pilot_ends_after_begin"),
        ({"ended_on": "2026-01-01"}, "pilot_over_has_day"),
        ({"started_on": "2026-01-01"}, "pilot_begun_has_day"),
        ({"outcome": "spread"}, "pilot_decision_is_whole"),
    ],
)
def test_what_the_database_refuses_of_a_pilot(values: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        _bare(**values)


def test_what_the_database_refuses_of_its_parts() -> None:
    by = factories.coordinator()
    pilot = piloting.running(by)
    kept, place = pilot.measures.get(), {"since": today(), "person": by, "pilot": pilot}
    read = {"moment": "end", "day": today(), "source": "x", "made_at": now(), "value": 1}
    PilotMember.objects.create(**place)
    area = pilot.region
    spread = {"pilot": pilot, "key": "x", "region": area, "area": area, "made_at": now()}

    def measure(**values: Any) -> Any:
        return lambda: PilotMeasure.objects.create(pilot=pilot, what="x", **values)

    refused = {
        "pilot_member_once": lambda: PilotMember.objects.create(**place),
        "pilot_member_ends_after_start": lambda: PilotMember.objects.create(
            **place | {"until": today() - DAY}
        ),
        "pilot_measure_once": lambda: PilotMeasure.objects.create(pilot=pilot, what=kept.what),
        "pilot_target_has_unit": measure(kind="number", target=5),
        "pilot_count_is_number": measure(kind="scale", about="count"),
        "pilot_target_in_range": measure(kind="percentage", target=101),
        "pilot_reading_not_negative": lambda: PilotReading.objects.create(
            measure=kept, **read | {"value": -1}
        ),
        "pilot_reading_over_some": lambda: PilotReading.objects.create(
            measure=kept, **read | {"over": 0}
        ),
        "pilot_reading_once": lambda: [
            PilotReading.objects.create(measure=kept, **read) for _time in (1, 2)
        ],
        "pilot_note_says_something": lambda: PilotNote.objects.create(
            pilot=pilot, day=today(), happened="", learned="x", made_at=now()
        ),
        "pilot_spread_points_at_one": lambda: PilotSpread.objects.create(kind="course", **spread),
    }
    for name, make in refused.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            make()
