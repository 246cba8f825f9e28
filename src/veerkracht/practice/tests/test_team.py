"""Plans of teams: making, reading along, a coach, looking back after 3, 6 and 12 months, and going away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.personal_data import retention
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import erase_person, merge_people
from veerkracht.people.models import Person
from veerkracht.practice import team_actions as actions
from veerkracht.practice import team_rules as rules
from veerkracht.practice.team_models import TeamLine, TeamLineLook, TeamLook, TeamMember, TeamPlan
from veerkracht.practice.tests.coaching import coach, works_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SECRET = "Het web ligt nog in de la"
TYPED = {
    "team": "Wijkteam",
    "where_now": SECRET,
    "wanted": "Anders beginnen",
    "ding-1-what": "Oefenen",
    "ding-1-who": "Noor",
    "ding-2-what": "Het web in elke tas",
}


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def lead() -> Person:
    return works_at(factories.person("Lia Leidt"), "ggd-zuid-limburg")


def contents(**values: Any) -> actions.Contents:
    usual = {
        "team": "Wijkteam",
        "where_now": SECRET,
        "wanted": "Anders beginnen",
        "lines": {1: actions.Line("Oefenen", "Noor"), 2: actions.Line("Het web in elke tas")},
    }
    return actions.Contents(**{**usual, **values})


def made(by: Person | None = None) -> TeamPlan:
    return actions.make_team_plan(contents=contents(), by=by or lead())


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 11, 23), 6, date(2027, 5, 23)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert rules.months_later(day, months) == later


def test_a_lead_makes_a_plan_lets_people_read_and_a_coach_look_along() -> None:
    person, outside = lead(), coach("Buiten Coach")
    works_at(coach("Eigen Coach"), "ggd-zuid-limburg")
    client = client_of(person)
    empty = client.post("/mijn-plek/teams/nieuw/", {"team": "Wijkteam"})
    assert (empty.status_code, "Vul dit nog in" in text(empty)) == (422, True)
    no_lines = {name: value for name, value in TYPED.items() if not name.startswith("ding")}
    assert "Schrijf minstens één ding op" in text(client.post("/mijn-plek/teams/nieuw/", no_lines))
    page = text(client.post("/mijn-plek/teams/nieuw/", TYPED, follow=True))
    assert "Het web in elke tas" in page
    assert "Buiten Coach" in page
    assert "Eigen Coach" not in page
    plan = TeamPlan.objects.get()
    here = f"/mijn-plek/teams/{plan.pk}/"
    wrong = client.post(f"{here}lezers/", {"addresses": "noor@voorbeeld.example\nonzin"})
    assert (wrong.status_code, "“onzin” is geen e-mailadres" in text(wrong)) == (422, True)
    reader = factories.person("Rik Leest")
    added = client.post(
        f"{here}lezers/", {"addresses": f"{reader.email}, nieuw@x.example"}, follow=True
    )
    assert "2 mensen kunnen het plan nu lezen" in text(added)
    client.post(f"{here}coach/", {"coach": outside.pk})
    send_due()
    mails = Message.objects.filter(kind__startswith="team.")
    assert {one.kind for one in mails} == {"team.member", "team.coach"}
    assert not any(SECRET in one.text for one in mails)
    for who, page_of in ((reader, here), (outside, here), (reader, f"{here}papier/")):
        assert SECRET in text(client_of(who).get(page_of))
        assert client_of(who).get(f"{here}wijzigen/").status_code == 403
        assert client_of(who).post(f"{here}weg/").status_code == 403
    for other in (factories.coordinator(), factories.administrator(), factories.contact()):
        assert client_of(other).get(here).status_code == 403
    client.post(f"{here}wijzigen/", {**TYPED, "ding-2-what": "", "ding-4-what": "Nieuw"})
    assert list(plan.lines.values_list("number", flat=True)) == [1, 4]
    client_of(reader).post(f"/mijn-plek/teams/lezer/{plan.members.get(person=reader).pk}/weg/")
    assert client_of(reader).get(here).status_code == 403
    assert "Er is niets van bewaard" in text(client.post(f"{here}weg/", follow=True))


def test_after_three_months_the_team_is_asked_and_looks_back(clock: Any) -> None:
    plan = made()
    actions.set_team_coach(plan=plan, coach=coach(), by=plan.lead)
    plan.refresh_from_db()
    here = f"/mijn-plek/teams/{plan.pk}/"
    assert "Twee weken ervoor" in text(client_of(plan.lead).get(f"{here}na/3/"))
    clock.move_to("2027-02-23T09:00:00Z")
    assert actions.tell_team_looks() == 1
    assert actions.tell_team_looks() == 0
    send_due()
    mails = Message.objects.filter(kind="team.look")
    assert {one.person_id for one in mails} == {plan.lead_id, plan.coach_id}
    assert not any(SECRET in one.text for one in mails)
    client = client_of(plan.lead)
    assert "Kijk terug op het plan van Wijkteam" in text(client.get("/mijn-plek/"))
    first, second = plan.lines.all()
    half = client.post(f"{here}na/3/", {f"regel-{first.pk}-went": "done"})
    assert half.status_code == 422
    said = {
        f"regel-{first.pk}-went": "done",
        f"regel-{second.pk}-went": "not",
        f"regel-{second.pk}-words": "Geen tassen",
        "next_step": "Tassen bestellen",
    }
    page = text(client.post(f"{here}na/3/", said, follow=True))
    assert "Na 3 maanden: Gelukt" in page
    assert "Geen tassen" in page
    assert "Tassen bestellen" in text(client.get(f"{here}papier/"))
    assert "Kijk terug op het plan" not in text(client.get("/mijn-plek/"))
    assert TeamLineLook.objects.count() == 2


def test_what_the_rules_refuse() -> None:
    plan, other = made(), factories.person()
    with pytest.raises(RuleBroken, match="profiel"):
        made(factories.person())
    with pytest.raises(RuleBroken, match="vandaag"):
        made(plan.lead)
    with pytest.raises(RuleBroken, match="minstens"):
        actions.change_team_plan(plan=plan, contents=contents(lines={}), by=plan.lead)
    with pytest.raises(NotAllowed):
        actions.add_members(plan=plan, addresses=["x@y.example"], by=other)
    with pytest.raises(RuleBroken, match="40"):
        addresses = [f"lezer-{n}@voorbeeld.example" for n in range(41)]
        actions.add_members(plan=plan, addresses=addresses, by=plan.lead)
    for wrong in (plan.lead, other, works_at(coach(), "ggd-zuid-limburg")):
        with pytest.raises(RuleBroken):
            actions.set_team_coach(plan=plan, coach=wrong, by=plan.lead)
    look = plan.looks.all()[0]
    with pytest.raises(RuleBroken, match="twee weken"):
        actions.keep_team_look(look=look, lines={}, next_step="", by=plan.lead)


def test_leaving_merging_and_going_away(clock: Any) -> None:
    plan = made()
    one, other = factories.person(), factories.person()
    actions.add_members(plan=plan, addresses=[one.email, other.email], by=plan.lead)
    merge_people(keep=one, drop=other, by=factories.administrator())
    assert TeamMember.objects.get().person == one
    assert "Wijkteam" in text(client_of(plan.lead).get("/mijn-plek/gegevens/"))
    with pytest.raises(RuleBroken, match="leidt"):
        erase_person(person=plan.lead, by=plan.lead)
    erase_person(person=one, by=one)
    assert not TeamMember.objects.exists()
    rule = dict(retention.items())["practice.teams"]
    clock.shift(timedelta(days=366 + 729))
    assert rule.overdue() == 0
    clock.shift(timedelta(days=3))
    assert (rule.overdue(), rule.carry_out() > 0, TeamPlan.objects.exists()) == (1, True, False)


def test_what_the_database_refuses() -> None:
    plan = made()
    line, look = plan.lines.all()[0], plan.looks.all()[0]
    twice: list[Any] = [
        TeamPlan(
            organisation=plan.organisation,
            team="WIJKTEAM",
            lead=plan.lead,
            starts_on=plan.starts_on,
            changed_at=plan.changed_at,
        ),
        TeamLine(plan=plan, number=line.number, what="x"),
        TeamLine(plan=plan, number=13, what="x"),
        TeamLook(plan=plan, months=3, due_at=look.due_at),
        TeamLook(plan=plan, months=4, due_at=look.due_at),
    ]
    TeamLineLook.objects.create(look=look, line=line, went="done")
    TeamMember.objects.create(plan=plan, person=plan.lead)
    twice += [
        TeamLineLook(look=look, line=line, went="not"),
        TeamMember(plan=plan, person=plan.lead),
    ]
    for row in twice:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
