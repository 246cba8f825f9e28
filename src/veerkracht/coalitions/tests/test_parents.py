"""Inviting parents, a yes or rather not, what was done with what they said, and counted activities."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from veerkracht.coalitions import parent_actions as actions
from veerkracht.coalitions.models import ParentActivity, ParentInvitation, ParentWord, Seat
from veerkracht.coalitions.parent_activity_actions import Counted, count_activity, drop_activity
from veerkracht.coalitions.parent_measures import ParentsReached
from veerkracht.coalitions.parent_rules import is_settled
from veerkracht.coalitions.tests import parenting
from veerkracht.disclosure import values
from veerkracht.disclosure.tables import Dimension
from veerkracht.figures.models import Cell, Release
from veerkracht.figures.tests import publishing
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.meetings.policies import is_member
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import erase_person, merge_people
from veerkracht.people.models import Person
from veerkracht.places.models import Area
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_parent_who_was_mailed_says_yes_with_one_click_and_no_account() -> None:
    coalition = parenting.coalition()
    row = parenting.invited(coalition, email="olga@x.example")
    send_due()
    mail = Message.objects.get(kind=actions.INVITED)
    assert "06 12 34 56 78" in mail.text
    assert f"/meedoen/uitnodiging/{row.token}/" in mail.text
    visitor, here = Client(), f"/meedoen/uitnodiging/{row.token}/"
    page = visitor.get(here)
    assert "Olga, doe je mee?" in text(page)
    assert (
        page.headers["Referrer-Policy"] == "same-origin"
    )  # with none, a browser posts without an origin
    assert not Person.objects.filter(email="olga@x.example").exists()  # looking changes nothing
    answered = visitor.post(here, {"name": "Olga"}, follow=True)
    assert "Fijn dat je meedoet" in text(answered)
    seat = Seat.objects.get(coalition=coalition, kind="parent")
    assert (str(seat.person), seat.person.email if seat.person else "") == (
        "Olga",
        "olga@x.example",
    )
    assert seat.person is not None
    assert is_member(seat.person, coalition.series)
    assert visitor.get("/mijn-plek/").status_code == 302  # a yes opens no session
    again = visitor.post(here, {"name": "Olga"})
    assert (again.status_code, "al geantwoord" in text(again)) == (422, False)
    send_due()
    kinds = set(Message.objects.values_list("kind", flat=True))
    assert {actions.WELCOME, actions.ANSWERED} <= kinds


def test_on_paper_somebody_without_mail_says_yes_too() -> None:
    coalition = parenting.coalition()
    row = parenting.invited(coalition, name="")
    paper = client_of(parenting.guide(coalition)).get(f"/werk/ouders/uitnodiging/{row.pk}/papier/")
    assert row.token in text(paper)
    assert "<svg" in text(paper)
    here = f"/meedoen/uitnodiging/{row.token}/"
    assert "Vul dit nog in" in text(Client().post(here, {"name": ""}))
    Client().post(here, {"name": "Oma Til", "email": ""})
    seat = Seat.objects.get(coalition=coalition, kind="parent")
    assert seat.person is not None
    assert seat.person.email.endswith(".invalid")
    send_due()
    assert not Message.objects.filter(person=seat.person).exists()


def test_rather_not_wipes_name_and_address() -> None:
    row = parenting.invited(parenting.coalition(), email="olga@x.example")
    page = Client().post(f"/meedoen/uitnodiging/{row.token}/liever-niet/", follow=True)
    assert "Liever niet is ook goed" in text(page)
    row.refresh_from_db()
    assert (row.state, row.name, row.email) == ("no", "", "")
    with pytest.raises(RuleBroken, match="al geantwoord"):
        actions.accept_invitation(invitation=row, name="Olga")


def test_what_an_invitation_refuses(clock: Any) -> None:
    bare = parenting.coalition(terms=False)
    with pytest.raises(RuleBroken, match="wat ouders krijgen"):
        parenting.invited(bare)
    coalition = parenting.coalition()
    parenting.invited(coalition, email="olga@x.example")
    with pytest.raises(RuleBroken, match="wacht al"):
        parenting.invited(coalition, email="OLGA@x.example")
    seated = parenting.parent(coalition)
    with pytest.raises(RuleBroken, match="zit al"):
        parenting.invited(coalition, email=seated.email)
    old = parenting.invited(coalition)
    clock.shift(timedelta(days=61))
    assert "geldt niet meer" in text(Client().get(f"/meedoen/uitnodiging/{old.token}/"))
    with pytest.raises(RuleBroken, match="te oud"):
        actions.accept_invitation(invitation=old, name="Olga")
    for other in (factories.coordinator(factories.NOORD), factories.person()):
        with pytest.raises(NotAllowed):
            actions.withdraw_invitation(invitation=old, by=other)
    actions.withdraw_invitation(invitation=old, by=parenting.guide(coalition))
    assert "geldt niet meer" in text(Client().get(f"/meedoen/uitnodiging/{old.token}/"))
    assert Client().get("/meedoen/uitnodiging/bestaat-niet/").status_code == 404


def test_what_we_did_with_what_you_said_is_a_task_until_it_is_done() -> None:
    coalition = parenting.coalition()
    by, parent = parenting.guide(coalition), parenting.parent(coalition)
    meeting = parenting.held(coalition, parent)
    work = client_of(by)
    assert "Zei Olga iets in de bijeenkomst?" in text(work.get("/mijn-plek/"))
    client = client_of(parent)
    said = {"meeting": meeting.pk, "said": "De folder is te moeilijk."}
    page = client.post(f"/mijn-plek/meedoen/{coalition.pk}/zeggen/", said, follow=True)
    assert "je hoort nog wat we ermee doen" in text(page)
    place = text(work.get("/mijn-plek/"))
    assert "Wat deden jullie met wat Olga zei?" in place
    assert "Zei Olga iets" not in place
    here = f"/werk/ouders/{coalition.pk}/{meeting.pk}/{parent.pk}/"
    assert "De folder is te moeilijk." in text(work.get(here))
    half = work.post(here, {"seen": "1"})
    assert (half.status_code, "of zet het vinkje" in text(half)) == (422, True)
    done = {"said": "De folder is te moeilijk.", "done": "We hebben hem herschreven.", "seen": "1"}
    assert "Olga Ouder krijgt een mail" in text(work.post(here, done, follow=True))
    send_due()
    mail = Message.objects.get(kind=actions.DONE)
    assert (mail.person_id, "We hebben hem herschreven." in mail.text) == (parent.pk, True)
    assert "We hebben hem herschreven." in text(client.get("/mijn-plek/meedoen/"))
    assert "Wat deden jullie" not in text(work.get("/mijn-plek/"))
    with pytest.raises(OutOfDate):
        actions.say(coalition=coalition, meeting=meeting, said="Anders", by=parent)


def test_two_who_write_at_once_both_keep_their_words() -> None:
    coalition = parenting.coalition()
    by, parent = parenting.guide(coalition), parenting.parent(coalition)
    meeting = parenting.held(coalition, parent)
    here = f"/werk/ouders/{coalition.pk}/{meeting.pk}/{parent.pk}/"
    colleague = factories.coordinator()
    client_of(colleague).post(here, {"said": "Over de bus", "done": "", "seen": "0"})
    late = client_of(by).post(here, {"said": "Over de folder", "done": "", "seen": "0"})
    assert late.status_code == 422
    assert "Over de bus" in text(late)
    assert "Over de folder" in text(late)
    both = {"said": "Over de bus en de folder", "done": "", "seen": "1"}
    assert client_of(by).post(here, both).status_code == 302
    with pytest.raises(RuleBroken, match="Schrijf ook op"):
        actions.tell_what_was_done(
            coalition=coalition,
            meeting=meeting,
            person=parent,
            what=actions.Done("", "Iets"),
            seen=2,
            by=by,
        )
    elsewhere = parenting.held(parenting.coalition())
    with pytest.raises(RuleBroken, match="van deze coalitie"):
        actions.say(coalition=coalition, meeting=elsewhere, said="x", by=parent)
    with pytest.raises(NotAllowed):
        actions.say(coalition=coalition, meeting=meeting, said="x", by=factories.person())


def test_others_do_not_read_along() -> None:
    coalition = parenting.coalition()
    parent, meeting = parenting.parent(coalition), parenting.held(coalition)
    strangers = (factories.coordinator(factories.NOORD), parent, factories.contact())
    for path in (
        f"/werk/ouders/{coalition.pk}/",
        f"/werk/ouders/{coalition.pk}/uitnodigen/",
        f"/werk/ouders/{coalition.pk}/{meeting.pk}/{parent.pk}/",
    ):
        for other in strangers:
            assert client_of(other).get(path).status_code == 403
    other = factories.person()
    assert client_of(other).get(f"/mijn-plek/meedoen/{coalition.pk}/zeggen/").status_code == 403


def test_pages_stay_within_twelve_queries(django_assert_max_num_queries: Any) -> None:
    coalition = parenting.coalition()
    by, parent = parenting.guide(coalition), parenting.parent(coalition)
    for number in range(6):
        extra = parenting.parent(coalition, f"Ouder {number}")
        meeting = parenting.held(coalition, parent, extra, days=number + 2)
        actions.say(coalition=coalition, meeting=meeting, said="Iets", by=parent)
        parenting.invited(coalition)
    for person, path in (
        (by, "/werk/ouders/"),
        (by, f"/werk/ouders/{coalition.pk}/"),
        (parent, "/mijn-plek/meedoen/"),
    ):
        client = client_of(person)
        client.get(path)
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200


def test_merging_and_leaving() -> None:
    coalition = parenting.coalition()
    keep, drop = parenting.parent(coalition), factories.person("Olga Dubbel")
    meeting, other = parenting.held(coalition), parenting.held(coalition, days=30)
    actions.say(coalition=coalition, meeting=meeting, said="Van mij", by=keep)
    for when in (meeting, other):
        ParentWord.objects.create(
            coalition=coalition, meeting=when, person=drop, said="Ook", said_at=when.starts_at
        )
    merge_people(keep=keep, drop=drop, by=factories.administrator())
    assert {one.said for one in ParentWord.objects.filter(person=keep)} == {"Van mij", "Ook"}
    erase_person(person=keep, by=keep)
    assert not ParentWord.objects.exists()


# Counted activities


def heerlen() -> Area:
    return Area.objects.get(code="GM0917")


def counted(**values: Any) -> Counted:
    usual: dict[str, Any] = {
        "municipality": heerlen(),
        "day": date(2026, 11, 2),
        "kind": "meeting",
        "title": "Oudercafé",
        "parents": 14,
    }
    return Counted(**{**usual, **values})


def test_an_organisation_counts_and_nobody_else_reads_it_before_a_release(clock: Any) -> None:
    organisation = factories.organisation()
    by = factories.contact(organisation)
    client = client_of(by)
    typed = {
        "title": "Oudercafé",
        "kind": "meeting",
        "day": "2026-11-02",
        "municipality": heerlen().pk,
        "parents": "14",
        "heard": "30",
    }
    page = client.post(f"/mijn-organisatie/ouders/{organisation.pk}/tellen/", typed, follow=True)
    assert "14 ouders" in text(page)
    assert "30 anderen hoorden ervan" in text(page)
    assert "staat er al" in text(
        client.post(f"/mijn-organisatie/ouders/{organisation.pk}/tellen/", typed)
    )
    few = counted(title="Wandeling", kind="walk", parents=3, experts=1)
    count_activity(organisation=organisation, counted=few, by=by)
    public = "/ouders-doen-mee/zuid-limburg/"
    clock.move_to("2027-02-02T09:00:00Z")  # also when nothing can come any more for 2026
    assert "Nog geen cijfers" in text(Client().get(public))
    assert ParentsReached().read(region(factories.ZUID), 2026, None) is None
    row = ParentActivity.objects.get(title="Wandeling")
    with pytest.raises(RuleBroken, match="liggen al vast"):
        drop_activity(activity=row, by=by)


def released_reach(by: Person) -> Release:
    """A release in which Kerkrade is hidden with its neighbour, and the region is told."""
    zuid, year = factories.ZUID, "2026"
    cells: dict[tuple[str, ...], values.Figure] = {
        ("GM0935", "", "", year): values.shown(70),
        ("GM0917", "", "", year): values.shown(20),
        ("GM0928", "", "", year): values.HIDDEN,
        ("GM1883", "", "", year): values.HIDDEN,
        (zuid, "", "", year): values.shown(1175),
        (zuid, "", "", "2025"): values.HIDDEN,
    }
    made = publishing.table(cells)
    place = Dimension("area", {**dict.fromkeys((*(key[0] for key in cells),), zuid), zuid: ""})
    years = Dimension("period", {"2025": "", year: ""})
    named = replace(made, indicator="parents-involved", dimensions=(place, years), has_rates=False)
    return publishing.published(named, by=by)


def test_everybody_reads_the_numbers_of_the_release_and_no_others(clock: Any) -> None:
    """Beside a release, a count that is not in it would tell what the release hides."""
    organisation = factories.organisation()
    by = factories.contact(organisation)
    for code, parents in (("GM0917", 23), ("GM0935", 71), ("GM0928", 33)):
        town = Area.objects.get(code=code)
        row = counted(municipality=town, title=f"Oudercafé {code}", parents=parents)
        count_activity(organisation=organisation, counted=row, by=by)
    release = released_reach(factories.administrator())
    clock.move_to("2027-02-02T09:00:00Z")
    shown = text(Client().get("/ouders-doen-mee/zuid-limburg/"))
    rows = dict(re.findall(r'<th scope="row">([^<]+)</th><td [^>]*class="num">([^<]+)</td>', shown))
    known = {
        str(Area.objects.get(code=cell.area)): str(cell.number or "—")
        for cell in Cell.objects.filter(table__release=release, area__startswith="GM")
    }
    assert rows == known
    assert rows["Kerkrade"] == "—"
    assert "<strong>1.175</strong>" in shown
    assert "Stand van 1 november 2026" in shown
    earlier = text(Client().get("/ouders-doen-mee/zuid-limburg/?jaar=2025"))
    assert "<strong>minder dan 10 of afgeschermd</strong>" in earlier
    elsewhere = text(Client().get(f"/ouders-doen-mee/{factories.NOORD}/"))
    assert "Nog geen cijfers" in elsewhere


@pytest.mark.parametrize(
    ("code", "year", "words"),
    [
        (factories.ZUID, 2026, "ongeveer 1.175"),
        (factories.ZUID, 2025, "te weinig om te tonen"),
        ("GM0917", 2026, "ongeveer 20"),
        ("GM0928", 2026, "te weinig om te tonen"),
        (factories.NOORD, 2026, None),
        (factories.ZUID, 2027, None),
    ],
)
def test_a_target_reads_what_was_released(code: str, year: int, words: str | None) -> None:
    release = released_reach(factories.administrator())
    reading = ParentsReached().read(Area.objects.get(code=code), year, None)
    assert (reading and reading.words) == words
    assert reading is None or reading.until == min(date(year, 12, 31), release.as_of)


def test_the_total_of_a_release_is_that_of_its_area() -> None:
    zuid = region(factories.ZUID)
    cells: dict[tuple[str, ...], values.Figure] = {
        ("", "", "", "2026"): values.shown(45),
        ("GM0917", "", "", "2026"): values.shown(45),
    }
    made = replace(publishing.table(cells), indicator="parents-involved", has_rates=False)
    publishing.published(made, by=factories.administrator(), area=zuid)
    reading = ParentsReached().read(zuid, 2026, None)
    assert reading is not None
    assert reading.words == "ongeveer 45"


def test_what_counting_refuses() -> None:
    organisation = factories.organisation()
    by = factories.contact(organisation)
    row = count_activity(organisation=organisation, counted=counted(), by=by)
    for wrong, why in (
        (counted(day=date(2026, 12, 1)), "na de activiteit"),
        (counted(day=date(2024, 12, 1)), "liggen al vast"),
        (counted(parents=0), "hoeveel mensen"),
        (counted(heard=2001), "hoogstens 2000"),
    ):
        with pytest.raises(RuleBroken, match=why):
            count_activity(organisation=organisation, counted=wrong, by=by)
    other = factories.contact(factories.organisation("zuyd-hogeschool"))
    for person in (other, factories.coordinator(), factories.administrator()):
        with pytest.raises(NotAllowed):
            count_activity(organisation=organisation, counted=counted(title="X"), by=person)
        assert client_of(person).get(f"/mijn-organisatie/ouders/{row.pk}/").status_code == 403
    assert (
        client_of(other).get(f"/mijn-organisatie/ouders/{organisation.pk}/tellen/").status_code
        == 403
    )
    drop_activity(activity=row, by=by)


@pytest.mark.parametrize(("day", "settled"), [(date(2027, 1, 31), False), (date(2027, 2, 1), True)])
def test_a_year_settles_after_january(day: date, settled: bool) -> None:
    assert is_settled(2026, day) is settled


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"state": "yes"}, "parent_invitation_answer_has_moment"),
        ({"state": "no", "answered_at": "2026-01-01T00:00:00Z"}, "parent_no_leaves_no_name"),
        ({"kind": "organisation"}, "parent_invitation_kind"),
    ],
)
def test_an_invitation_holds_together(changes: dict[str, str], name: str) -> None:
    row = parenting.invited(parenting.coalition())
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ParentInvitation.objects.filter(pk=row.pk).update(**changes)
