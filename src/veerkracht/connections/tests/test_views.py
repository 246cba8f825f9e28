"""The page “Koppelingen”: secrets once, lists of one's own, a log that can be read."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories
from veerkracht.connections import actions, delivering, queries
from veerkracht.connections.delivering import Outcome
from veerkracht.connections.models import Token, Webhook
from veerkracht.connections.tests.makers import ADDRESS, organisation_hook, region_hook
from veerkracht.kernel.clock import now, today
from veerkracht.places.queries import region

pytestmark = pytest.mark.django_db
OTHER = "zuyd-hogeschool"
MINE = "/mijn-plek/koppelingen/"


def client_of(person: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def wish(**change: Any) -> dict[str, Any]:
    day = (today() + timedelta(days=90)).isoformat()
    return {"name": "Agenda", "scopes": ["catalogue:read"], "expires_at": day, **change}


def test_a_secret_is_shown_once_and_never_kept_by_a_browser() -> None:
    person = factories.person()
    client = client_of(person)
    page = client.post(f"{MINE}tokens/nieuw/", wish())
    [secret] = re.findall(r"veerkracht_[\w-]{43}", page.content.decode())
    assert "no-store" in page.headers["Cache-Control"]
    assert queries.caller_with(secret) is not None
    for path in (MINE, f"{MINE}tokens/nieuw/"):
        assert secret not in client.get(path).content.decode()
    assert secret[:17] in client.get(MINE).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"scopes": []}, "Vul dit nog in"),
        ({"name": ""}, "Vul dit nog in"),
        ({"expires_at": "2020-01-01"}, "Kies een dag na vandaag"),
        ({"expires_at": "2099-01-01"}, "hoogstens een jaar"),
        ({"expires_at": "2100-12-31"}, "hoogstens een jaar"),
        ({"expires_at": "9999-12-31"}, "Klopt het jaar?"),
        ({"scopes": ["bookings:read"]}, ""),
        ({"name": "x" * 61}, ""),
        ({"name": "a\x00b"}, ""),
    ],
)
def test_a_wish_that_does_not_fit_keeps_what_was_typed(change: dict[str, Any], words: str) -> None:
    page = client_of(factories.person()).post(f"{MINE}tokens/nieuw/", wish(**change))
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not Token.objects.exists()


def test_a_token_works_through_its_last_day() -> None:
    client_of(factories.person()).post(
        f"{MINE}tokens/nieuw/", wish(expires_at=(today() + timedelta(days=1)).isoformat())
    )
    left = Token.objects.get().expires_at - now()
    assert timedelta(days=1) < left <= timedelta(days=2)


def test_a_token_is_revoked_by_whose_it_is_and_by_nobody_else() -> None:
    person = factories.person()
    client_of(person).post(f"{MINE}tokens/nieuw/", wish())
    token = Token.objects.get()
    stranger = client_of(factories.person())
    assert stranger.post(f"{MINE}tokens/{token.pk}/intrekken/").status_code == 404
    assert client_of(person).post(f"{MINE}tokens/{token.pk}/intrekken/").status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_a_name_with_signs_is_text() -> None:
    person = factories.person()
    client = client_of(person)
    client.post(f"{MINE}tokens/nieuw/", wish(name="<script>alert(1)</script>"))
    assert "<script>alert" not in client.get(MINE).content.decode()


def test_an_organisation_has_its_own_tokens_and_webhooks() -> None:
    organisation, other = factories.organisation(), factories.organisation(OTHER)
    contact = client_of(factories.contact(organisation))
    path = f"{MINE}tokens/nieuw/{organisation.pk}/"
    assert "Boeken voor de organisatie" in contact.get(path).content.decode()
    assert contact.post(path, wish(scopes=["bookings:read"])).status_code == 200
    assert Token.objects.get().organisation == organisation
    assert contact.get(f"{MINE}tokens/nieuw/{other.pk}/").status_code == 403
    assert contact.post(f"{MINE}tokens/nieuw/{other.pk}/", wish()).status_code == 403
    assert contact.get(f"{MINE}webhooks/nieuw/organisatie/{other.pk}/").status_code == 403
    elsewhere = client_of(factories.contact(other)).get(MINE).content.decode()
    assert "Agenda" not in elsewhere


def test_a_coordinator_makes_a_webhook_and_sees_its_secret_once() -> None:
    south = region(factories.ZUID)
    assert south is not None
    client = client_of(factories.coordinator())
    path = f"{MINE}webhooks/nieuw/regio/{south.pk}/"
    assert client.post(path, {"address": "https://10.0.0.1/", "events": []}).status_code == 422
    page = client.post(path, {"address": ADDRESS, "events": ["enrolment.placed"]})
    [secret] = re.findall(r"whsec_[\w+/=]+", page.content.decode())
    hook = Webhook.objects.get()
    assert secret not in client.get(f"{MINE}webhooks/{hook.pk}/").content.decode()
    renewed = client.post(f"{MINE}webhooks/{hook.pk}/geheim/").content.decode()
    assert "whsec_" in renewed
    assert secret not in renewed


def test_the_log_says_in_words_what_became_of_each_message() -> None:
    coordinator = factories.coordinator()
    hook = region_hook(by=coordinator)
    arrived, failing = (actions.send_test(webhook=hook, by=coordinator) for _turn in range(2))
    delivering.settle(delivery_id=failing.pk, outcome=Outcome(now(), 12, trouble="no such name"))
    delivering.settle(delivery_id=arrived.pk, outcome=Outcome(now(), 34, status=200))
    client = client_of(coordinator)
    page = client.get(f"{MINE}webhooks/{hook.pk}/").content.decode()
    for words in ("deze naam bestaat niet op internet", "antwoord 200", "34 ms", "aangekomen"):
        assert words in page
    assert (
        client.post(f"{MINE}webhooks/{hook.pk}/berichten/{arrived.pk}/opnieuw/").status_code == 302
    )
    arrived.refresh_from_db()
    assert arrived.state == "waiting"


def test_the_buttons_of_a_webhook_do_what_they_say() -> None:
    coordinator = factories.coordinator()
    hook, client = region_hook(by=coordinator), client_of(coordinator)
    here = f"{MINE}webhooks/{hook.pk}/"

    def press(button: str) -> Webhook | None:
        assert client.post(f"{here}{button}/").status_code == 302
        return Webhook.objects.filter(pk=hook.pk).first()

    press("test")
    assert hook.deliveries.count() == 1
    paused = press("pauze")
    assert paused is not None
    assert paused.paused_at is not None
    assert "staat op pauze" in client.get(here).content.decode()
    press("test")
    assert hook.deliveries.count() == 1
    running = press("aan")
    assert running is not None
    assert running.paused_at is None
    change = {"address": "https://elders.voorbeeld.nl/", "events": ["edition.changed"]}
    assert client.post(here, change).status_code == 302
    hook.refresh_from_db()
    assert (hook.address, hook.events) == (change["address"], change["events"])
    assert press("weg") is None


def test_somebody_elses_webhook_does_not_exist() -> None:
    hook = organisation_hook()
    message = actions.send_test(webhook=hook, by=factories.contact())
    for person in (
        factories.person(),
        factories.contact(factories.organisation(OTHER)),
        factories.coordinator(),
    ):
        client = client_of(person)
        assert client.get(f"{MINE}webhooks/{hook.pk}/").status_code == 404
        for button in ("test", "pauze", "aan", "geheim", "weg", f"berichten/{message.pk}/opnieuw"):
            assert client.post(f"{MINE}webhooks/{hook.pk}/{button}/").status_code == 404
    assert Webhook.objects.filter(pk=hook.pk, paused_at=None).exists()


def test_without_a_second_factor_a_coordinator_has_no_webhooks_of_the_region(settings: Any) -> None:
    coordinator = factories.coordinator()
    hook = region_hook(by=coordinator)
    settings.SECOND_FACTOR_REQUIRED = True
    assert client_of(coordinator).get(f"{MINE}webhooks/{hook.pk}/").status_code == 404


def test_the_page_for_developers_is_there_in_both_languages(client: Client) -> None:
    for path in ("/api/", "/en/api/"):
        page = client.get(path).content.decode()
        for words in ("/editions/{editionId}", "openapi.json", "booking.answered", 'id="fout-429"'):
            assert words in page, words
