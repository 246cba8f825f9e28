"""Before a conversation: the public pages, the leaflet, practising, and what there is nearby."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from veerkracht.conversations import prepare_actions as actions
from veerkracht.conversations import prepare_documents as documents
from veerkracht.conversations import prepare_rules as rules
from veerkracht.conversations.models import LocalOffer
from veerkracht.conversations.prepare_links import printed_url, resident_url
from veerkracht.conversations.prepare_words import practice_steps
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.limits import forget, seconds_to_wait
from veerkracht.kernel.personal_data import retention
from veerkracht.people.models import Person, RoleKind
from veerkracht.places.models import Area
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HERE = "/het-gesprek/in-de-buurt/GM0917"
TYPED = {
    "title": "Wandelgroep",
    "where": "zuid-limburg:GM0917",
    "dimensions": ["participation", "body"],
    "text": "Een uur wandelen.",
    "for_whom": "Iedereen.",
    "link": "wandelen.example",
}


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def contents(**values: Any) -> actions.OfferContents:
    usual = {
        "title": "Wandelgroep",
        "text": "Een uur wandelen.",
        "for_whom": "Iedereen.",
        "dimensions": ["body"],
        "link": "https://wandelen.example/",
    }
    return actions.OfferContents(**{**usual, **values})


def heerlen() -> Area:
    return Area.objects.get(code="GM0917")


def offer(by: Person | None = None, *, town: bool = True, **values: Any) -> LocalOffer:
    return actions.save_offer(
        contents=contents(**values),
        region=region(factories.ZUID),
        municipality=heerlen() if town else None,
        by=by or factories.coordinator(),
    )


def test_an_address_keeps_what_is_chosen_behind_the_hash(settings: Any) -> None:
    settings.CONVERSATIONS_URL = ""
    assert resident_url() == "/gesprek/"
    assert resident_url(form="plain", set_code="zorg-1") == "/gesprek/#form=plain&set=zorg-1"
    settings.CONVERSATIONS_URL = "https://web.example/"
    assert resident_url(practice=True) == "https://web.example/gesprek/#practice=1"
    assert printed_url(language="en") == "https://web.example/gesprek/en/"
    settings.CONVERSATIONS_URL, settings.PUBLIC_URL = "", "https://site.example"
    assert printed_url() == "https://site.example/gesprek/"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_public_pages_open_for_everybody_without_a_cookie(
    prefix: str, django_assert_max_num_queries: Any
) -> None:
    for page in ("", "voorbereiden/", "oefenen/", "in-de-buurt/", "in-de-buurt/GM0917/"):
        with django_assert_max_num_queries(12):
            response = Client().get(f"{prefix}/het-gesprek/{page}")
        assert (response.status_code, response.cookies.output()) == (200, ""), page
    landing = text(Client().get(f"{prefix}/het-gesprek/"))
    about = re.search(rf'href="({prefix}/[a-z-]+-conversation/|/zo-voer-[a-z-]+/)"', landing)
    assert about
    assert Client().get(about.group(1)).status_code == 200
    assert resident_url(language=prefix.strip("/")) in landing
    assert 'aria-current="page">' in landing
    assert 'href="https://www.iph.nl/"' in landing


def test_every_part_of_the_guide_opens_on_paper() -> None:
    page = text(Client().get("/het-gesprek/voorbereiden/"))
    assert page.count('<details class="card') == page.count("open-on-paper") > 1


def test_the_leaflet_is_a_pdf_in_every_form_and_what_cannot_be_read_is_said() -> None:
    page = "/het-gesprek/voorbereiden/folder/"
    asked = {"form": "parents", "language": "nl", "sheet": "a5", "set_code": "zorg-1"}
    made = Client().get(page, asked)
    assert made.headers["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF-")
    assert documents.leaflet("parents", "nl", "a5", "zorg-1") == made.content
    assert documents.leaflet("plain", "en", "a4") != documents.leaflet("plain", "nl", "a4")
    for wrong in ({}, {**asked, "form": "x"}, {**asked, "set_code": "a b"}, {**asked, "sheet": ""}):
        assert Client().get(page, wrong).status_code == 422
    assert Client().get("/en/het-gesprek/papier/").content.startswith(b"%PDF-")


def test_a_leaflet_cannot_be_made_without_end(settings: Any) -> None:
    settings.RATE_LIMITS = True
    asked = {"form": "adult", "language": "nl", "sheet": "a4"}
    forget()
    for _before in range(59):
        seconds_to_wait("conversations.leaflet", "127.0.0.1", most=60, seconds=60)
    page = "/het-gesprek/voorbereiden/folder/"
    assert [Client().get(page, asked).status_code for _again in range(2)] == [200, 429]
    forget()


def test_the_practice_is_two_times_a_quarter_and_the_roles_change() -> None:
    steps = practice_steps()
    half = len(steps) // 2
    assert [sum(one.minutes for one in part) for part in (steps[:half], steps[half:])] == [15, 15]
    assert str(steps[0].words).startswith("A vertelt")
    assert str(steps[half].words).startswith("B vertelt")
    assert "data-key" not in text(Client().get("/het-gesprek/oefenen/"))


@pytest.mark.parametrize(("days", "waits"), [(0, False), (182, False), (183, True), (400, True)])
def test_an_offer_waits_after_half_a_year(days: int, waits: bool) -> None:
    day = date(2026, 11, 23)
    assert rules.waits(day - timedelta(days=days), day) is waits


def test_a_coordinator_keeps_an_offer_and_everybody_finds_it() -> None:
    client = client_of(factories.coordinator())
    work = "/werk/gesprek/aanbod/"
    assert "Nog geen aanbod" in text(client.get(work))
    assert client.get(f"{work}?gemeente=%00&kant=%00&page=x").status_code == 200
    nothing = client.post(f"{work}nieuw/", {"title": "Wandelgroep"})
    assert (nothing.status_code, "Vul dit nog in" in text(nothing)) == (422, True)
    no_way_in = client.post(f"{work}nieuw/", {**TYPED, "link": ""})
    assert "Vul een website of een telefoonnummer in" in text(no_way_in)
    elsewhere = client.post(f"{work}nieuw/", {**TYPED, "where": "noord-limburg:GM0983"})
    assert elsewhere.status_code == 422
    assert "Bewoners en collega’s zien het nu" in text(
        client.post(f"{work}nieuw/", TYPED, follow=True)
    )
    kept = LocalOffer.objects.get()
    assert (kept.dimensions, kept.link) == (["body", "participation"], "https://wandelen.example")
    page = text(Client().get(f"{HERE}/"))
    assert page.count("<h3 lang") == 2  # under each of its sides
    assert "Nagekeken op 23 november 2026" in page
    assert text(Client().get(f"{HERE}/?kant=body")).count("<h3 lang") == 1
    assert "Hier staat nog niets bij" in text(Client().get(f"{HERE}/?kant=meaning"))
    assert "Nog niets in deze gemeente" in text(Client().get("/het-gesprek/in-de-buurt/GM0935/"))
    client.post(f"{work}{kept.pk}/", {**TYPED, "title": "<b>Samen</b> wandelen"})
    assert "&lt;b&gt;Samen&lt;/b&gt; wandelen" in text(Client().get(f"{HERE}/"))
    assert "is weg" in text(client.post(f"{work}{kept.pk}/weg/", follow=True))
    assert not LocalOffer.objects.exists()


def test_only_who_keeps_the_region_may_change_an_offer() -> None:
    kept = offer()
    editor = factories.with_role(RoleKind.EDITOR, factories.ZUID)
    actions.confirm_offer(offer=kept, by=editor)
    others = (
        factories.person(),
        factories.trainer(),
        factories.coordinator(factories.NOORD),
        factories.with_role(RoleKind.EDITOR, factories.NOORD),
    )
    for other in others:
        for verb in (actions.confirm_offer, actions.remove_offer):
            with pytest.raises(NotAllowed):
                verb(offer=kept, by=other)
        with pytest.raises(NotAllowed):
            offer(by=other)
    with pytest.raises(NotAllowed):  # nor may one carry it off to the own region
        actions.save_offer(
            contents=contents(),
            region=region(factories.NOORD),
            municipality=None,
            by=others[2],
            offer=kept,
        )
    assert client_of(others[2]).get(f"/werk/gesprek/aanbod/{kept.pk}/").status_code == 403


def test_nog_geldig_is_asked_after_half_a_year_and_hidden_after_a_year(clock: Any) -> None:
    by = factories.coordinator()
    kept = offer(by)
    clock.shift(timedelta(days=184))
    client = client_of(by)
    assert "Nog geldig?" in text(client.get("/mijn-plek/"))
    assert "Nog geldig?" not in text(
        client_of(factories.coordinator("noord-limburg")).get("/mijn-plek/")
    )
    assert "Wandelgroep" in text(client.get("/werk/gesprek/aanbod/?nakijken=ja"))
    client.post(f"/werk/gesprek/aanbod/{kept.pk}/klopt/")
    assert "Nog geldig?" not in text(client.get("/mijn-plek/"))
    clock.shift(timedelta(days=366))
    assert "Wandelgroep" not in text(Client().get(f"{HERE}/"))


def test_what_is_over_is_not_shown_and_goes_a_year_later(clock: Any) -> None:
    kept = offer(valid_until=today())
    assert "Tot en met 23 november 2026" in text(Client().get(f"{HERE}/"))
    clock.shift(timedelta(days=1))
    assert "Wandelgroep" not in text(Client().get(f"{HERE}/"))
    with pytest.raises(RuleBroken, match="voorbij"):
        actions.confirm_offer(offer=kept, by=factories.coordinator())
    rule = dict(retention.items())["conversations.offers"]
    assert rule.overdue() == 0
    clock.shift(timedelta(days=366))
    assert (rule.overdue(), rule.carry_out(), rule.overdue()) == (1, 1, 0)


def test_the_file_for_the_app_tells_what_there_is_and_sets_no_cookie() -> None:
    by = factories.coordinator()
    offer(by)
    offer(by, town=False, title="Luisterlijn", link="", phone="088 000 00 00")
    offer(by, title="Sociale kaart", is_social_map=True)
    response = client_of(by).get(f"{HERE}.json")
    found = json.loads(response.content)
    assert response.cookies.output() == ""
    assert found["municipality"] == {"code": "GM0917", "name": "Heerlen"}
    assert found["social_map"] == "https://wandelen.example/"
    assert [one["title"] for one in found["offers"]] == ["Luisterlijn", "Wandelgroep"]
    assert found["offers"][0]["phone"] == "088 000 00 00"
    assert Client().get("/het-gesprek/in-de-buurt/GM9999.json").status_code == 404
    assert "de sociale kaart van Heerlen" in text(Client().get(f"{HERE}/"))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"dimensions": []}, "dimensions"),
        ({"dimensions": ["body", "money"]}, "dimensions"),
        ({"link": ""}, "link"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"valid_until": date(2026, 11, 22)}, "valid_until"),
        ({"is_social_map": True, "link": "", "phone": "112"}, "is_social_map"),
    ],
)
def test_what_the_rules_refuse(values: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        offer(**values)
    assert refused.value.field == field


def test_a_municipality_has_one_social_map() -> None:
    offer(is_social_map=True)
    with pytest.raises(RuleBroken, match="al een sociale kaart"):
        offer(is_social_map=True)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"dimensions": []}, "offer_has_dimensions"),
        ({"dimensions": ["money"]}, "offer_has_dimensions"),
        ({"link": "", "phone": ""}, "offer_has_a_way_in"),
        ({"link": "ftp://x"}, "offer_link_is_web"),
        ({"is_social_map": True, "municipality": None}, "social_map_is_of_a_municipality"),
    ],
)
def test_the_database_refuses_as_well(values: dict[str, Any], name: str) -> None:
    kept = offer()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        LocalOffer.objects.filter(pk=kept.pk).update(**values)
