"""An agenda that comes by itself, stays live until it is closed, and goes to everybody in one mail each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests import factories
from veerkracht.audit.models import Detail
from veerkracht.coalitions import actions, agenda_queries, agenda_rules
from veerkracht.coalitions.agenda_standing import standing_items
from veerkracht.coalitions.coalition_sources import my_tasks, prepare_agendas
from veerkracht.coalitions.models import Agenda, Point
from veerkracht.coalitions.tests.seating import (
    again,
    carla,
    coalition,
    meets,
    member,
    planned,
    point,
    seat,
)
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.together import alone
from veerkracht.meetings.actions import cancel_meeting, decide
from veerkracht.meetings.models import Meeting
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.places.queries import region
from veerkracht.programme.models import Action, ActionPartner, Agreement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

STANDING = ["minutes", "health", "actions", "agreements", "decisions", "trainings"]


def lines(agenda: Agenda) -> dict[str, list[str]]:
    """What each standing point shows, as somebody sees it now."""
    fresh = again(agenda.meeting)
    points = list(agenda_queries.points_of(fresh))
    rows = agenda_queries.shown(fresh.meeting.series.coalition, fresh.meeting, fresh, points)
    return {one.standing: [line.words for line in shown] for one, _title, shown in rows}


def action(owner: str, **values: Any) -> Action:
    """An open action in Zuid-Limburg."""
    return Action.objects.create(
        region=region(factories.ZUID),
        what=f"Actie van {owner}",
        owner=factories.organisation(owner),
        made_at=now(),
        changed_at=now(),
        **values,
    )


def test_a_planned_meeting_has_its_agenda_led_by_the_coordinator() -> None:
    made = coalition()
    member(made)
    agenda = planned(made)
    assert agenda.meeting.facilitator == carla(made)
    assert list(agenda.points.values_list("standing", flat=True)) == STANDING
    assert actions.make_agenda(meeting=agenda.meeting, by=None).pk == agenda.pk
    assert agenda.points.count() == len(STANDING)


def test_standing_points_are_live_until_the_agenda_is_closed() -> None:
    made = coalition()
    seat(made, organisation="zuyd-hogeschool")
    agenda = planned(made)
    assert any("87.122" in one for one in lines(agenda)["health"])
    action("zuyd-hogeschool", due_on=today() + timedelta(days=3))
    helped = action("ggd-zuid-limburg")
    action("viecuri")
    ActionPartner.objects.create(
        action=helped, organisation=factories.organisation("zuyd-hogeschool")
    )
    Agreement.objects.create(
        region=made.region,
        promised_by=factories.organisation("zuyd-hogeschool"),
        what="Elk jaar een lesdag",
        since=today() - timedelta(days=300),
        review_on=today() + timedelta(days=40),
        made_at=now(),
    )
    edition = factories.edition()
    shown = lines(agenda)
    assert shown["actions"] == ["Actie van zuyd-hogeschool", "Actie van ggd-zuid-limburg"]
    assert shown["agreements"] == ["Elk jaar een lesdag"]
    assert shown["trainings"] == [str(edition.course)]
    actions.close_agenda(agenda=agenda, by=carla(made))
    Action.objects.update(what="Anders")
    assert lines(agenda) == shown
    actions.reopen_agenda(agenda=agenda, by=carla(made))
    assert lines(agenda)["actions"] == ["Anders", "Anders"]


def test_an_agenda_of_a_day_at_the_end_of_the_calendar_can_be_read() -> None:
    made = coalition()
    agenda = planned(made)
    last = datetime(9999, 12, 31, 10, tzinfo=UTC)
    Meeting.objects.filter(pk=agenda.meeting_id).update(
        starts_at=last, ends_at=last + timedelta(hours=2)
    )
    assert lines(agenda)["agreements"] == []
    client = Client()
    client.force_login(carla(made))
    assert client.get(reverse("coalitions:agenda", args=[agenda.meeting_id])).status_code == 200


def test_a_coalition_may_do_without_a_standing_point_from_its_next_agenda_on() -> None:
    made = coalition()
    actions.choose_standing(coalition=made, names=["health", "actions"], by=carla(made))
    made.refresh_from_db()
    assert "trainings" in made.left_out
    agenda = planned(made)
    assert list(agenda.points.values_list("standing", flat=True)) == ["health", "actions"]
    with pytest.raises(RuleBroken):
        actions.choose_standing(coalition=made, names=["weather"], by=carla(made))
    assert [name for name, _item in standing_items.items()] == STANDING


def test_members_bring_points_and_change_their_own() -> None:
    made = coalition()
    olga, other, stranger = member(made), member(made, "Bert"), factories.person()
    agenda = planned(made)
    brought = actions.add_point(agenda=agenda, title="Folder", notes="Lezen", by=olga, minutes=15)
    assert (brought.order, brought.brought_by) == (7, olga)
    changed = actions.change_point(
        point=brought, version=0, title="De folder", notes="Lees mee", minutes=20, by=olga
    )
    assert changed.version == 1
    with pytest.raises(OutOfDate):
        actions.change_point(point=brought, version=0, title="Mijn", minutes=5, by=carla(made))
    for someone in (other, stranger):
        with pytest.raises(NotAllowed):
            actions.change_point(point=brought, version=1, title="X", minutes=5, by=someone)
    with pytest.raises(NotAllowed):
        actions.add_point(agenda=agenda, title="Ik ook", by=stranger)
    for wrong in (
        {"title": " "},
        {"title": "Lang", "minutes": 0},
        {"title": "Lang", "minutes": 999},
    ):
        with pytest.raises(RuleBroken):
            actions.add_point(agenda=agenda, by=olga, **wrong)
    actions.remove_point(point=changed, by=olga)
    assert not Point.objects.filter(title="De folder").exists()


def test_a_story_about_somebody_is_refused_and_found_nowhere() -> None:
    made = coalition()
    olga = member(made)
    agenda = planned(made)
    story = "Mevrouw Zeemeeuw van 34 vraagt hulp"
    with pytest.raises(RuleBroken) as broken:
        actions.add_point(agenda=agenda, title="Hulp", notes=story, by=olga)
    assert broken.value.field == "false_alarm"
    assert "Mevrouw Zeemeeuw" in broken.value.message
    assert not Point.objects.filter(notes__contains="Zeemeeuw").exists()
    kept = actions.add_point(
        agenda=agenda, title="Mevrouw Bakker van de GGD vertelt", by=olga, false_alarm=True
    )
    assert kept.pk
    said = [str(one.values) for one in Detail.objects.all()]
    assert not any("Zeemeeuw" in one or "Bakker" in one for one in said)
    assert any("false_alarm" in one for one in said)


def test_the_order_is_for_who_leads() -> None:
    made = coalition()
    olga = member(made)
    agenda = planned(made)
    brought = actions.add_point(agenda=agenda, title="Folder", by=olga)
    with pytest.raises(NotAllowed):
        actions.move_point(point=brought, up=True, by=olga)
    for _step in range(9):
        actions.move_point(point=brought, up=True, by=carla(made))
    assert agenda_queries.points_of(agenda)[0].pk == brought.pk
    actions.move_point(point=brought, up=False, by=carla(made))
    assert agenda_queries.points_of(agenda)[1].pk == brought.pk
    assert agenda_rules.moved([1, 2, 3], 1, up=True) == [1, 2, 3]


def test_everybody_gets_the_agenda_in_a_mail_of_their_own(clock: Any) -> None:
    made = coalition()
    olga = member(made)
    agenda = planned(made, days=10)
    actions.add_point(agenda=agenda, title="Folder", by=olga)
    (task,) = alone(my_tasks(carla(made)))
    assert str(agenda.meeting_id) in task.url
    with pytest.raises(NotAllowed):
        actions.mail_agenda(agenda=agenda, by=olga)
    assert actions.mail_agenda(agenda=agenda, by=carla(made)) == 2
    mails = Message.objects.filter(kind="coalitions.agenda")
    assert {one.address for one in mails} == {olga.email, carla(made).email}
    send_due()
    told = Message.objects.get(kind="coalitions.agenda", address=olga.email)
    assert (told.state, "Folder" in told.text) == ("sent", True)
    assert told.subject == f"Agenda: {made}"
    assert alone(my_tasks(carla(made))) == []
    with pytest.raises(RuleBroken):
        actions.add_point(agenda=again(agenda.meeting), title="Te laat", by=olga)
    actions.mail_agenda(agenda=agenda, by=carla(made))
    assert mails.all().count() == 4
    clock.shift(timedelta(days=11))
    for verb in (actions.mail_agenda, actions.reopen_agenda):
        with pytest.raises(RuleBroken):
            verb(agenda=agenda, by=carla(made))


def test_points_of_a_meeting_that_is_called_off_go_to_the_next_one() -> None:
    made = coalition()
    olga = member(made)
    first, second = planned(made, 7), planned(made, 30)
    actions.add_point(agenda=first, title="Folder", by=olga)
    cancel_meeting(meeting=first.meeting, by=carla(made))
    moved = second.points.get(title="Folder")
    assert (moved.carried, moved.brought_by) == (0, olga)
    with pytest.raises(RuleBroken):
        actions.add_point(agenda=again(first.meeting), title="Nog iets", by=olga)
    cancel_meeting(meeting=second.meeting, by=carla(made))
    third = planned(made, 60)
    assert third.points.filter(title="Folder").count() == 1


def test_a_job_makes_what_is_missing() -> None:
    made = coalition()
    agenda = planned(made)
    agenda.delete()
    assert (prepare_agendas(), prepare_agendas()) == (1, 0)


def test_decisions_to_review_stand_on_the_next_agenda(clock: Any) -> None:
    made = coalition()
    agenda = planned(made, 1)
    clock.shift(timedelta(days=2))
    decide(
        meeting=agenda.meeting,
        what="Elke zes weken",
        review_on=today() + timedelta(days=20),
        by=carla(made),
    )
    assert lines(planned(made, 10))["decisions"] == []
    assert lines(planned(made, 30))["decisions"] == ["Elke zes weken"]


def test_a_coalition_that_stops_calls_off_and_lets_everybody_go(clock: Any) -> None:
    made = coalition()
    olga = member(made)
    agenda = planned(made, 20)
    clock.shift(timedelta(days=3))
    with pytest.raises(NotAllowed):
        actions.end_coalition(coalition=made, by=carla(made))
    actions.end_coalition(coalition=made, by=factories.coordinator())
    made.refresh_from_db()
    assert (made.until, meets(made, olga)) == (today(), False)
    assert again(agenda.meeting).meeting.state == "cancelled"


def test_the_database_keeps_agendas_whole() -> None:
    made = coalition()
    agenda = planned(made)
    brought = actions.add_point(agenda=agenda, title="Folder", by=carla(made))
    row = {"agenda": agenda, "order": 9, "title": "Nog een", "made_at": now()}
    wrong: list[dict[str, Any]] = [
        {"title": "", "standing": ""},
        {"minutes": 0},
        {"thread": brought.thread},
        {"title": "", "standing": "health"},
        {"carried": 3},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Point.objects.create(**row | values)
    found = Agenda.objects.filter(pk=agenda.pk)
    for changed in (
        {"approved_at": now()},
        {"finished_at": now()},
        {"approved_in": agenda.meeting_id},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            found.update(**changed)
    assert point(brought.pk).carried == 0
