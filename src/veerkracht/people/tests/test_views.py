"""Pages about oneself, roles, the administration, and the pages we owe visitors."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from veerkracht.kernel import waiting
from veerkracht.kernel.clock import now
from veerkracht.kernel.together import known
from veerkracht.kernel.waiting import AgendaItem, WaitingTask
from veerkracht.people.actions import give_role, invite_person
from veerkracht.people.models import Organisation, Person, RegisterNumber, Role, RoleKind
from veerkracht.places import queries as places

pytestmark = pytest.mark.django_db
OWN_PAGES = [
    "",
    "profiel/",
    "registers/",
    "gegevens/",
    "gegevens/bestand/",
    "gegevens/verwijderen/",
    "tweede-stap/",
]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def person(name: str = "Anna", role: RoleKind | None = None) -> Person:
    someone = invite_person(email=f"{name.lower()}@voorbeeld.example", name=name, by=None)
    if role:
        region = None if role == RoleKind.ADMINISTRATOR else places.region("zuid-limburg")
        give_role(person=someone, kind=role, region=region, by=None)
    return someone


def signed_in(name: str = "Anna", role: RoleKind | None = None) -> tuple[Client, Person]:
    client, someone = Client(), person(name, role)
    client.force_login(someone, backend="veerkracht.people.returning.OneClick")
    return client, someone


@pytest.mark.parametrize("page", OWN_PAGES)
def test_my_pages_ask_to_sign_in_and_come_back(client: Client, page: str) -> None:
    answer = client.get(f"/mijn-plek/{page}")
    assert answer.headers["Location"] == f"/account/login/?next=/mijn-plek/{page}"


@pytest.mark.parametrize("page", OWN_PAGES)
@pytest.mark.parametrize("language", ["", "/en"])
def test_my_pages_cost_few_queries(
    page: str, language: str, django_assert_max_num_queries: Any
) -> None:
    client, _anna = signed_in()
    with django_assert_max_num_queries(12):
        assert client.get(f"{language}/mijn-plek/{page}").status_code == 200


def test_days_are_told_as_days_in_the_readers_language() -> None:
    client, anna = signed_in()
    anna.known_devices.create(mark="a", since=date(2026, 11, 2), seen_on=date(2026, 11, 30))
    dutch = client.get("/mijn-plek/gegevens/").content.decode()
    assert "laatst op 30 november 2026" in dutch
    assert "<dd>2 november 2026</dd>" in dutch
    assert "30 November 2026" in client.get("/en/mijn-plek/gegevens/").content.decode()


def test_who_left_the_profile_empty_is_not_told_what_they_never_said() -> None:
    client, anna = signed_in()
    works = "Ik werk in zorg, welzijn of bij een gemeente"
    assert works in client.get("/mijn-plek/gegevens/").content.decode()
    Person.objects.filter(pk=anna.pk).update(name="")
    assert works not in client.get("/mijn-plek/gegevens/").content.decode()


def test_an_empty_place_helps() -> None:
    client, _anna = signed_in()
    text = client.get("/mijn-plek/").content.decode()
    assert "Dag Anna" in text
    assert "Zoek een training" in text


def test_my_place_shows_what_apps_give_in_order() -> None:
    client, anna = signed_in()
    later, sooner = now() + timedelta(days=2), now() + timedelta(days=1)
    task = WaitingTask("Zeg ja", "of nee", "/a/", "Kies", due_at=sooner)
    waiting.tasks.add("proef", lambda person: known([task]))
    items = [
        AgendaItem(at, at, title, "Heerlen", "/b/", "les")
        for at, title in ((later, "Tweede"), (sooner, "Eerste"))
    ]
    waiting.agenda.add("proef", lambda person, since: known(items))
    try:
        page = client.get("/mijn-plek/")
    finally:
        waiting.tasks.remove("proef")
        waiting.agenda.remove("proef")
    text = page.content.decode()
    assert text.index("Zeg ja") < text.index("Eerste") < text.index("Tweede")
    assert [item.title for item in page.context["items"]] == ["Eerste", "Tweede"]
    assert anna.name == "Anna"


def test_a_profile_is_filled_in() -> None:
    client, anna = signed_in()
    zuyd, heerlen = (
        Organisation.objects.get(slug="zuyd-hogeschool"),
        places.municipalities().get(code="GM0917"),
    )
    facts = {
        "name": "Anna de Wit",
        "kind": "student",
        "organisation": zuyd.pk,
        "municipality": heerlen.pk,
        "language": "en",
    }
    assert client.post("/mijn-plek/profiel/", facts).status_code == 302
    anna.refresh_from_db()
    assert (anna.name, anna.kind, anna.organisation, anna.municipality, anna.language) == (
        "Anna de Wit",
        "student",
        zuyd,
        heerlen,
        "en",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 500},
        {"kind": "baas"},
        {"language": "xx"},
        {"organisation": "999999"},
        {"municipality": "' OR 1=1"},
    ],
)
def test_a_wrong_profile_is_shown_again_with_what_was_typed(wrong: dict[str, str]) -> None:
    client, anna = signed_in()
    facts = {
        "name": "Anna de Wit",
        "function": "verpleegkundige <b>",
        "kind": "student",
        "language": "nl",
        **wrong,
    }
    page = client.post("/mijn-plek/profiel/", facts)
    assert page.status_code == 200
    assert "verpleegkundige &lt;b&gt;" in page.content.decode()
    anna.refresh_from_db()
    assert anna.name == "Anna"


def test_a_name_with_markup_is_shown_as_text() -> None:
    client, anna = signed_in()
    Person.objects.filter(pk=anna.pk).update(name="<script>alert(1)</script>")
    assert "<script>alert" not in client.get("/mijn-plek/").content.decode()


def test_register_numbers_come_and_go() -> None:
    client, anna = signed_in()
    wrong = client.post("/mijn-plek/registers/", {"register": "big", "number": "123"})
    assert "precies 11 cijfers" in wrong.content.decode()
    client.post("/mijn-plek/registers/", {"register": "big", "number": "12345678901"})
    assert anna.register_numbers.get().number == "12345678901"
    assert client.get("/mijn-plek/registers/big/weg/").status_code == 405
    client.post("/mijn-plek/registers/big/weg/")
    assert not RegisterNumber.objects.exists()


def test_my_data_shows_and_gives_all_that_is_held() -> None:
    client, anna = signed_in(role=RoleKind.COORDINATOR)
    assert anna.email in client.get("/mijn-plek/gegevens/").content.decode()
    file = client.get("/mijn-plek/gegevens/bestand/")
    assert file.headers["Content-Disposition"].startswith("attachment;")
    held = json.loads(file.content)
    assert held["Wie je bent"][0]["E-mailadres"] == anna.email
    assert held["Je rollen"][0]["Waar"] == "Zuid-Limburg"


def test_an_account_is_deleted_after_a_page_that_says_what_happens() -> None:
    client, anna = signed_in()
    assert "kan niet ongedaan" in client.get("/mijn-plek/gegevens/verwijderen/").content.decode()
    assert Person.objects.get(pk=anna.pk).is_active
    answer = client.post("/mijn-plek/gegevens/verwijderen/", follow=True)
    assert "Je account is verwijderd" in answer.content.decode()
    assert not Person.objects.get(pk=anna.pk).is_active
    assert client.get("/mijn-plek/").status_code == 302


def test_the_only_administrator_hears_why_not() -> None:
    client, admin = signed_in("Baas", RoleKind.ADMINISTRATOR)
    answer = client.post("/mijn-plek/gegevens/verwijderen/")
    assert answer.status_code == 422
    assert "enige beheerder" in answer.content.decode()
    assert Person.objects.get(pk=admin.pk).is_active


def test_a_forged_form_changes_nothing() -> None:
    anna = person()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(anna, backend="veerkracht.people.returning.OneClick")
    for page in ("profiel/", "registers/", "gegevens/verwijderen/"):
        assert strict.post(f"/mijn-plek/{page}", {"name": "Gek"}).status_code == 403
    assert Person.objects.get(pk=anna.pk).name == "Anna"


def test_an_administrator_gives_and_ends_roles() -> None:
    client, _admin = signed_in("Baas", RoleKind.ADMINISTRATOR)
    region = places.region("noord-limburg")
    facts = {
        "email": "co@voorbeeld.example",
        "name": "Co",
        "kind": "coordinator",
        "region": region.pk,
    }
    assert client.post("/werk/rollen/", facts).status_code == 302
    role = Role.objects.get(person__email="co@voorbeeld.example")
    assert "Co" in client.get("/werk/rollen/").content.decode()
    client.post(f"/werk/rollen/{role.pk}/einde/")
    role.refresh_from_db()
    assert role.until is not None


def test_a_coordinator_gives_trainers_of_the_own_region_only() -> None:
    client, _coordinator = signed_in("Co", RoleKind.COORDINATOR)
    own, other = places.region("zuid-limburg"), places.region("noord-limburg")
    for kind, region in (("coordinator", own), ("trainer", other)):
        facts = {"email": "t@voorbeeld.example", "name": "T", "kind": kind, "region": region.pk}
        assert client.post("/werk/rollen/", facts).status_code == 200
        assert not Person.objects.filter(email="t@voorbeeld.example").exists()
    client.post(
        "/werk/rollen/",
        {"email": "t@voorbeeld.example", "name": "T", "kind": "trainer", "region": own.pk},
    )
    assert Role.objects.filter(kind="trainer", region=own).count() == 1


@pytest.mark.parametrize("role", [None, RoleKind.TRAINER, RoleKind.EDITOR])
def test_others_do_not_come_at_roles(role: RoleKind | None) -> None:
    client, _someone = signed_in("Ter", role)
    somebody_elses = give_role(
        person=person("Ander"), kind=RoleKind.TRAINER, region=places.region("zuid-limburg"), by=None
    )
    assert client.get("/werk/rollen/").status_code == 403
    assert client.post(f"/werk/rollen/{somebody_elses.pk}/einde/").status_code == 403
    somebody_elses.refresh_from_db()
    assert somebody_elses.until is None


@pytest.mark.parametrize(
    "page",
    [
        "",
        "people/person/",
        "people/organisation/",
        "people/role/",
        "places/area/",
        "people/organisation/add/",
    ],
)
def test_the_administration_is_for_administrators(client: Client, page: str) -> None:
    admin, _one = signed_in("Baas", RoleKind.ADMINISTRATOR)
    coordinator, _two = signed_in("Co", RoleKind.COORDINATOR)
    assert admin.get(f"/beheer/{page}").status_code == 200
    assert coordinator.get(f"/beheer/{page}", follow=True).status_code == 403
    assert "/account/login/" in client.get(f"/beheer/{page}", follow=True).redirect_chain[-1][0]


def test_an_organisation_is_made_in_the_administration_and_stands_in_the_trail() -> None:
    from veerkracht.audit.queries import entries_about  # noqa: PLC0415

    admin, _one = signed_in("Baas", RoleKind.ADMINISTRATOR)
    admin.post(
        "/beheer/people/organisation/add/",
        {"slug": "nieuw", "name": "Nieuwe praktijk", "website": ""},
    )
    made = Organisation.objects.get(slug="nieuw")
    assert [entry.verb for entry in entries_about(made)] == ["organisation saved"]


def test_people_are_not_changed_in_the_administration() -> None:
    admin, someone = signed_in("Baas", RoleKind.ADMINISTRATOR)
    assert (
        admin.post(f"/beheer/people/person/{someone.pk}/change/", {"name": "X"}).status_code == 403
    )
    assert admin.get("/beheer/people/person/add/").status_code == 403


@pytest.mark.parametrize("page", ["privacy/", "toegankelijkheid/", "beveiliging/"])
@pytest.mark.parametrize("language", ["", "en/"])
def test_the_pages_we_owe_visitors_are_public_and_cost_no_query(
    client: Client, page: str, language: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = client.get(f"/{language}{page}")
    assert answer.status_code == 200
    assert not answer.cookies


def test_the_privacy_page_names_all_that_models_declare(client: Client) -> None:
    from veerkracht.people.processing import register  # noqa: PLC0415

    text = client.get("/privacy/").content.decode()
    assert text.count("<tr>") == len(register()) + 1


def test_security_txt_expires_within_a_year(client: Client) -> None:
    answer = client.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    expires = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=200) < expires - now() < timedelta(days=365)
    assert fields["Contact"].startswith("mailto:")
    assert fields["Policy"].endswith("/beveiliging/")
