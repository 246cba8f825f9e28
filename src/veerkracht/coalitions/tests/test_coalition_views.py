"""The pages of coalitions: what everybody sees, what members see and type, and what who leads can do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from veerkracht.coalitions import actions
from veerkracht.coalitions.actions import Line
from veerkracht.coalitions.coalition_search import decisions
from veerkracht.coalitions.models import Agenda, Coalition, MinuteLine, Point, Seat
from veerkracht.coalitions.tests.seating import (
    again,
    carla,
    coalition,
    member,
    planned,
    point,
    seat,
)
from veerkracht.kernel.clock import today
from veerkracht.meetings.models import Decision
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def begun(of: Coalition, clock: Any) -> Agenda:
    """A meeting that began an hour ago, to which Carla brought a point."""
    agenda = planned(of, 1)
    actions.add_point(agenda=agenda, title="De folder", by=carla(of))
    clock.shift(timedelta(days=1, hours=1))
    return again(agenda.meeting)


def test_everybody_sees_organisations_dates_and_decisions_and_no_people(clock: Any) -> None:
    made = coalition(purpose="Een kansrijke start voor ieder kind.")
    noor, olga = seat(made, "Noor Naamloos"), member(made, "Olga Onbekend")
    agenda = begun(made, clock)
    folder = point(agenda.points.get(title="De folder").pk)
    for words, inside in (("De folder wordt kort", False), ("Onder ons", True)):
        line = Line("decision", words, inside=inside)
        actions.write_line(point=folder, line=line, by=carla(made))
    planned(made, 10)
    visitor = Client()
    pages = [
        text(visitor.get(path))
        for path in (
            "/coalities/",
            f"/coalities/{made.slug}/",
            f"/coalities/{made.slug}/besluiten/",
        )
    ]
    assert str(noor.organisation) in pages[1]
    assert "Een kansrijke start" in pages[0]
    assert all("De folder wordt kort" in page for page in pages[1:])
    for hidden in ("Onder ons", str(olga), str(noor.person), str(carla(made))):
        assert not any(hidden in page for page in pages)
    assert "4 december 2026" in pages[1]
    assert {one.title for one in decisions(None)} == {"De folder wordt kort"}
    keeper, page = client_of(carla(made)), f"/coalities/{made.slug}/besluiten/"
    assert "Onder ons" in text(keeper.get(page))
    kept = Decision.objects.get(inside=False)
    assert client_of(olga).post(f"/coalities/besluit/{kept.pk}/").status_code == 403
    keeper.post(f"/coalities/besluit/{kept.pk}/", {"inside": "1"})
    assert "De folder wordt kort" not in text(visitor.get(page))
    keeper.post(f"/coalities/besluit/{kept.pk}/")
    assert "De folder wordt kort" in text(visitor.get(page))


def test_a_member_brings_a_point_and_is_asked_to_write_a_story_anew() -> None:
    made = coalition()
    olga = member(made)
    agenda = planned(made)
    client, page = client_of(olga), f"/coalities/agenda/{agenda.meeting_id}/"
    shown = text(client.get(page))
    assert "Nooit over één cliënt of gezin" in shown
    assert "Positieve Gezondheid in ons gebied" in shown
    assert "Zet vast en mail" not in shown
    typed = {"title": "Hulp", "notes": "Mevrouw Zeemeeuw van 34", "minutes": "15"}
    refused = client.post(f"{page}punt/", typed)
    assert refused.status_code == 422
    assert "Dit lijkt op" in text(refused)
    assert "Mevrouw Zeemeeuw van 34" in text(refused)
    assert "Dit gaat niet over een cliënt" in text(refused)
    assert not Point.objects.filter(title="Hulp").exists()
    client.post(f"{page}punt/", typed | {"false_alarm": "on"})
    made_point = Point.objects.get(title="Hulp")
    assert f"/coalities/punt/{made_point.pk}/" in text(client.get(page))
    stranger = client_of(factories.person())
    assert [stranger.get(page).status_code, stranger.post(f"{page}punt/").status_code] == [403, 403]


def test_both_texts_are_shown_when_two_people_change_a_point() -> None:
    made = coalition()
    brought = actions.add_point(agenda=planned(made), title="Folder", notes="Eerst", by=carla(made))
    client, page = client_of(carla(made)), f"/coalities/punt/{brought.pk}/"
    typed = {"title": "Folder", "minutes": "10", "version": "0"}
    assert client.post(page, typed | {"notes": "Van Carla"}).status_code == 302
    second = client.post(page, typed | {"notes": "Van Noor <b>"})
    assert second.status_code == 409
    for words in ("Iemand anders veranderde", "Van Carla", "Van Noor &lt;b&gt;", 'value="1"'):
        assert words in text(second)
    joined = typed | {"notes": "Van Carla\nVan Noor", "version": "1"}
    assert client.post(page, joined).status_code == 302
    assert Point.objects.get(pk=brought.pk).notes.split() == ["Van", "Carla", "Van", "Noor"]


def test_who_leads_orders_closes_mails_and_prints() -> None:
    made = coalition()
    member(made)
    agenda = planned(made)
    brought = actions.add_point(agenda=agenda, title="Folder <b>#x", by=carla(made))
    client, page = client_of(carla(made)), f"/coalities/agenda/{agenda.meeting_id}/"
    client.post(f"/coalities/punt/{brought.pk}/zet/omhoog/")
    assert Point.objects.get(pk=brought.pk).order == 6
    assert "2 deelnemers krijgen ieder een mail" in text(
        client.post(f"{page}vast/", {"mail": "1"}, follow=True)
    )
    paper = client.get(f"{page}agenda.pdf")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert paper.content == client.get(f"{page}agenda.pdf").content
    send_due()
    assert "Brengen" not in text(client.get(page))
    client.post(f"{page}open/")
    assert Agenda.objects.get(pk=agenda.pk).closed_at is None


def test_minutes_are_written_line_by_line(clock: Any) -> None:
    made = coalition()
    noor = seat(made, "Noor")
    agenda = begun(made, clock)
    folder = agenda.points.get(title="De folder")
    client, page = client_of(carla(made)), f"/coalities/verslag/punt/{folder.pk}/"
    assert "Schrijf een regel" in text(client.get(page))
    missing = client.post(page, {"kind": "action", "words": "Belt de drukker"})
    assert (missing.status_code, "Kies wie dit gaat doen" in text(missing)) == (422, True)
    later = f"{today() + timedelta(days=30):%Y-%m-%d}"
    typed = {"kind": "action", "words": "Belt de drukker", "who": str(noor.pk), "due_on": later}
    assert client.post(page, typed).status_code == 302
    decision = {"kind": "decision", "words": "Eén kantje", "review_on": later}
    client.post(page, decision)
    story = client.post(page, {"kind": "note", "words": "BSN 123456782"})
    assert story.status_code == 422
    assert MinuteLine.objects.count() == 2
    line = MinuteLine.objects.get(kind="decision")
    change = f"/coalities/verslag/regel/{line.pk}/"
    client.post(change, {"words": "Eén kantje, in kleur", "version": "0"})
    both = client.post(change, {"words": "Twee kantjes", "version": "0"})
    assert both.status_code == 409
    assert "Eén kantje, in kleur" in text(both)
    assert "Twee kantjes" in text(both)
    assert client.get(f"/samenkomen/bijeenkomst/{agenda.meeting_id}/besluit/")["Location"] == (
        f"/coalities/verslag/{agenda.meeting_id}/"
    )
    whole = f"/coalities/verslag/{agenda.meeting_id}/"
    told = text(client.post(f"{whole}klaar/", follow=True))
    assert "Het verslag is klaar" in told
    assert "Belt de drukker" in told
    reader = client_of(noor.person)  # type: ignore[arg-type]
    shown = text(reader.get(whole))
    assert "Belt de drukker" in shown
    assert "Stel het verslag vast" not in shown
    assert [reader.get(page).status_code, reader.post(page).status_code] == [403, 403]
    assert reader.get(change).status_code == 403
    beside = text(reader.get(f"/samenkomen/bijeenkomst/{agenda.meeting_id}/"))
    assert "Lees het verslag" in beside
    assert "Leg een besluit vast" not in beside
    assert Decision.objects.get().what == "Eén kantje, in kleur"


def test_a_point_is_settled_on_its_page(clock: Any) -> None:
    made = coalition()
    agenda = begun(made, clock)
    folder = agenda.points.get(title="De folder")
    client, page = client_of(carla(made)), f"/coalities/verslag/punt/{folder.pk}/hoe/"
    Point.objects.filter(pk=folder.pk).update(carried=2)
    silent = client.post(page, {"deed": "take-along", "why": ""})
    assert (silent.status_code, "Schrijf op waarom" in text(silent)) == (422, True)
    client.post(page, {"deed": "take-along", "why": "De drukker is dicht"})
    assert Point.objects.get(pk=folder.pk).state == "carried"
    client.post(page, {"deed": "reopen"})
    assert client.post(page, {"deed": "burn"}).status_code == 422


def test_the_coordinator_looks_after_seats_points_and_words() -> None:
    made = coalition()
    client, page = client_of(carla(made)), f"/coalities/{made.slug}/beheer/"
    zuyd, nel = factories.organisation("zuyd-hogeschool"), factories.person("Nel")
    assert "Nog niemand heeft een plek" in text(client.get(page))
    typed = {"kind": "organisation", "organisation": str(zuyd.pk), "address": "wie@weet.example"}
    unknown = client.post(f"{page}plek/", typed)
    assert (unknown.status_code, "Dit adres kennen we niet" in text(unknown)) == (422, True)
    client.post(f"{page}plek/", typed | {"address": nel.email})
    given = Seat.objects.get(coalition=made)
    assert given.person == nel
    assert client.post(f"{page}plek/", typed | {"address": nel.email}).status_code == 422
    client.post(f"{page}punten/", {"standing": ["health"]})
    client.post(f"{page}woorden/", {"name": "Goede Start", "purpose": "Samen beginnen."})
    made.refresh_from_db()
    assert (made.name, "actions" in made.left_out) == ("Goede Start", True)
    client.post(f"/coalities/plek/{given.pk}/stop/")
    away = client.post(f"{page}coordinator/", {"address": nel.email})
    assert away["Location"] == f"/coalities/{made.slug}/"
    assert client.get(page).status_code == 403
    for path in (f"{page}stop/", f"{page}plek/", f"/coalities/plek/{given.pk}/stop/"):
        assert client.post(path).status_code == 403


def test_a_page_asks_little_however_long_a_coalition_exists(clock: Any) -> None:
    made = coalition()
    by = carla(made)
    for number in range(12):
        seat(made, f"Lid {number}", "zuyd-hogeschool")
    olga = member(made)
    first = begun(made, clock)
    actions.finish_minutes(agenda=first, by=by)
    last = begun(made, clock)
    folder = point(last.points.filter(title="De folder")[0].pk)
    for number in range(6):
        actions.write_line(point=folder, line=Line("decision", f"Besluit {number}"), by=by)
    coming = planned(made, 5)
    for number in range(8):
        actions.add_point(agenda=coming, title=f"Punt {number}", by=olga)
    pages = [
        "/mijn-plek/coalities/",
        f"/coalities/{made.slug}/samen/",
        f"/coalities/{made.slug}/bijeenkomsten/",
        f"/coalities/{made.slug}/beheer/",
        f"/coalities/agenda/{coming.meeting_id}/",
        f"/coalities/verslag/{last.meeting_id}/",
        f"/coalities/verslag/punt/{folder.pk}/",
        f"/samenkomen/bijeenkomst/{last.meeting_id}/",
        f"/coalities/{made.slug}/",
        f"/coalities/{made.slug}/besluiten/",
        "/coalities/",
    ]
    client = client_of(by)
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code in {200, 302}
        assert len(asked) <= 12, (page, [one["sql"][:90] for one in asked.captured_queries])


def test_every_point_of_the_queries_has_an_index() -> None:
    """The lists of a coalition with ten years of meetings are found by an index, not by reading all."""
    names = {
        "meetings_of_series": "meetings_meeting",
        "points_in_order": "coalitions_point",
        "points_taken_along": "coalitions_point",
        "decisions_to_review": "meetings_decision",
        "actions_of_region": "programme_action",
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, tablename FROM pg_indexes WHERE indexname = ANY(%s)", [list(names)]
        )
        assert dict(cursor.fetchall()) == names
