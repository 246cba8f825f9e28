"""The pages of groups and meetings: for members, by the link of a poll, for who looks after, and for nobody else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import local, now
from veerkracht.meetings.actions import When, cancel_meeting, plan_meeting
from veerkracht.meetings.models import (
    Meeting,
    OwnMethod,
    Poll,
    PollAnswer,
    PollInvitation,
    Presence,
)
from veerkracht.people.models import Person
from veerkracht.places.models import Area
from veerkracht.practice.group_lesson_models import Lesson
from veerkracht.practice.tests.grouping import ahead, group, held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def moments(*days: int) -> dict[str, str]:
    typed: dict[str, str] = {}
    for number, day in enumerate(days, 1):
        at = local(now() + timedelta(days=day))
        typed |= {f"day_{number}": f"{at:%Y-%m-%d}", f"time_{number}": "19:30"}
    return typed


def test_from_poll_to_date_by_the_pages(clock: Any) -> None:
    anna, bert, cas = (factories.person(name) for name in ("Anna", "Bert", "Cas"))
    made = group(anna, bert, cas)
    client = client_of(anna)
    assert "Prik een datum" in text(client.get("/mijn-plek/intervisie/", follow=True))
    page = f"/samenkomen/{made.series_id}/datum-kiezen/"
    wrong = client.post(page, {"minutes": 120, "day_1": moments(5)["day_1"]})
    assert (wrong.status_code, "Vul dit ook in" in text(wrong)) == (422, True)
    few = client.post(page, {"minutes": 120, **moments(5)})
    assert "twee tot zes verschillende momenten" in text(few)
    asked = client.post(page, {"minutes": 90, "place": "Bij Anna", **moments(5, 6)}, follow=True)
    assert "0 van de 3 mensen hebben geantwoord" in text(asked)
    poll = Poll.objects.get()
    first, second = poll.dates.all()
    nobody = Client()
    for person, says in ((bert, "yes"), (cas, "maybe")):
        link = f"/datumprikker/{PollInvitation.objects.get(person=person).token}/"
        opened = text(nobody.get(link))
        assert person.name in opened
        assert not PollAnswer.objects.filter(person=person).exists()
        assert nobody.post(link, {f"moment-{first.pk}": says}).status_code == 422
        given = {f"moment-{first.pk}": "no", f"moment-{second.pk}": says}
        assert "Bewaard" in text(nobody.post(link, given, follow=True))
    assert "Wanneer kun je?" in text(client.get("/mijn-plek/"))
    shown = text(client.get(f"/samenkomen/datums/{poll.pk}/"))
    assert "2 van de 3 mensen" in shown
    assert "1 kan · 1 kan als het moet · 0 kan niet" in shown
    chosen = client.post(f"/samenkomen/datums/{poll.pk}/kies/", {"moment": second.pk}, follow=True)
    assert "De datum staat vast" in text(chosen)
    meeting = Meeting.objects.get()
    assert (meeting.minutes, meeting.place) == (90, "Bij Anna")
    assert "Intervisie: De Kring" in text(client.get("/mijn-plek/"))
    assert "De datum staat vast" in text(nobody.get(link))
    again = client.post(f"/samenkomen/datums/{poll.pk}/kies/", {"moment": first.pk}, follow=True)
    assert "al dicht" in text(again)


def test_a_meeting_is_planned_moved_prepared_held_and_counted(clock: Any) -> None:
    anna, bert = factories.person("Anna"), factories.person("Bert")
    made = group(anna, bert)
    client, other = client_of(anna), client_of(bert)
    typed = {
        "day": moments(3)["day_1"],
        "start": "19:00",
        "minutes": 120,
        "place": "Huis van de Wijk",
    }
    page = f"/samenkomen/{made.series_id}/plannen/"
    assert client.post(page, typed | {"day": "2020-01-01"}).status_code == 422
    assert "Gepland" in text(client.post(page, typed, follow=True))
    meeting = Meeting.objects.get()
    here = f"/samenkomen/bijeenkomst/{meeting.pk}/"
    assert "Open mijn kaart" in text(client.get(here))
    moved = client.post(f"{here}wijzigen/", typed | {"place": "Bij Bert"}, follow=True)
    assert "Bij Bert" in text(moved)
    assert "Kies eerst een werkvorm" in text(client.get(f"{here}timer/", follow=True))
    client.post(f"{here}werkvorm/", {"way": "gossip", "theme": "team"})
    timer = text(client.get(f"{here}timer/"))
    assert "De inbrenger draait zich om" in timer
    assert "10 minuten" in timer
    assert "Bert leidt" in text(client.post(f"{here}leiding/", {"person": bert.pk}, follow=True))
    clock.shift(timedelta(days=4))
    client, other = client_of(anna), client_of(bert)
    assert client.get(f"{here}wie-was-er/").status_code == 403
    assert "Wie was er?" in text(other.get("/mijn-plek/"))
    faulty = {f"there-{anna.pk}": "on", f"minutes-{anna.pk}": "999"}
    assert other.post(f"{here}wie-was-er/", faulty).status_code == 422
    ticked = {f"there-{one.pk}": "on" for one in (anna, bert)}
    ticked |= {f"minutes-{one.pk}": "120" for one in (anna, bert)}
    assert "2 uur" in text(other.post(f"{here}wie-was-er/", ticked, follow=True))
    corrected = client.post(f"{here}mijn-tijd/", {"minutes": 75}, follow=True)
    assert "1 uur en 15 minuten" in text(corrected)
    assert "75 minuten" in text(client.get(f"{here}lijst/"))
    assert "Niet voldaan: nog 3 bijeenkomsten nodig." in text(
        client.get("/mijn-plek/intervisie/uren/")
    )
    paper = client.get("/mijn-plek/intervisie/uren/2026/")
    assert (paper.content[:4], paper.headers["Cache-Control"]) == (b"%PDF", "private, no-store")
    assert client.get("/mijn-plek/intervisie/uren/2099/").status_code == 404
    assert Presence.objects.count() == 2


def test_calling_off_asks_first_and_not_coming_is_something_else() -> None:
    anna, bert = factories.person("Anna"), factories.person("Bert")
    meeting = ahead(group(anna, bert), anna)
    here = f"/samenkomen/bijeenkomst/{meeting.pk}/"
    client, other = client_of(anna), client_of(bert)
    absent = text(other.post(f"{here}erbij/", {"absent": "1"}, follow=True))
    assert ("Je gaf door" in absent, "Ik kan toch" in absent) == (True, True)
    assert "<li>Bert</li>" in text(client.get(here))
    assert "Ik kan er niet bij zijn" in text(other.post(f"{here}erbij/", {}, follow=True))
    asked = text(client.get(f"{here}afzeggen/"))
    assert "Er gaan 2 mails uit" in asked
    meeting.refresh_from_db()
    assert meeting.state == "planned"
    assert "gaat niet door" in text(client.post(f"{here}afzeggen/", follow=True))
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"
    assert "niet meer" in text(other.post(f"{here}erbij/", {"absent": "1"}, follow=True))


def test_each_group_page_says_the_ends_of_all_my_meetings_so_that_no_card_goes_too_early() -> None:
    anna, bert, cas = (factories.person(name) for name in ("Anna", "Bert", "Cas"))
    one = group(anna, bert, cas)
    other = group(anna, *(factories.person() for _ in range(2)), name="De Boog")
    meeting = ahead(one, anna)
    said = f'data-card-key="{meeting.pk}-{anna.pk}" data-card-until="{meeting.ends_at:%s}"'
    beside = ahead(other, anna)
    for page in (
        f"/mijn-plek/intervisie/{other.pk}/",
        f"/samenkomen/bijeenkomst/{beside.pk}/",
        f"/mijn-plek/intervisie/kaart/{beside.pk}/",
    ):
        assert said in text(client_of(anna).get(page))
    dirk = other.series.members.exclude(person=anna)[0].person
    page = text(client_of(dirk).get(f"/mijn-plek/intervisie/{other.pk}/"))
    assert f'data-card-key="{meeting.pk}-' not in page


def test_booking_a_training_over_a_meeting_warns_and_goes_on() -> None:
    made = group()
    member = made.series.members.all()[0].person
    edition = factories.edition()
    session = edition.sessions.all()[0]
    when = When(session.starts_at, session.ends_at)
    meeting = plan_meeting(series=made.series, when=when, by=member)
    client, page = client_of(member), reverse("enrolment:request", args=[edition.pk])
    warned = "Dan staat er al iets in je agenda"
    shown = text(client.get(page))
    assert (warned in shown, f"/samenkomen/bijeenkomst/{meeting.pk}/" in shown) == (True, True)
    assert warned not in text(client_of(factories.person()).get(page))
    cancel_meeting(meeting=meeting, by=member)
    assert warned not in text(client.get(page))
    plan_meeting(series=made.series, when=when, by=member)
    assert client.post(page, {}).status_code == 302
    assert Enrolment.objects.filter(person=member, edition=edition).exists()


def test_the_card_has_no_form_and_no_field_that_a_browser_could_send() -> None:
    made = group()
    member = made.series.members.all()[0].person
    meeting = ahead(made, member)
    page = text(client_of(member).get(f"/mijn-plek/intervisie/kaart/{meeting.pk}/"))
    main = page[page.index("<main") : page.index("</main>")]
    assert "<form" not in main
    fields = re.findall(r"<textarea[^>]*>", main)
    assert len(fields) == 3
    for field in fields:
        assert " name=" not in field
        assert " form=" not in field
        assert 'autocomplete="off"' in field
        assert 'spellcheck="false"' in field
    assert "Liever op papier?" in main
    over = held(made, member, 3)
    gone = text(client_of(member).get(f"/mijn-plek/intervisie/kaart/{over.pk}/"))
    assert 'data-until="0"' in gone


def test_a_lesson_by_the_pages() -> None:
    anna, bert, cas = (factories.person(name) for name in ("Anna", "Bert", "Cas"))
    meeting = held(group(anna, bert, cas), anna, 4)
    here, sentence = f"/samenkomen/bijeenkomst/{meeting.pk}/", "Eerst luisteren helpt."
    propose = f"/mijn-plek/intervisie/les/{meeting.pk}/"
    assert "Schrijf één zin" in text(client_of(anna).post(propose, {}, follow=True))
    assert "Voorgesteld" in text(client_of(anna).post(propose, {"sentence": sentence}, follow=True))
    lesson = Lesson.objects.get()
    assert "Mag deze les gedeeld worden?" in text(client_of(bert).get("/mijn-plek/"))
    assert sentence in text(client_of(bert).get(here))
    say = f"/mijn-plek/intervisie/les/{lesson.pk}/zeg/"
    assert client_of(factories.coordinator()).post(say, {"mag": "ja"}).status_code == 404
    client_of(bert).post(say, {"mag": "ja"})
    shared = text(client_of(cas).post(say, {"mag": "ja"}, follow=True))
    assert "Iedereen zei ja" in shared
    assert sentence in shared
    near = factories.person(municipality=Area.objects.get(name="Heerlen"))
    assert sentence in text(client_of(near).get("/mijn-plek/intervisie/lessen/"))
    assert sentence not in text(client_of(anna).get("/mijn-plek/intervisie/lessen/noord-limburg/"))
    assert client_of(anna).get("/mijn-plek/intervisie/lessen/nergens/").status_code == 404


def test_who_looks_after_groups_sees_which_sleep_first() -> None:
    coach = factories.trainer()
    awake, asleep = group(name="Wakker", coach=coach), group(name="Slaapkop")
    held(awake, awake.series.members.all()[0].person, 10)
    shown = text(client_of(factories.coordinator()).get("/werk/intervisie/"))
    assert shown.index("Slaapkop") < shown.index("Wakker")
    only = text(client_of(factories.coordinator()).get("/werk/intervisie/?stand=sleeps"))
    assert "Wakker" not in only
    theirs = text(client_of(coach).get("/werk/intervisie/"))
    assert ("Wakker" in theirs, "Slaapkop" in theirs) == (True, False)
    assert client_of(coach).get(f"/mijn-plek/intervisie/{awake.pk}/").status_code == 200
    assert client_of(coach).get(f"/mijn-plek/intervisie/{asleep.pk}/").status_code == 403
    assert client_of(factories.person()).get("/werk/intervisie/").status_code == 403


def test_ways_of_working_by_the_pages() -> None:
    made = group()
    member, coordinator = made.series.members.all()[0].person, factories.coordinator()
    page = f"/samenkomen/{made.series_id}/werkvormen/"
    client = client_of(member)
    assert client.post(page, {"name": "Leeg"}).status_code == 422
    typed = {"name": "Rondje", "step_1": "Praten", "minutes_1": "20"}
    assert "Rondje" in text(client.post(page, typed, follow=True))
    assert "al een werkvorm met deze naam" in text(client.post(page, typed))
    theirs = "/werk/werkvormen/zuid-limburg/"
    typed["name"] = "Voor allen"
    assert "Voor allen" in text(client_of(coordinator).post(theirs, typed, follow=True))
    assert "Voor allen" in text(client.get(page))
    assert client_of(coordinator).get("/werk/werkvormen/noord-limburg/").status_code == 404
    mine, for_all = OwnMethod.objects.order_by("pk")
    assert client.post(f"/samenkomen/werkvormen/{for_all.pk}/weg/").status_code == 403
    client.post(f"/samenkomen/werkvormen/{mine.pk}/weg/")
    assert "Rondje" not in text(client.get(page)).replace("Rondje” weg", "")


def test_others_meet_closed_doors() -> None:
    made = group()
    member = made.series.members.all()[0].person
    meeting = ahead(made, member)
    here = f"/samenkomen/bijeenkomst/{meeting.pk}/"
    pages = [
        f"/mijn-plek/intervisie/{made.pk}/",
        here,
        f"{here}wijzigen/",
        f"{here}timer/",
        f"{here}wie-was-er/",
        f"{here}mijn-tijd/",
        f"{here}lijst/",
        f"/mijn-plek/intervisie/kaart/{meeting.pk}/",
        f"/samenkomen/{made.series_id}/plannen/",
        f"/samenkomen/{made.series_id}/datum-kiezen/",
        f"/samenkomen/{made.series_id}/werkvormen/",
    ]
    deeds = [f"{here}afzeggen/", f"{here}leiding/", f"{here}werkvorm/"]
    others = [
        factories.person(),
        factories.trainer(),
        factories.coordinator(factories.NOORD),
    ]
    for other in others:
        client = client_of(other)
        assert {client.get(page).status_code for page in pages} == {403}
        assert {client.post(page).status_code for page in [*pages[2:3], *deeds]} == {403}
    assert Client().get("/datumprikker/bestaat-niet/").status_code == 404


def test_pages_cost_few_queries() -> None:
    people = [factories.person() for _ in range(8)]
    made = group(*people)
    for days in (300, 200, 100, 50):
        meeting = held(made, people[0], days)
    ahead(made, people[0])
    client, here = client_of(people[0]), f"/samenkomen/bijeenkomst/{meeting.pk}/"
    client.post(f"/samenkomen/{made.series_id}/datum-kiezen/", {"minutes": 120, **moments(5, 6)})
    poll = Poll.objects.get()
    pages = [
        f"/mijn-plek/intervisie/{made.pk}/",
        "/mijn-plek/intervisie/uren/",
        f"/samenkomen/datums/{poll.pk}/",
        here,
        f"{here}lijst/",
    ]
    for page in pages:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page).status_code == 200
        assert len(seen) <= 12, page
