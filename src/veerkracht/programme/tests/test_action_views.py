"""The pages of actions: for the coordinator, for who does them, for partners, and for nobody else."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests import factories
from veerkracht.people.models import Person
from veerkracht.programme import actions
from veerkracht.programme.models import Action, ActionUpdate, Goal
from veerkracht.programme.tests import sheeting
from veerkracht.programme.tests.acting import action, burgerkracht, ggd, theme, works_at

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
LATE = date(2026, 11, 3)  # the clock stands at 23 November 2026


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def typed(**values: Any) -> dict[str, Any]:
    usual = {
        "what": "Ouders bellen",
        "owner": ggd().pk,
        "status": "planned",
        "due_on": "2027-01-31",
        "partner-1-organisation": burgerkracht().pk,
        "partner-1-role": "werft ouders",
    }
    return usual | values


def test_a_coordinator_writes_an_action_down_and_changes_it() -> None:
    client = client_of(factories.coordinator())
    assert "Er staan nog geen acties" in text(client.get("/werk/acties/"))
    goal = Goal.objects.get(code="leefstijl")
    wrong = client.post("/werk/acties/nieuw/", typed(due_on="2027-01-31", starts_on="2027-02-01"))
    assert (wrong.status_code, "klaar voor hij begint" in text(wrong)) == (422, True)
    unknown = client.post("/werk/acties/nieuw/", typed(person="niemand@voorbeeld.example"))
    assert "We kennen niemand met het adres niemand@voorbeeld.example" in text(unknown)
    page = client.post("/werk/acties/nieuw/", typed(goals=[goal.pk]), follow=True)
    assert "De actie staat in de lijst" in text(page)
    assert "Een gezonde leefstijl" in text(page)
    made = Action.objects.get()
    form = text(client.get(f"/werk/acties/{made.pk}/wijzigen/"))
    assert "werft ouders" in form
    seen = made.changed_at.isoformat()
    changed = typed(
        seen=seen, status="done", **{"partner-1-organisation": "", "partner-1-role": ""}
    )
    assert "Bewaard." in text(
        client.post(f"/werk/acties/{made.pk}/wijzigen/", changed, follow=True)
    )
    made.refresh_from_db()
    assert (made.status, made.partners.count()) == ("done", 0)


def test_what_two_people_typed_is_both_shown_and_nothing_is_lost() -> None:
    client, made = client_of(factories.coordinator()), action()
    seen = (made.changed_at - timedelta(seconds=1)).isoformat()
    for broken in (seen, "gisteren", ""):
        page = client.post(f"/werk/acties/{made.pk}/wijzigen/", typed(seen=broken))
        assert page.status_code == 409
        assert "Ouders uitnodigen voor het netwerk" in text(page)  # how it stands
        assert "Ouders bellen" in text(page)  # what was typed
    again = typed(seen=made.changed_at.isoformat())
    client.post(f"/werk/acties/{made.pk}/wijzigen/", again)
    made.refresh_from_db()
    assert made.what == "Ouders bellen"
    owner = client_of(factories.contact(ggd()))
    told = {"words": "Mijn woorden", "status": "done", "seen": seen}
    page = owner.post(f"/acties/{made.pk}/bijwerken/", told)
    assert (page.status_code, "Mijn woorden" in text(page)) == (409, True)


def test_the_list_is_sifted_by_theme_owner_standing_and_what_is_late() -> None:
    client = client_of(factories.coordinator())
    action(what="Te laat ding", due_on=LATE, theme=theme())
    action(what="Ander ding", owner=burgerkracht(), partners=[], status="done")
    page = text(client.get("/werk/acties/"))
    assert "1 actie loopt of komt nog. 1 daarvan is te laat." in page
    assert "1 actie heeft niemand die ervoor spreekt" in page
    choices: dict[str, tuple[bool, bool]] = {
        "stand=late": (True, False),
        "stand=done": (False, True),
        "stand=adrift": (True, False),
        f"thema={theme().pk}": (True, False),
        f"eigenaar={burgerkracht().pk}": (False, True),
        "stand=nonsense&thema=x&eigenaar=-1&page=999": (True, True),
    }
    for query, shown in choices.items():
        page = text(client.get(f"/werk/acties/?{query}"))
        assert ("Te laat ding</a>" in page, "Ander ding</a>" in page) == shown, query
    book = client.get("/werk/acties/bestand/?stand=late")
    rows = list(load_workbook(io.BytesIO(book.content)).active.values)
    assert [row[0] for row in rows] == ["Actie", "Te laat ding"]
    assert rows[1][7] == "ja"


def test_a_workbook_runs_nothing() -> None:
    action(what="=cmd|'/c calc'!A1", next_step="@SUM(1)")
    book = client_of(factories.coordinator()).get("/werk/acties/bestand/")
    sheet = load_workbook(io.BytesIO(book.content)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} <= {"s", "d"}
    assert sheet["A2"].value == "'=cmd|'/c calc'!A1"


def test_who_does_what_sees_it_and_tells_how_it_goes() -> None:
    made = action(due_on=LATE)
    owner, partner = factories.contact(ggd()), factories.contact(burgerkracht())
    mine = text(client_of(owner).get("/mijn-plek/acties/"))
    assert "1 actie wacht op een woord van jou" in mine
    assert "Hoe staat het met" in text(client_of(owner).get("/mijn-plek/"))
    empty = client_of(owner).post(f"/acties/{made.pk}/bijwerken/", {"status": "done"})
    assert empty.status_code == 422
    told = {"words": "Bijna klaar", "status": "under-way", "seen": made.changed_at.isoformat()}
    page = client_of(owner).post(f"/acties/{made.pk}/bijwerken/", told, follow=True)
    assert "Dank je wel" in text(page)
    part = made.partners.get()
    theirs = text(client_of(partner).get(f"/acties/{made.pk}/"))
    assert "Vertel hoe jullie deel gaat" in theirs
    assert "bijwerken" not in theirs
    words = {f"deel-{part.pk}-words": "Tien ouders <b>gevonden</b>"}
    page = client_of(partner).post(f"/acties/deel/{part.pk}/", words, follow=True)
    assert "GGD Zuid Limburg en de coördinator zien het" in text(page)
    assert "Tien ouders &lt;b&gt;gevonden&lt;/b&gt;" in text(page)
    for person in (owner, partner):
        assert "Er wacht niets op jou" in text(client_of(person).get("/mijn-plek/acties/"))


def test_others_find_nothing() -> None:
    made = action()
    part = made.partners.get()
    owner, partner = factories.contact(ggd()), factories.contact(burgerkracht())
    strangers = [
        factories.person(),
        factories.coordinator(factories.NOORD),
        factories.contact(factories.organisation("viecuri")),
        works_at(factories.person(), ggd()),  # works there, and speaks for nobody
    ]
    words = {f"deel-{part.pk}-words": "x"}
    for person in strangers:
        client = client_of(person)
        assert client.get(f"/acties/{made.pk}/").status_code == 403
        assert client.post(f"/acties/{made.pk}/bijwerken/", {"words": "x"}).status_code == 403
        assert client.post(f"/acties/deel/{part.pk}/", words).status_code == 403
        assert "netwerk" not in text(client.get("/mijn-plek/acties/"))
    assert client_of(partner).post(f"/acties/{made.pk}/bijwerken/", {}).status_code == 403
    assert client_of(owner).post(f"/acties/deel/{part.pk}/", words).status_code == 403
    for person in (owner, partner, *strangers):
        client = client_of(person)
        assert client.post(f"/werk/acties/{made.pk}/weg/").status_code == 403
        assert client.get(f"/werk/acties/{made.pk}/geven/").status_code == 403
        assert client.get(f"/werk/acties/{made.pk}/wijzigen/").status_code == 403
    assert not ActionUpdate.objects.exists()
    assert client_of(owner).get("/acties/999999/").status_code == 404


def test_an_action_is_given_to_another_and_taken_away() -> None:
    client, made = client_of(factories.coordinator()), action(due_on=LATE)
    assert client.post(f"/werk/acties/{made.pk}/geven/", {}).status_code == 422
    given = {"owner": burgerkracht().pk}
    page = client.post(f"/werk/acties/{made.pk}/geven/", given, follow=True)
    assert "Burgerkracht Limburg doet deze actie vanaf nu" in text(page)
    assert client.get(f"/werk/acties/{made.pk}/").status_code == 302
    page = client.post(f"/werk/acties/{made.pk}/weg/", follow=True)
    assert "De actie is weg" in text(page)
    assert not Action.objects.exists()


def test_what_a_sheet_refers_to_is_not_taken_away() -> None:
    by, made = factories.coordinator(), action()
    sheeting.line(
        sheeting.draft(by=by), "Wie doet wat", by=by, kind="action", behind={"action": made}
    )
    page = client_of(by).post(f"/werk/acties/{made.pk}/weg/", follow=True)
    assert "Haal hem daar eerst weg, of zet hem op gestopt" in text(page)
    assert Action.objects.filter(pk=made.pk).exists()


def test_a_page_asks_little_however_much_there_is(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    person, goals = factories.coordinator(), list(Goal.objects.all())
    for nth in range(8):
        made = action(what=f"Ding {nth}", theme=theme(f"Thema {nth}"), goals=goals, due_on=LATE)
        actions.update_action(action=made, words="Loopt", status="under-way", by=person)
    owner = factories.contact(ggd())
    asked: list[tuple[Person, str]] = [
        (person, "/werk/acties/"),
        (person, "/werk/acties/nieuw/"),
        (person, f"/werk/acties/{made.pk}/wijzigen/"),
        (person, f"/acties/{made.pk}/"),
        (person, "/werk/acties/bestand/"),
        (owner, f"/acties/{made.pk}/"),
        (owner, "/mijn-plek/acties/"),
    ]
    for who, address in asked:
        client = client_of(who)
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
