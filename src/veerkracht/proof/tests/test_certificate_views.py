"""The pages about certificates, by role: the holder, who runs the edition, and strangers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories
from veerkracht.kernel import limits, page_cache
from veerkracht.people.models import Person
from veerkracht.proof import actions
from veerkracht.proof.models import AssignmentApproval, Certificate, CompletionRule
from veerkracht.proof.tests.certificate_stage import Finished, finished

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    page_cache.clear()


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def given(*names: str) -> tuple[Finished, Certificate]:
    """An edition of which everybody has a certificate, and the first of those."""
    held = finished(*names or ("Ada Af",))
    held.present(*held.rows)
    made = actions.issue(edition=held.edition, by=held.trainer)
    return held, made[0]


def test_the_trainer_sees_who_completed_it_and_gives_the_certificates() -> None:
    held = finished()
    ada, bo = held.rows
    held.present(ada)
    held.present(bo, at=0)
    held.absent(bo, at=1)
    client, path = client_of(held.trainer), f"/werk/edities/{held.edition.pk}/certificaten/"
    page = client.get(path).content.decode()
    assert "1 deelnemer rondde de training af" in page
    assert "Miste 1 bijeenkomst. Iedereen moet overal bij zijn." in page
    assert "Geef 1 certificaat" in page
    assert client.get(f"{path}voorbeeld.pdf").content.startswith(b"%PDF-")
    assert not Certificate.objects.exists()
    answer = client.post(f"{path}geven/", follow=True)
    assert "1 certificaat gegeven." in answer.content.decode()
    assert Certificate.objects.get().person == ada.person
    answer = client.post(f"{path}geven/", follow=True)
    assert "niemand die nog een certificaat" in answer.content.decode()


def test_nothing_to_preview_is_no_page() -> None:
    held = finished()
    path = f"/werk/edities/{held.edition.pk}/certificaten/voorbeeld.pdf"
    assert client_of(held.trainer).get(path).status_code == 404


def test_others_are_kept_out() -> None:
    held, made = given()
    path = f"/werk/edities/{held.edition.pk}/certificaten/"
    others = (held.rows[0].person, factories.trainer(), factories.coordinator(factories.NOORD))
    for person in others:
        client = client_of(person)
        assert client.get(path).status_code == 403
        assert client.post(f"{path}geven/").status_code == 403
        assert client.post(f"{path}{made.pk}/intrekken/", {"reason": "nee"}).status_code == 403
    other = finished("Cas Ander", of=factories.course())
    client = client_of(other.coordinator)
    assert (
        client.get(
            f"/werk/edities/{other.edition.pk}/certificaten/{made.pk}/intrekken/"
        ).status_code
        == 404
    )
    stranger = client_of(factories.person())
    for file in ("", "certificaat.pdf", "badge.jwt"):
        assert stranger.get(f"/mijn-plek/certificaten/{made.pk}/{file}").status_code == 404


def test_assignments_are_ticked() -> None:
    held = finished()
    actions.set_completion_rule(course=held.edition.course, by=None, needs_assignment=True)
    client, path = client_of(held.trainer), f"/werk/edities/{held.edition.pk}/certificaten/"
    assert "Kruis aan welke opdracht goed is" in client.get(path).content.decode()
    chosen = {"approved": [str(held.rows[0].pk), "x", "-1", "9" * 30]}
    assert client.post(f"{path}opdrachten/", chosen).status_code == 302
    assert [row.enrolment for row in AssignmentApproval.objects.all()] == [held.rows[0]]


def test_a_coordinator_says_what_a_course_asks() -> None:
    held = finished()
    path = f"/werk/trainingen/{held.edition.course_id}/afronden/"
    client = client_of(held.coordinator)
    answer = client.post(path, {"may_miss": "99"})
    assert answer.status_code == 422
    assert client.post(path, {"may_miss": "1", "needs_assignment": "on"}).status_code == 302
    rule = CompletionRule.objects.get()
    assert (rule.may_miss, rule.needs_assignment, rule.needs_elearning) == (1, True, False)
    assert client_of(held.trainer).get(path).status_code == 403


def test_a_certificate_is_revoked_with_a_reason() -> None:
    held, made = given()
    path = f"/werk/edities/{held.edition.pk}/certificaten/{made.pk}/intrekken/"
    client = client_of(held.trainer)
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": "Verkeerde lijst."}).status_code == 302
    assert "al ingetrokken" in client.get(path).content.decode()
    holder = client_of(made.person)
    page = holder.get(f"/mijn-plek/certificaten/{made.pk}/").content.decode()
    assert "Verkeerde lijst." in page
    for file in ("certificaat.pdf", "badge.jwt"):
        assert holder.get(f"/mijn-plek/certificaten/{made.pk}/{file}").status_code == 404


def test_the_new_name_is_offered_and_put_on_it() -> None:
    held, made = given()
    Person.objects.filter(pk=made.person_id).update(name="Ada Nieuw")
    client, path = client_of(held.coordinator), f"/werk/edities/{held.edition.pk}/certificaten/"
    assert "Heet nu: Ada Nieuw" in client.get(path).content.decode()
    assert client.post(f"{path}{made.pk}/naam/").status_code == 302
    made.refresh_from_db()
    assert (made.facts["name"], made.version) == ("Ada Nieuw", 2)


def test_the_holder_has_everything_in_one_place() -> None:
    _held, made = given()
    client = client_of(made.person)
    assert "Het gesprek" in client.get("/mijn-plek/certificaten/").content.decode()
    page = client.get(f"/mijn-plek/certificaten/{made.pk}/").content.decode()
    assert f"http://localhost:8000/echt/{made.code}/" in page
    file = client.get(f"/mijn-plek/certificaten/{made.pk}/certificaat.pdf")
    assert file.headers["Content-Type"] == "application/pdf"
    assert "certificaat-het-gesprek.pdf" in file.headers["Content-Disposition"]
    token = client.get(f"/mijn-plek/certificaten/{made.pk}/badge.jwt")
    assert token.headers["Content-Type"] == "application/vc+jwt"
    english = client.get(f"/en/mijn-plek/certificaten/{made.pk}/").content.decode()
    assert "The talk" in english


def test_a_stranger_sees_no_more_than_the_holder_chose() -> None:
    held, made = given()
    path = f"/echt/{made.code}/"
    page = Client().get(path)
    assert page.headers["X-Robots-Tag"] == "noindex"
    text = page.content.decode()
    for words in ("Dit certificaat is echt", "Ada Af", "Het gesprek", "7 uur"):
        assert words in text
    client_of(made.person).post(f"/mijn-plek/certificaten/{made.pk}/", {"hours": "on"})
    text = Client().get(path).content.decode()
    assert "7 uur" in text
    assert "Ada" not in text
    client_of(made.person).post(f"/mijn-plek/certificaten/{made.pk}/", {"name": "on"})
    text = Client().get(path).content.decode()
    assert "7 uur" not in text
    actions.revoke(certificate=made, reason="Geheime reden.", by=held.trainer)
    text = Client().get(path).content.decode()
    assert "telt niet meer" in text
    for words in ("Ada", "7 uur", "Geheime reden."):
        assert words not in text


def test_unknown_codes_all_get_the_same_words() -> None:
    codes = ("0123456789abcdefghijkl", "x", "a" * 300, "__________")
    pages = [Client().get(f"/echt/{code}/") for code in codes]
    assert {page.status_code for page in pages} == {404}
    texts = {page.content.decode().partition("<main")[2].partition("</main>")[0] for page in pages}
    assert len(texts) == 1
    assert "kennen we niet" in texts.pop()


def test_a_code_may_be_typed_or_pasted_as_an_address() -> None:
    _held, made = given()
    for typed in (made.code, f" {made.code} ", f"https://ergens.example/echt/{made.code}/"):
        answer = Client().get("/echt/", {"code": typed})
        assert answer.headers["Location"] == f"/echt/{made.code}/"
    answer = Client().get("/echt/", {"code": "../../beheer"})
    assert answer.status_code == 422
    assert "geen code van een certificaat" in answer.content.decode()


def test_checking_costs_one_query_and_is_kept(
    settings: Any, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _held, made = given()
    settings.PAGE_CACHE = True
    monkeypatch.setattr(page_cache, "LIFETIME", 3600.0)
    client = Client()
    client.get("/echt/nog-niet-bekend/")  # the question is prepared once for each connection
    with django_assert_num_queries(1):
        client.get(f"/echt/{made.code}/")
    with django_assert_num_queries(0):
        assert client.get(f"/echt/{made.code}/").headers["X-Cache"] == "hit"


def test_what_was_kept_goes_when_it_is_revoked(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    held, made = given()
    settings.PAGE_CACHE = True
    assert "is echt" in Client().get(f"/echt/{made.code}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        actions.revoke(certificate=made, reason="Vergissing.", by=held.trainer)
    assert "telt niet meer" in Client().get(f"/echt/{made.code}/").content.decode()


def test_whoever_asks_very_often_waits(settings: Any) -> None:
    settings.RATE_LIMITS = True
    limits.forget()
    client = Client()
    codes = (client.get("/echt/0123456789abcdefghijkl/").status_code for _ in range(301))
    assert set(codes) == {404, 429}
    limits.forget()


@pytest.mark.parametrize("people", [2, 9])
def test_the_list_costs_as_much_for_many_as_for_few(
    people: int, django_assert_max_num_queries: Any
) -> None:
    held, _made = given(*(f"Persoon {n}" for n in range(people)))
    client = client_of(held.trainer)
    client.get("/werk/certificaten/")
    with django_assert_max_num_queries(12):
        client.get("/werk/certificaten/")
    with django_assert_max_num_queries(14):  # two of them of the session and the person
        client.get(f"/werk/edities/{held.edition.pk}/certificaten/")
