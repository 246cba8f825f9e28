"""The pages of moving in, as a coordinator meets them."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories
from veerkracht.imports import actions, work
from veerkracht.imports.fields import Kind
from veerkracht.imports.models import ImportedList, State
from veerkracht.imports.tests.lists import bring, previewed, taken_over, workbook
from veerkracht.people.models import Organisation, Person
from veerkracht.places.queries import region

pytestmark = pytest.mark.django_db
PEOPLE = "Naam;E-mail;Organisatie\nAn Bos;an@lijst.example;Zuyd Hogeschoool\nBo;geen adres;\n"


@pytest.fixture
def by() -> Person:
    return factories.coordinator()


@pytest.fixture
def client(by: Person, settings: Any) -> Client:
    settings.RATE_LIMITS = False
    mine = Client()
    mine.force_login(by)
    return mine


def sent(client: Client, **more: Any) -> Any:
    given = {"kind": "people", "region": region(factories.ZUID).pk, "text": "", **more}
    return client.post("/werk/lijsten/nieuw/", given, follow=True)


def test_from_a_file_to_people_in_five_steps(client: Client) -> None:
    file = SimpleUploadedFile("lijst.csv", PEOPLE.encode("cp1252"))
    page = sent(client, file=file)
    assert "Klopt dit zo?" in page.content.decode()
    [imported] = ImportedList.objects.all()
    where = f"/werk/lijsten/{imported.pk}/"
    columns = {f"c{place}": name for place, name in enumerate(imported.columns)}
    page = client.post(f"{where}kolommen/", columns, follow=True)
    assert "Welke organisatie is dit?" in page.content.decode()
    zuyd = Organisation.objects.get(slug="zuyd-hogeschool")
    assert page.context["form"]["v0"].initial == str(zuyd.pk)
    page = client.post(f"{where}vragen/", {"v0": zuyd.pk, "v0t": "Zuyd Hogeschoool"}, follow=True)
    assert "Neem 1 rij over" in page.content.decode()
    page = client.post(f"{where}overnemen/", follow=True)
    assert "We nemen de lijst over" in page.content.decode()
    work.work_on_lists()
    page = client.get(where)
    assert "De lijst is overgenomen" in page.content.decode()
    assert Person.objects.get(email="an@lijst.example").organisation == zuyd
    assert "De hele lijst terugdraaien?" in client.get(f"{where}terugdraaien/").content.decode()
    client.post(f"{where}terugdraaien/")
    work.work_on_lists()
    assert "Alles staat weer zoals het was" in client.get(where).content.decode()


def test_pasted_text_does_as_well(client: Client) -> None:
    page = sent(client, text="An Bos <an@lijst.example>; Bo Claes <bo@lijst.example>")
    assert page.status_code == 200
    assert ImportedList.objects.get().columns == ["name", "address"]


def test_nothing_at_all_is_asked_for_again(client: Client) -> None:
    page = sent(client)
    assert page.status_code == 422
    assert "Kies een bestand, of plak je rijen." in page.content.decode()


def test_a_coordinator_cannot_bring_a_list_for_another_region(client: Client) -> None:
    page = sent(client, region=region(factories.NOORD).pk, text=PEOPLE)
    assert page.status_code == 422
    assert not ImportedList.objects.exists()


def test_a_file_that_is_too_large_is_refused_and_what_was_chosen_stays(client: Client) -> None:
    file = SimpleUploadedFile("lijst.csv", b"a;b\n" * 2_600_000)
    page = sent(client, file=file)
    assert page.status_code == 422
    assert "groter dan 10 MB" in page.content.decode()


def test_a_broken_file_says_what_to_do(client: Client) -> None:
    file = SimpleUploadedFile("lijst.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 99)
    page = sent(client, file=file)
    assert "oud Excel-bestand" in page.content.decode()
    assert "je lijst is niet weg" in page.content.decode()


def test_a_wrong_choice_of_columns_is_told_on_the_page(client: Client, by: Person) -> None:
    imported = bring(PEOPLE, by=by)
    page = client.post(f"/werk/lijsten/{imported.pk}/kolommen/", {"c0": "name", "c1": "", "c2": ""})
    assert page.status_code == 422
    assert "Kies een kolom voor: e-mailadres" in page.content.decode()


def test_the_preview_is_filtered_by_fate_and_paged(client: Client, by: Person) -> None:
    rows = "".join(f"Naam {n};n{n}@lijst.example\n" for n in range(120)) + "Fout;geen\n"
    imported = previewed("naam;e-mail\n" + rows, by=by)
    where = f"/werk/lijsten/{imported.pk}/voorbeeld/"
    assert "nieuw (120)" in client.get(where).content.decode()
    assert len(client.get(where, {"pagina": 3}).context["rows"]) == 21
    page = client.get(where, {"lot": "refused"})
    assert [line.number for line, _tone in page.context["rows"]] == [122]
    assert client.get(where, {"lot": "\0", "pagina": "²"}).status_code == 200


def test_rows_go_into_a_spreadsheet_without_running(client: Client, by: Person) -> None:
    imported = previewed("naam;e-mail\n=1+1;an@lijst.example\n@x;+31 6\n", by=by)
    file = client.get(f"/werk/lijsten/{imported.pk}/regels.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(file), delimiter=";"))
    assert rows[1] == ["2", "nieuw", "", "'=1+1", "an@lijst.example"]
    assert rows[2][3:] == ["'@x", "'+31 6"]
    only = client.get(f"/werk/lijsten/{imported.pk}/regels.csv", {"lot": "refused"})
    assert len(only.content.decode().strip().splitlines()) == 2


def test_answers_are_given_row_by_row(client: Client, by: Person) -> None:
    zuyd = Organisation.objects.get(slug="zuyd-hogeschool")
    for name in ("Jan Jansen", "Piet Pietersen"):
        factories.person(name, organisation=zuyd)
    imported = previewed(
        "naam;e-mail;organisatie\nJan Jansen;j@a.example;Zuyd Hogeschool\n"
        "Piet Pietersen;p@a.example;Zuyd Hogeschool\n",
        by=by,
    )
    where = f"/werk/lijsten/{imported.pk}/"
    page = client.post(
        f"{where}antwoorden/", {"rij-2": "same", "rij-3": "other", "rij-x": "same"}, follow=True
    )
    assert "Neem 1 rij over" in page.content.decode()
    page = client.post(f"{where}antwoorden/", {"rij-99999999999999999999": "same"}, follow=True)
    assert page.status_code == 200
    page = client.post(f"{where}antwoorden/", {"rij-2": "onzin"}, follow=True)
    assert "Dit antwoord kennen we niet" in page.content.decode()


def test_who_presses_too_late_or_twice_is_told(client: Client, by: Person) -> None:
    imported = previewed(PEOPLE.replace("Zuyd Hogeschoool", ""), by=by)
    where = f"/werk/lijsten/{imported.pk}/"
    client.post(f"{where}overnemen/")
    page = client.post(f"{where}overnemen/", follow=True)
    assert "Deze lijst is al verder" in page.content.decode()
    work.work_on_lists()
    page = client.post(f"{where}weggooien/", follow=True)
    assert "al overgenomen" in page.content.decode()


def test_progress_follows_by_htmx_and_goes_on_when_ready(client: Client, by: Person) -> None:
    imported = previewed(PEOPLE.replace("Zuyd Hogeschoool", ""), by=by)
    actions.start_taking_over(imported=imported, by=by)
    where = f"/werk/lijsten/{imported.pk}/"
    part = client.get(where, headers={"HX-Request": "true"})
    assert part.content.decode().startswith("<div")
    work.work_on_lists()
    done = client.get(where, headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == where


def test_wishes_for_earlier_training(client: Client, by: Person) -> None:
    rows = "Naam;E-mail;Training;Jaar\nAn;;Basis;2022\n"
    imported = previewed(rows, Kind.PAST, by=by)
    where = f"/werk/lijsten/{imported.pk}/"
    page = client.post(f"{where}wensen/", {"count_nameless": "on", "grants": ""}, follow=True)
    assert "telt mee als aantal" in page.content.decode()
    page = client.post(f"{where}wensen/", {"grants": "999999"}, follow=True)
    assert "Kies een kwalificatie uit de lijst" in page.content.decode()


def test_another_sheet_and_another_header(client: Client, by: Person) -> None:
    content = workbook([["x", "y"], ["naam", "mail"], ["An", "an@lijst.example"]])
    imported = bring(content, by=by)
    where = f"/werk/lijsten/{imported.pk}/"
    client.post(f"{where}opnieuw-lezen/", {"header": 1})
    imported.refresh_from_db()
    assert imported.headers == ["x", "y"]
    page = client.post(f"{where}opnieuw-lezen/", {"header": "boven"}, follow=True)
    assert page.status_code == 200


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("language", ["", "/en"])
def test_no_page_costs_more_than_twelve_queries(
    client: Client, by: Person, kind: Kind, language: str, django_assert_max_num_queries: Any
) -> None:
    rows = (
        "Naam;E-mail;Training;Jaar;Aantal;Uren;Organisatie;Gemeente\n"
        "An;an@lijst.example;Basis;2022;4;7;Onbekend Huis;Nergens\n"
    )
    imported = bring(rows, kind, by=by)
    where = f"{language}/werk/lijsten/{imported.pk}/"
    client.get(where)
    for page in ("kolommen/", "vragen/"):
        with django_assert_max_num_queries(12):
            assert client.get(where + page).status_code in {200, 302}
    client.post(f"{where}kolommen/", {f"c{n}": name for n, name in enumerate(imported.columns)})
    client.post(f"{where}vragen/", {"rest": "empty"})
    imported.refresh_from_db()
    if imported.state == State.COLUMNS:
        actions.explain_values(imported=imported, by=by, meanings={}, rest="empty")
        work.work_on_lists()
    with django_assert_max_num_queries(12):
        assert client.get(f"{where}voorbeeld/").status_code == 200
    taken_over(imported)
    with django_assert_max_num_queries(12):
        assert client.get(where).status_code == 200


def test_my_page_tells_of_lists_that_wait(client: Client, by: Person) -> None:
    bring(PEOPLE, by=by)
    page = client.get("/mijn-plek/").content.decode()
    assert "Een lijst is nog niet overgenomen" in page
    assert "Lijsten overnemen" in page


def test_what_somebody_learnt_elsewhere_stands_apart(settings: Any) -> None:
    rows = "Naam;E-mail;Training;Jaar;Uren\nAn;an@lijst.example;Basistraining;2022;7,5\n"
    taken_over(previewed(rows, Kind.PAST))
    an = Client()
    an.force_login(Person.objects.get(email="an@lijst.example"))
    page = an.get("/mijn-plek/geleerd/").content.decode()
    assert "Eerder gevolgd" in page
    assert "Basistraining" in page
    assert "overgenomen" in page
    assert "Behaald" not in page
