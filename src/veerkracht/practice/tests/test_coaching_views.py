"""The pages of coaching: for who asks, for both, for the coach and for the coordinator."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from tests import factories
from veerkracht.people.feeds import _written
from veerkracht.people.models import Person
from veerkracht.practice import coaching_appointment_actions as appointments
from veerkracht.practice.coaching_models import (
    BusyCalendar,
    CoachingAppointment,
    CoachingRequest,
    CoachProfile,
    RequestState,
)
from veerkracht.practice.tests.coaching import GOAL, asked, coach, coached, planned
from veerkracht.training.actions import assign_trainers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SERIES = {
    "date": "2026-12-01",
    "time": "10:00",
    "minutes": "60",
    "times": "4",
    "weeks": "3",
    "place": "Zaal 2",
}


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_person_asks_picks_plans_moves_and_cancels() -> None:
    someone, person = coach(), factories.person("Pia Vraag")
    client = client_of(person)
    assert "Je hebt nog geen coach" in text(client.get("/mijn-plek/coaching/"))
    empty = client.post("/mijn-plek/coaching/vragen/", {"goal": GOAL})
    assert (empty.status_code, GOAL in text(empty)) == (422, True)
    region = CoachProfile.objects.get().regions.get().pk
    typed = {"themes": "team", "languages": "nl", "way": "either", "region": region, "goal": GOAL}
    chosen = client.post("/mijn-plek/coaching/vragen/", typed, follow=True)
    assert "kent: Positieve Gezondheid in je team, spreekt Nederlands en heeft nog plaats" in text(
        chosen
    )
    made = CoachingRequest.objects.get()
    page = client.post(f"/mijn-plek/coaching/{made.pk}/coach/", {"coach": someone.pk}, follow=True)
    assert "is nu je coach" in text(page)
    assert GOAL in text(page)
    plan = f"/coaching/{made.pk}/plannen/"
    assert 'value="2026-12-02"' in text(client.get(f"{plan}?op=2026-12-02T09:00"))
    assert "4 afspraken gepland" in text(client.post(plan, SERIES, follow=True))
    double = client.post(plan, SERIES)
    assert (double.status_code, "al een afspraak" in text(double)) == (422, True)
    first = CoachingAppointment.objects.all()[0]
    here = f"/coaching/afspraak/{first.pk}/"
    moved = client.post(f"{here}verzetten/", {"date": "2026-12-03", "time": "11:00"}, follow=True)
    assert "donderdag 3 december 2026, 11.00–12.00 uur" in text(moved)
    assert "de 3 latere" in text(client.get(f"{here}afzeggen/"))
    assert "4 afspraken afgezegd" in text(
        client.post(f"{here}afzeggen/", {"welke": "later"}, follow=True)
    )
    assert "Afgerond" in text(client.post(f"/coaching/{made.pk}/afronden/", follow=True))


def test_what_stands_in_the_way_is_asked_about() -> None:
    coaching = coached()
    client = client_of(coaching.person)
    edition = factories.edition(starts=datetime(2026, 12, 1, 8, tzinfo=UTC))
    assert coaching.coach is not None
    assign_trainers(by=None, edition=edition, trainers=[coaching.coach])
    plan = f"/coaching/{coaching.pk}/plannen/"
    asked_for = client.post(plan, {**SERIES, "times": "1"})
    assert "heeft een van jullie een training" in text(asked_for)
    assert 'type="checkbox" name="sure"' in text(asked_for)
    sure = client.post(plan, {**SERIES, "times": "1", "sure": "on"}, follow=True)
    assert "1 afspraak gepland" in text(sure)


def test_a_coach_fills_in_a_profile_gives_a_calendar_and_says_what_was_held(clock: Any) -> None:
    someone = factories.trainer()
    client = client_of(someone)
    assert "Word vindbaar als coach" in text(client.get("/werk/coachen/"))
    region = someone.roles.get().region_id
    typed = {"themes": "team", "languages": "nl", "way": "either", "regions": region, "load": "2"}
    wrong = client.post("/werk/coachen/profiel/", {**typed, "load": "0"})
    assert wrong.status_code == 422
    done = client.post("/werk/coachen/profiel/", {**typed, "is_open": "on"}, follow=True)
    assert "Je hebt nog plaats voor 2 mensen" in text(done)
    bad = client.post("/werk/coachen/agenda/", {"address": "http://x.nl"})
    assert (bad.status_code, "https" in text(bad)) == (422, True)
    secret = "https://agenda.example/heel-geheim.ics"
    client.post("/werk/coachen/agenda/", {"address": secret})
    BusyCalendar.objects.update(trouble="refused", tried_at="2026-11-23T09:00Z")
    page = text(client.get("/werk/coachen/agenda/"))
    assert "agenda.example" in page
    assert "heel-geheim" not in page
    assert "Dit adres bestaat niet meer" in page
    coaching = coached(someone)
    [one] = planned(coaching, times=1)
    assert "Coaching met" in text(client.get("/mijn-plek/"))
    clock.shift(timedelta(days=15))
    client = client_of(someone)
    assert "Ging de afspraak met Pia Vraag door?" in text(client.get("/mijn-plek/"))
    said = client.post(
        f"/coaching/afspraak/{one.pk}/geweest/", {"hoe": "door", "terug": "werk"}, follow=True
    )
    assert "het ging door" in text(said)
    assert "Samen 1 uur" in text(client.get("/werk/coachen/uren/?kwartaal=2026-4"))
    file = client.get("/werk/coachen/uren/2026-4.xlsx")
    assert file.content.startswith(b"PK")
    assert client.get("/werk/coachen/uren/2026-9.xlsx").status_code == 404
    client.post("/werk/coachen/agenda/weg/")
    assert not BusyCalendar.objects.exists()


def test_the_coordinator_proposes_confirms_changes_and_never_reads_what_for() -> None:
    coach("Cor Coach", load=1)
    coach("Elders", languages=["de"])
    first, french = asked(factories.person("Ans Eerst")), asked(languages=["fr"])
    client = client_of(factories.coordinator())
    assert "2 mensen wachten op een coach" in text(client.get("/mijn-plek/"))
    page = text(client.post("/werk/coaching/voorstellen/", follow=True))
    assert "Voorstel: Cor Coach." in page
    assert "spreekt een taal van deze persoon" in page
    choices = text(client.get(f"/werk/coaching/{french.pk}/"))
    assert "Deze coach spreekt geen taal uit de vraag." in choices
    assert GOAL not in page + choices
    done = client.post(
        f"/werk/coaching/{first.pk}/",
        {"coach": CoachProfile.objects.all()[0].person_id},
        follow=True,
    )
    assert "krijgt Cor Coach als coach" in text(done)
    assert client.post(f"/werk/coaching/{french.pk}/", {"coach": "x"}).status_code == 422
    assert (
        client_of(factories.coordinator(factories.NOORD))
        .get(f"/werk/coaching/{french.pk}/")
        .status_code
        == 403
    )
    person = factories.person("Nieuwe Coach")
    region = CoachProfile.objects.all()[0].regions.get().pk
    made = client.post(
        "/werk/coaching/coaches/", {"email": person.email, "region": region}, follow=True
    )
    assert "Nieuwe Coach is nu coach" in text(made)
    assert "Vul je profiel als coach in" in text(client_of(person).get("/mijn-plek/"))
    unknown = client.post("/werk/coaching/coaches/", {"email": "x@y.example", "region": region})
    assert "We kennen niemand met dit adres" in text(unknown)
    profile = CoachProfile.objects.get(person=person)
    assert "geen coach meer" in text(
        client.post(f"/werk/coaching/coaches/{profile.pk}/einde/", follow=True)
    )
    assert "minder dan 10" not in text(client.get("/werk/coaching/uren/"))  # nothing was held
    assert client.get("/werk/coaching/uren.xlsx").content.startswith(b"PK")


def test_nobody_else_reads_a_coaching_and_the_feed_is_of_both() -> None:
    coaching = coached()
    [one] = planned(coaching, times=1)
    pages = (f"/coaching/{coaching.pk}/", f"/coaching/afspraak/{one.pk}/verzetten/")
    others = (factories.coordinator(), factories.administrator(), coach())
    for other in others:
        client = client_of(other)
        for page in pages:
            assert client.get(page).status_code == 403
        for page in ("/werk/coaching/", "/mijn-plek/gegevens/"):
            assert GOAL not in text(client.get(page))
    assert GOAL in text(client_of(coaching.person).get("/mijn-plek/gegevens/"))
    appointments.cancel_appointments(appointment=one, and_later=False, by=coaching.person)
    with override("nl"):
        feed = _written(coaching.person)
    assert "STATUS:CANCELLED" in feed
    assert f"UID:coaching-{one.pk}@" in feed


def test_the_waiting_request_can_be_withdrawn() -> None:
    request = asked()
    client = client_of(request.person)
    assert "Nu heeft niemand plaats" in text(client.get(f"/mijn-plek/coaching/{request.pk}/coach/"))
    client.post(f"/mijn-plek/coaching/{request.pk}/intrekken/")
    request.refresh_from_db()
    assert request.state == RequestState.WITHDRAWN
    assert (
        client_of(factories.person()).get(f"/mijn-plek/coaching/{request.pk}/coach/").status_code
        == 404
    )
