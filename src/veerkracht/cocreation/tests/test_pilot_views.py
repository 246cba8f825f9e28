"""Pages of pilots by role: what everybody reads, side by side, the desk, forms that keep what was typed, tasks."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests import factories
from veerkracht.cocreation import pilot_actions as actions
from veerkracht.cocreation import pilot_asking as asking
from veerkracht.cocreation import pilot_note_actions as noting
from veerkracht.cocreation.models import Pilot, PilotMember, PilotNote, PilotReading, PilotSpread
from veerkracht.cocreation.tests import piloting
from veerkracht.kernel.clock import today
from veerkracht.kernel.searching import find
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.models import Person, Sector

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
DAY = timedelta(days=1)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def public(by: Person, **values: Any) -> Pilot:
    pilot = piloting.running(by, **values)
    piloting.read(pilot, "baseline", by)
    return actions.show_pilot(pilot=pilot, public=True, costs=False, by=by)


def test_everybody_reads_only_what_is_marked_public() -> None:
    by, visitor = factories.coordinator(), Client()
    assert "Er staat nog geen pilot online" in text(visitor.get("/pilots/"))
    pilot = piloting.running(by, planned_cents=123_456)
    assert pilot.title not in text(visitor.get("/pilots/"))
    here = f"/pilots/{pilot.slug}/"
    assert visitor.get(here).status_code == 404
    actions.show_pilot(pilot=pilot, public=True, costs=False, by=by)
    shown = piloting.note(pilot, by, learned="Dit mag iedereen weten.")
    noting.show_note(note=shown, public=True, by=by)
    piloting.note(pilot, by, learned="Dit nog niet.")
    piloting.measure(pilot, by, what="Alleen voor ons", public=False)
    page = text(visitor.get(here))
    assert "Dit mag iedereen weten." in page
    for kept in ("Dit nog niet.", "Alleen voor ons", "1.234,56"):
        assert kept not in page
    actions.show_pilot(pilot=pilot, public=True, costs=True, by=by)
    assert "1.234,56" in text(visitor.get(here))
    assert [one.url for one in find(pilot.title)] == [here]


def test_the_list_is_chosen_by_sector_and_region_and_says_when_it_is_empty() -> None:
    zuid, noord = factories.coordinator(), factories.coordinator(factories.NOORD)
    first = public(zuid)
    second = public(noord, of=factories.NOORD, sector=Sector.objects.get(code="welzijn"))
    page = text(Client().get("/pilots/?regio=noord-limburg"))
    assert (first.title in page, second.title in page) == (False, True)
    none = text(Client().get("/pilots/?regio=noord-limburg&sector=kraamzorg"))
    assert "Hier is nog geen pilot" in none


def test_english_where_it_was_given() -> None:
    pilot = public(
        factories.coordinator(), title_en="Looking together", question_en="Does it work?"
    )
    page = Client().get(f"/en/pilots/{pilot.slug}/")
    assert "Looking together" in text(page)


def test_pilots_stand_side_by_side_on_the_page_and_in_the_workbook() -> None:
    by = factories.coordinator()
    three = [public(by, title=f"Pilot =SOM({number})") for number in range(3)]
    page = text(Client().get("/pilots/naast-elkaar/"))
    for one in three:
        assert one.title in page
    assert page.count('<svg class="dots__picture"') == 3
    assert "48\N{NO-BREAK SPACE}%" in page
    only = text(Client().get(f"/pilots/naast-elkaar/?pilot={three[0].slug}"))
    assert only.count('<svg class="dots__picture"') == 1
    file = Client().get("/pilots/naast-elkaar.xlsx")
    book = load_workbook(io.BytesIO(file.content))
    assert [sheet.title for sheet in book] == ["Pilots", "Metingen"]
    assert book["Metingen"].max_row == 4
    assert "Niets om naast elkaar" in text(Client().get("/pilots/naast-elkaar/?pilot=weg"))


def typed(**values: Any) -> dict[str, Any]:
    return {
        "title": "Nieuw",
        "question": "Werkt het?",
        "hypothesis": "Ja.",
        "different": "Anders.",
        "sector": Sector.objects.get(code="welzijn").pk,
        "led_by": factories.organisation().pk,
        "since": today().isoformat(),
        "until": (today() + 30 * DAY).isoformat(),
        "planned": "12.500",
        "spent": "",
        **values,
    }


def test_a_form_says_what_is_wrong_and_keeps_what_was_typed() -> None:
    client = client_of(factories.coordinator())
    for values, words in (
        ({"until": "2020-01-01"}, "eindigt voor hij begint"),
        ({"planned": "12,345"}, "hoogstens twee cijfers"),
        ({"title": ""}, "Vul dit nog in"),
    ):
        answer = client.post("/werk/pilots/nieuw/", typed(**values))
        assert (answer.status_code, words in text(answer)) == (422, True), words
        assert "Anders." in text(answer)
    assert client.post("/werk/pilots/nieuw/", typed()).status_code == 302
    pilot = Pilot.objects.get(title="Nieuw")
    assert (pilot.planned_cents, pilot.state) == (1_250_000, "draft")


def test_two_who_change_a_pilot_at_once_both_keep_their_words() -> None:
    by, other = factories.coordinator(), factories.coordinator()
    pilot = piloting.drafted(by)
    here = f"/mijn-plek/pilots/{pilot.pk}/wijzigen/"
    given = typed(title=pilot.title, seen=pilot.version)
    assert client_of(other).post(here, given | {"different": "Van de ander"}).status_code == 302
    late = client_of(by).post(here, given | {"different": "Van mij"})
    assert late.status_code == 409
    for words in ("Van mij", "Van de ander", "Iemand anders was je net voor"):
        assert words in text(late)
    version = Pilot.objects.get(pk=pilot.pk).version
    assert f'value="{version}"' in text(late)
    again = given | {"different": "Van mij", "seen": version}
    assert client_of(by).post(here, again).status_code == 302
    assert Pilot.objects.get(pk=pilot.pk).different == "Van mij"


def test_the_team_measures_and_writes_on_its_desk() -> None:
    by, member = factories.coordinator(), factories.person("Lies Lid")
    pilot = piloting.running(by)
    desk = f"/mijn-plek/pilots/{pilot.pk}/"
    client = client_of(member)
    assert client.get(desk).status_code == 403
    join = client_of(by).post(f"{desk}team/", {"email": member.email})
    assert join.status_code == 302
    assert "Schrijf de nulmeting op" in text(client.get("/mijn-plek/"))
    kept = pilot.measures.get()
    here = f"{desk}meten/{kept.pk}/baseline/"
    few = {"value": "52,5", "over": "9", "day": today().isoformat(), "source": "Lijst", "seen": 0}
    refused = client.post(here, few)
    assert (refused.status_code, "30 of meer" in text(refused)) == (422, True)
    assert 'value="52,5"' in text(refused)
    assert client.post(here, few | {"over": "31"}).status_code == 302
    assert str(PilotReading.objects.get().value) == "52.50"
    assert client.get(f"{desk}meten/{kept.pk}/nooit/").status_code == 404
    late = client.post(here, few | {"over": "40"})
    assert (late.status_code, "net voor" in text(late)) == (409, True)
    log = f"{desk}logboek/"
    note = {"day": today().isoformat(), "happened": "Mevrouw Jansen viel.", "learned": "Iets."}
    asked = client.post(log, note)
    assert (asked.status_code, "niet over een cliënt" in text(asked)) == (422, True)
    assert client.post(log, note | {"happened": "Het begon."}).status_code == 302
    page = text(client.get(desk))
    assert "Het begon." in page
    assert "Rond de pilot af" not in page
    assert client.post(f"{desk}stap/einde/").status_code == 403


def test_a_coordinator_decides_previews_and_spreads() -> None:
    by = factories.coordinator()
    pilot = piloting.ended(by)
    client = client_of(by)
    assert "Neem een besluit" in text(client.get("/mijn-plek/"))
    decide = {"outcome": "spread", "reasons": "Het werkt.", "seen": pilot.version}
    assert client.post(f"/werk/pilots/{pilot.pk}/besluit/", decide).status_code == 302
    wish = piloting.wish()
    here = f"/werk/pilots/{pilot.pk}/verspreiden/"
    given = {
        "title": wish.title,
        "hours": "4",
        "towns": [one.pk for one in wish.towns],
        "organisations": [one.pk for one in wish.organisations],
        "action": wish.action,
        "agreement": wish.agreement,
    }
    preview = client.post(f"{here}?regio=zuid-limburg", given)
    assert (preview.status_code, "Zet 7 voorstellen klaar" in text(preview)) == (200, True)
    assert PilotSpread.objects.count() == 0
    done = client.post(f"{here}?regio=zuid-limburg", given | {"zeker": "ja"}, follow=True)
    assert "7 voorstellen staan klaar" in text(done)
    twice = client.post(f"{here}?regio=zuid-limburg", given | {"zeker": "ja"}, follow=True)
    assert "niets dubbel gemaakt" in text(twice)
    row = PilotSpread.objects.filter(kind="agreement")[0]
    away = client.post(f"{here}{row.pk}/weg/", follow=True)
    assert "Het voorstel is weg." in text(away)
    ended = client.post(f"{here}?regio=zuid-limburg", given | {"organisations": [999_999]})
    assert (ended.status_code, "gestopt of niet meer actief" in text(ended)) == (422, True)


def test_steps_and_showing_by_button() -> None:
    by = factories.coordinator()
    client, pilot = client_of(by), piloting.drafted(by)
    desk = f"/mijn-plek/pilots/{pilot.pk}/"
    page = client.post(f"{desk}stap/begin/", follow=True)
    assert "wat je meet" in text(page)
    client.post(f"{desk}openbaar/", {"public": "yes"})
    assert Pilot.objects.get().public
    away = client.post(f"{desk}stap/weg/", follow=True)
    assert "Nog geen pilots" in text(away)
    assert client.post(f"/mijn-plek/pilots/{piloting.running(by).pk}/stap/raar/").status_code == 404


def test_what_is_late_is_mailed_once_a_month(clock: Any) -> None:
    by, lead = factories.coordinator(), factories.person("Lies Lid")
    pilot = piloting.running(by)
    actions.join_pilot(pilot=pilot, person=lead, leads=True, by=by)
    send_due()
    assert asking.mail_what_is_late() == 1  # the baseline, due before it began
    assert asking.mail_what_is_late() == 0
    send_due()
    mail = Message.objects.get(kind=asking.LATE)
    assert (mail.person_id, "Schrijf de nulmeting op" in mail.text) == (lead.pk, True)
    clock.shift(31 * DAY)
    piloting.read(pilot, "baseline", lead)
    assert asking.mail_what_is_late() == 0
    clock.shift(40 * DAY)
    assert asking.mail_what_is_late() == 1
    PilotMember.objects.all().delete()
    assert [one.kind for _pilot, one in asking.late_for(by)] != []


def test_a_note_is_changed_by_its_writer_and_shown_by_who_keeps() -> None:
    by, member = factories.coordinator(), factories.person()
    pilot = piloting.running(by)
    actions.join_pilot(pilot=pilot, person=member, leads=False, by=by)
    note = piloting.note(pilot, by)
    here = f"/mijn-plek/pilots/{pilot.pk}/logboek/{note.pk}/"
    assert client_of(member).get(here).status_code == 403
    assert client_of(member).post(f"{here}openbaar/", {"public": "yes"}).status_code == 403
    assert client_of(by).post(f"{here}openbaar/", {"public": "yes"}).status_code == 302
    assert PilotNote.objects.get().public
    given = {"day": today().isoformat(), "happened": "A", "learned": "B", "seen": 9}
    late = client_of(by).post(here, given)
    assert (late.status_code, "Klein beginnen helpt." in text(late)) == (409, True)
