"""Minutes line by line: decisions and actions are known to all, points go along, and nobody's words are lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from veerkracht.coalitions import actions, minutes_queries
from veerkracht.coalitions.actions import Line
from veerkracht.coalitions.models import Agenda, Coalition, MinuteLine, Point
from veerkracht.coalitions.tests.seating import (
    again,
    carla,
    coalition,
    member,
    planned,
    point,
    seat,
)
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.meetings.models import Decision
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.programme.models import Action

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def begun(of: Coalition, clock: Any, *titles: str) -> Agenda:
    """A meeting that began an hour ago, to which Olga brought points."""
    agenda = planned(of, 1)
    for title in titles:
        actions.add_point(agenda=agenda, title=title, by=carla(of))
    clock.shift(timedelta(days=1, hours=1))
    return again(agenda.meeting)


def brought(agenda: Agenda, title: str) -> Point:
    """A point by its title."""
    return point(agenda.points.get(title=title).pk)


def test_a_line_is_a_remark_a_decision_or_an_action(clock: Any) -> None:
    made = coalition()
    noor = seat(made, "Noor")
    agenda = begun(made, clock, "Folder")
    folder, later = brought(agenda, "Folder"), today() + timedelta(days=60)
    by = carla(made)
    actions.write_line(point=folder, line=Line("note", "De folder is te lang"), by=by)
    decided = actions.write_line(
        point=folder, line=Line("decision", "De folder wordt korter", day=later), by=by
    )
    promised = actions.write_line(
        point=folder, line=Line("action", "Schrijft de folder", seat=noor, day=later), by=by
    )
    decision, action = Decision.objects.get(), Action.objects.get()
    assert (decision.what, decision.review_on, decision.inside) == (decided.words, later, False)
    assert (action.what, action.owner, action.person, action.due_on) == (
        "Schrijft de folder",
        noor.organisation,
        noor.person,
        later,
    )
    assert point(folder.pk).state == "done"
    assert again(agenda.meeting).closed_at is not None
    actions.change_line(line=decided, words="De folder wordt één kantje", version=0, by=by)
    actions.change_line(line=promised, words="Schrijft hem opnieuw", version=0, by=by)
    decision.refresh_from_db()
    action.refresh_from_db()
    assert (decision.what, action.what) == ("De folder wordt één kantje", "Schrijft hem opnieuw")
    for line in MinuteLine.objects.all():
        actions.remove_line(line=line, by=by)
    assert not Decision.objects.exists()
    assert not Action.objects.exists()


def test_two_people_who_type_at_once_lose_nothing(clock: Any) -> None:
    made = coalition()
    folder = brought(begun(made, clock, "Folder"), "Folder")
    line = actions.write_line(point=folder, line=Line("note", "Eerst"), by=carla(made))
    actions.change_line(line=line, words="Van Carla", version=0, by=carla(made))
    with pytest.raises(OutOfDate):
        actions.change_line(line=line, words="Van een ander", version=0, by=carla(made))
    line.refresh_from_db()
    assert line.words == "Van Carla"
    actions.remove_line(line=line, by=carla(made))
    with pytest.raises(OutOfDate):
        actions.remove_line(line=line, by=carla(made))


def test_lines_too_early_empty_by_others_or_of_a_client_are_refused(clock: Any) -> None:
    made = coalition()
    olga = member(made)
    early = planned(made, 30)
    first = point(early.points.all()[0].pk)
    with pytest.raises(RuleBroken):
        actions.write_line(point=first, line=Line("note", "Te vroeg"), by=carla(made))
    folder = brought(begun(made, clock, "Folder"), "Folder")
    with pytest.raises(NotAllowed):
        actions.write_line(point=folder, line=Line("note", "Van Olga"), by=olga)
    wrong = [
        Line("note", " "),
        Line("poem", "Rozen"),
        Line("action", "Wie doet dit"),
        Line("decision", "x" * 301),
        Line("note", "Mevrouw Zeemeeuw kwam niet"),
        Line("decision", "Gisteren", day=today() - timedelta(days=1)),
    ]
    for line in wrong:
        with pytest.raises(RuleBroken):
            actions.write_line(point=folder, line=line, by=carla(made))
    assert not MinuteLine.objects.exists()
    assert not Decision.objects.exists()
    alarm = Line("note", "Mevrouw Bakker leidt de GGD", false_alarm=True)
    assert actions.write_line(point=folder, line=alarm, by=carla(made)).pk


def test_what_nobody_came_to_goes_along_and_all_hear_who_does_what(clock: Any) -> None:
    made = coalition()
    noor, olga = seat(made, "Noor"), member(made)
    agenda = begun(made, clock, "Folder", "Website", "Feest")
    by = carla(made)
    actions.write_line(
        point=brought(agenda, "Folder"), line=Line("action", "Belt", seat=noor), by=by
    )
    actions.settle_point(point=brought(agenda, "Feest"), deed="drop", by=by)
    following = planned(made, 30)
    moved = actions.finish_minutes(agenda=again(agenda.meeting), by=by)
    assert [(one.title, one.carried, one.agenda_id) for one in moved] == [
        ("Website", 1, following.pk)
    ]
    assert brought(agenda, "Website").state == "carried"
    mails = Message.objects.filter(kind="coalitions.minutes")
    assert {one.address for one in mails} == {olga.email, by.email, noor.person.email}  # type: ignore[union-attr]
    send_due()
    told = Message.objects.get(kind="coalitions.minutes", address=olga.email)
    assert (told.state, "Belt" in told.text, "Noor" in told.text) == ("sent", True, True)
    with pytest.raises(RuleBroken):
        actions.finish_minutes(agenda=again(agenda.meeting), by=by)
    with pytest.raises(RuleBroken):
        actions.settle_point(point=brought(agenda, "Website"), deed="reopen", by=by)


def test_a_point_waits_for_a_meeting_and_never_meets_itself(clock: Any) -> None:
    made = coalition()
    agenda = begun(made, clock, "Website")
    assert actions.finish_minutes(agenda=agenda, by=carla(made)) == []
    second = planned(made, 20)
    carried = second.points.get(title="Website")
    assert carried.carried_from == brought(agenda, "Website")
    third = planned(made, 40)
    assert not third.points.filter(title="Website").exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Point.objects.filter(pk=carried.pk).update(agenda=agenda)


def test_a_point_that_goes_along_for_the_third_time_says_why(clock: Any) -> None:
    made = coalition()
    by, agenda = carla(made), begun(made, clock, "Website")
    for _time in range(2):
        actions.finish_minutes(agenda=again(agenda.meeting), by=by)
        agenda = begun(made, clock)
    website = brought(agenda, "Website")
    assert website.carried == 2
    with pytest.raises(RuleBroken) as silent:
        actions.finish_minutes(agenda=agenda, by=by)
    assert "Website" in silent.value.message
    for why in ("", "Cliënt belde"):
        with pytest.raises(RuleBroken):
            actions.settle_point(point=website, deed="take-along", why=why, by=by)
    actions.settle_point(point=website, deed="take-along", why="De bouwer is ziek", by=by)
    following = planned(made, 20)
    actions.finish_minutes(agenda=again(agenda.meeting), by=by)
    moved = following.points.get(title="Website")
    assert (moved.carried, moved.why) == (3, "De bouwer is ziek")


def test_minutes_are_approved_in_a_later_meeting_and_stand_still_then(clock: Any) -> None:
    made = coalition()
    olga, by = member(made), carla(made)
    agenda = begun(made, clock, "Folder")
    line = actions.write_line(
        point=brought(agenda, "Folder"), line=Line("note", "Goed plan"), by=by
    )
    with pytest.raises(RuleBroken):
        actions.approve_minutes(agenda=agenda, by=by)
    actions.finish_minutes(agenda=again(agenda.meeting), by=by)
    with pytest.raises(RuleBroken):
        actions.approve_minutes(agenda=agenda, by=by)
    later = begun(made, clock)
    with pytest.raises(NotAllowed):
        actions.approve_minutes(agenda=agenda, by=olga)
    actions.approve_minutes(agenda=agenda, by=by)
    assert again(agenda.meeting).approved_in == later.meeting
    for verb in (
        lambda: actions.change_line(line=line, words="Anders", version=0, by=by),
        lambda: actions.remove_line(line=line, by=by),
        lambda: actions.approve_minutes(agenda=agenda, by=by),
    ):
        with pytest.raises(RuleBroken):
            verb()


def test_public_decisions_leave_out_what_stays_inside(clock: Any) -> None:
    made = coalition()
    folder = brought(begun(made, clock, "Folder"), "Folder")
    for words, inside in (("Voor iedereen", False), ("Onder ons", True)):
        line = Line("decision", words, inside=inside)
        actions.write_line(point=folder, line=line, by=carla(made))
    assert [one.what for one in minutes_queries.public_decisions(made)] == ["Voor iedereen"]


def test_the_database_keeps_lines_whole(clock: Any) -> None:
    made = coalition()
    folder = brought(begun(made, clock, "Folder"), "Folder")
    line = actions.write_line(point=folder, line=Line("decision", "Voor iedereen"), by=carla(made))
    row = {"point": folder, "made_at": now(), "changed_at": now()}
    action = Action(
        region=made.region,
        what="Iets",
        owner=seat(made).organisation,
        made_at=now(),
        changed_at=now(),
    )
    action.save()
    for values in (
        {"kind": "note", "words": ""},
        {"kind": "note", "words": "x", "decision": line.decision},
        {"kind": "note", "words": "x", "action": action},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            MinuteLine.objects.create(**row | values)
