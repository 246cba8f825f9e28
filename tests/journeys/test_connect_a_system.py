"""Somebody gives another system a token and takes it back; an employer and a coordinator look after webhooks."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.journeys.browser import Journey
from veerkracht.connections.models import Token

pytestmark = pytest.mark.browser


def test_a_system_is_connected_and_let_go(journey: Journey) -> None:
    name = f"Agenda op mijn telefoon ({journey.way.name})"
    journey.become("verloskundige")
    secret = makes_a_token(journey, name)
    assert status(secret) == 200
    revokes_it(journey, name)
    assert status(secret) == 401
    coordinator_reads_the_log(journey)
    employer_makes_a_webhook(journey)


def makes_a_token(journey: Journey, name: str) -> str:
    """Chosen narrowly, and shown once."""
    journey.visit("/mijn-plek/")
    journey.follow("Koppelingen", within="main")
    journey.is_headed("Koppelingen")
    journey.reads("Mijn agenda-app")
    journey.look("overview")
    journey.follow("Maak een token voor jezelf")
    journey.is_headed("Maak een token")
    journey.fill("Naam", name)
    journey.tick("Mijn inschrijvingen lezen")
    journey.look("token-form")
    journey.press("Maak het token")
    journey.is_headed("Je nieuwe token")
    journey.look("secret")
    shown = journey.page.locator("main pre").inner_text()
    [secret] = re.findall(r"veerkracht_[\w-]{43}", shown)
    journey.follow("Ik heb het bewaard")
    journey.is_headed("Koppelingen")
    journey.reads(name)
    return str(secret)


def status(secret: str) -> int:
    """What the API answers to it."""
    headers = {"Authorization": f"Bearer {secret}"}
    return Client().get("/api/v1/enrolments", headers=headers).status_code


def revokes_it(journey: Journey, name: str) -> None:
    """From that moment on it opens nothing."""
    row = journey.page.locator("main tr", has_text=name)
    journey.way.press(journey.page, row.get_by_role("button", name="Trek in"))
    dialog = journey.page.get_by_role("dialog")
    if journey.way.name != "plain":
        journey.way.press(journey.page, dialog.get_by_role("button", name="Trek in"))
    journey.reads("Het token werkt niet meer")
    assert Token.objects.get(name=name).revoked_at is not None


def coordinator_reads_the_log(journey: Journey) -> None:
    """What arrived, what did not, and why."""
    journey.become("coordinator", at="/mijn-plek/koppelingen/")
    journey.look("overview-of-a-coordinator")
    journey.follow("agenda.voorbeeld.example", within="main")
    journey.is_headed("Webhook")
    journey.unfold("2 pogingen")
    journey.reads("geen antwoord binnen 10 seconden")
    journey.look("log")


def employer_makes_a_webhook(journey: Journey) -> None:
    """An address inside a network of one's own is refused; a public one gets its secret."""
    journey.become("werkgever", at="/mijn-plek/koppelingen/")
    journey.look("overview-of-an-employer")
    journey.follow("Maak een webhook voor")
    journey.fill("Adres", "https://192.168.1.10/haak")
    journey.tick("Een collega antwoordt op een boeking")
    journey.expected.append("422")
    journey.press("Maak de webhook")
    journey.reads("dat iedereen op internet kan bereiken")
    journey.look("webhook-refused")
    journey.fill("Adres", "https://rooster.voorbeeld.example/haak")
    journey.press("Maak de webhook")
    journey.is_headed("Het geheim van je webhook")
    journey.look("webhook-secret")
    journey.visit("/api/")
    journey.is_headed("API voor ontwikkelaars")
    journey.look("for-developers")
