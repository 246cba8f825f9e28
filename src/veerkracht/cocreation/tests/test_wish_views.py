"""Pages of wishes: sending one without an account, the board, and what everybody may see."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests import factories
from veerkracht.cocreation import wish_actions as actions
from veerkracht.cocreation.models import Need, NeedAsker, NeedSource
from veerkracht.cocreation.tests.wishing import (
    asker,
    client_of,
    mark_on,
    moved,
    need,
    text,
    understood,
)
from veerkracht.cocreation.wish_actions import Heard
from veerkracht.kernel.limits import forget
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Sector
from veerkracht.places.models import Area
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HERE, BOARD = "/wensen/", "/werk/wensen/"


@pytest.fixture(autouse=True)
def fresh(settings: Any) -> None:
    settings.RATE_LIMITS = True
    forget()


def typed(page: Any, **values: Any) -> dict[str, Any]:
    usual = {"words": "Een oudercafé", "area": Area.objects.get(code="GM0917").pk, "email": ""}
    return {"mark": mark_on(page), **usual, **values}


def test_a_visitor_sends_a_wish_and_confirms_the_address(clock: Any) -> None:
    visitor = Client()
    page = visitor.get(HERE)
    form = typed(page, email="mila@voorbeeld.example")
    quick = visitor.post(HERE, form)
    assert (quick.status_code, "heel snel" in text(quick)) == (422, True)
    assert "Een oudercafé" in text(quick)
    clock.shift(5)
    assert "Kijk in je mail" in text(visitor.post(HERE, form, follow=True))
    asked = NeedAsker.objects.get()
    send_due()
    assert "oudercafé" not in mail.outbox[0].body
    there = f"/wensen/volg/{asked.token}/"
    page = visitor.get(there)
    assert "mila@voorbeeld.example" in text(page)
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert NeedAsker.objects.get().confirmed_at is None, "a visit alone confirms nothing"
    assert "Er is nog geen nieuws" in text(visitor.post(f"{there}ja/", follow=True))
    by = factories.coordinator()
    moved(asked.need, "understood", by, told="Koffie voor ouders")
    moved(asked.need, "done", by, words="Elke maand in de bieb.")
    found = text(visitor.get(there))
    assert "Elke maand in de bieb." in found
    assert by.name not in found
    assert "Toch weer mail" in text(visitor.post(f"{there}stop/", follow=True))
    assert visitor.get("/wensen/volg/onbekend/").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "mila@voorbeeld.example\nBcc: all@voorbeeld.example"},
        {"email": "mila@voorbeeld.example, two@voorbeeld.example"},
        {"email": "geen adres"},
        {"words": "   "},
        {"words": "x" * 601},
        {"area": "999999"},
        {"area": "niets"},
        {"sector": "999999"},
    ],
)
def test_what_the_form_refuses_and_what_was_typed_stays(clock: Any, wrong: dict[str, Any]) -> None:
    visitor = Client()
    form = typed(visitor.get(HERE), **wrong)
    clock.shift(5)
    page = visitor.post(HERE, form)
    assert page.status_code == 422
    assert not Need.objects.exists()
    assert "nog niet helemaal goed" in text(page)


def test_a_forged_or_old_page_a_trap_and_a_flood(clock: Any) -> None:
    visitor = Client()
    form = typed(visitor.get(HERE))
    assert visitor.post(HERE, {**form, "mark": "forged"}).status_code == 403
    clock.shift(5)
    trapped = visitor.post(HERE, {**form, "website": "https://koop.example"}, follow=True)
    assert "Dank je wel" in text(trapped)
    assert not Need.objects.exists()
    for _time in range(28):
        visitor.post(HERE, form)
    assert visitor.post(HERE, form).status_code == 429
    assert Need.objects.count() == 28
    clock.shift(7 * 3600)
    forget()
    assert visitor.post(HERE, form).status_code == 403


def test_what_somebody_typed_is_never_shown_to_everybody() -> None:
    by = factories.coordinator()
    row = need("Buurman Jansen <script>alert(1)</script> is ziek")
    seen = text(Client().get("/jij-zei-wij-deden/"))
    assert "Hier staat nog niets" in seen
    moved(row, "understood", by, told="Hulp <b>in</b> de buurt")
    seen = text(Client().get("/jij-zei-wij-deden/"))
    assert "Jansen" not in seen
    assert "Hulp &lt;b&gt;in&lt;/b&gt; de buurt" in seen
    inside = text(client_of(by).get(f"{BOARD}{row.pk}/"))
    assert "<script>alert" not in inside
    for query in ("?region=x", "?theme=999999", "?state=heard", "?page=99", "?region=&state=done"):
        assert Client().get(f"/jij-zei-wij-deden/{query}").status_code == 200


def test_the_board_filters_by_sector_area_words_and_source() -> None:
    by = factories.coordinator()
    sector, town = Sector.objects.all()[0], Area.objects.get(code="GM0917")
    heard = Heard("Trainingen voor gezinnen", sectors=[sector], area=town)
    actions.hear(region=region(factories.ZUID), heard=heard, came=NeedSource.TALK, by=by)
    need("Wandelen na het werk")
    need("Iets in het noorden", of=factories.NOORD)
    client = client_of(by)
    page = text(client.get(BOARD))
    assert "Trainingen voor gezinnen" in page
    assert "Wandelen na het werk" in page
    assert "noorden" not in page
    for query in (f"sector={sector.pk}", f"area={town.pk}", "words=gezin+training", "came=talk"):
        found = text(client.get(f"{BOARD}?{query}"))
        assert "Trainingen voor gezinnen" in found, query
        assert "Wandelen na het werk" not in found, query
    listed = text(client.get(f"{BOARD}?stand=heard&words=wandelen"))
    assert "Wandelen na het werk" in listed
    assert "Trainingen voor gezinnen" not in listed
    for query in (
        "sector=x",
        "stand=nergens",
        "page=99",
        "words=%00",
        "area=999999999999999999999",
    ):
        assert client.get(f"{BOARD}?{query}").status_code == 200, query


def test_a_coordinator_walks_the_steps_by_pages() -> None:
    by = factories.coordinator()
    client, row = client_of(by), need()
    asker(row)
    here = f"{BOARD}{row.pk}/"
    half = client.post(f"{here}naar/understood/", {"seen": "heard", "told": ""})
    assert (half.status_code, "eigen woorden" in text(half)) == (422, True)
    page = client.post(
        f"{here}naar/understood/", {"seen": "heard", "told": "Een avondtraining"}, follow=True
    )
    assert "Bewaard" in text(page)
    late = client.post(f"{here}naar/understood/", {"seen": "heard", "told": "Anders"})
    assert late.status_code == 409
    edition = factories.edition()
    client.post(
        f"{here}naar/planned/",
        {"seen": "understood", "told": "Een avondtraining", "outcome": f"edition-{edition.pk}"},
    )
    assert str(edition) in text(client.get(here))
    assert client.get(f"{here}naar/nergens/").status_code == 404
    north = client_of(factories.coordinator(factories.NOORD))
    assert north.get(here).status_code == 403
    about = {"sectors": [Sector.objects.all()[0].pk], "area": "", "theme": ""}
    client.post(f"{here}over/", about)
    assert row.sectors.count() == 1


def test_merging_by_pages_and_the_spreadsheet() -> None:
    by = factories.coordinator()
    client, one, other = client_of(by), understood(by), need()
    page = text(client.get(f"{BOARD}{one.pk}/"))
    assert "Lijkt hier erg op" in page
    assert "Beide wensen hebben deze woorden" in page
    assert "Beide wensen" in text(client.get(f"{BOARD}lijken/zuid-limburg/"))
    client.post(f"{BOARD}{one.pk}/samen/", {"other": other.pk})
    other.refresh_from_db()
    assert other.merged_into == one
    for none in ("x", "²", "9" * 5000):
        assert client.post(f"{BOARD}{one.pk}/samen/", {"other": none}).status_code == 404
    assert "Haal weer uit elkaar" in text(client.get(f"{BOARD}{other.pk}/"))
    client.post(f"{BOARD}{other.pk}/los/")
    sheet = client.get(f"{BOARD}wensen.xlsx")
    assert sheet.content[:2] == b"PK"
    fresh = client.post(
        f"{BOARD}nieuw/", {"words": "=HYPERLINK(1)", "region": "zuid-limburg"}, follow=True
    )
    assert "staat op het bord" in text(fresh)
    assert client.get(f"{BOARD}wensen.xlsx").status_code == 200
    spam = Need.objects.get(words="=HYPERLINK(1)")
    client.post(f"{BOARD}{spam.pk}/weg/")
    assert not Need.objects.filter(pk=spam.pk).exists()


def test_a_wish_waits_in_my_place_until_it_is_read() -> None:
    by, row = factories.coordinator(), need()
    client = client_of(by)
    assert "Er is een wens gehoord" in text(client.get("/mijn-plek/"))
    moved(row, "understood", by, told="Iets")
    assert "Er is een wens gehoord" not in text(client.get("/mijn-plek/"))
