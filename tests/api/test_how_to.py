"""The commands of the how-to work as they stand there, and answer what it says."""

from __future__ import annotations

import json
import re
import shlex
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.api.conftest import secret_of
from veerkracht.connections import rules
from veerkracht.enrolment.actions import request_places
from veerkracht.kernel.clock import now

pytestmark = pytest.mark.django_db
TEXT = (Path(__file__).resolve().parents[2] / "docs/how-to/use-the-api.md").read_text()
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
Told = dict[str, Any] | None


def commands() -> Iterator[tuple[str, Told]]:
    """Each curl command, with the JSON that stands right after it."""
    blocks = BLOCK.findall(TEXT)
    for (language, text), (following, answer) in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if language == "sh" and text.startswith("curl"):
            yield text, json.loads(answer) if following == "json" else None


def ask(command: str, words: dict[str, str]) -> Any:
    """Do what a curl command says, without a network."""
    for name, value in words.items():
        command = command.replace(f"${name}", value)
    parts = shlex.split(command.replace("\\\n", " "))[1:]
    headers, method, body, url = {}, "GET", "", ""
    while parts:
        part = parts.pop(0)
        if part == "-H":
            name, _colon, value = parts.pop(0).partition(": ")
            headers[name] = value
        elif part == "-X":
            method = parts.pop(0)
        elif part == "-d":
            body = parts.pop(0)
        else:
            url = part
    kind = headers.pop("Content-Type", "application/octet-stream")
    client = Client(raise_request_exception=False)
    return client.generic(method, url, body, content_type=kind, headers=headers)


def fits(told: Any, found: Any) -> bool:
    """Whether an answer has every key that was told, with values of the same kind."""
    if isinstance(told, dict):
        return isinstance(found, dict) and all(
            name in found and fits(value, found[name]) for name, value in told.items()
        )
    if isinstance(told, list):
        return isinstance(found, list) and fits(told[0], found[0])
    return isinstance(found, type(told))


@pytest.mark.parametrize(("command", "told"), list(commands()))
def test_each_command_answers_what_is_told(command: str, told: Told) -> None:
    """With the numbers of an edition and an enrolment that are there."""
    person, edition = factories.person(), factories.edition(capacity=16)
    organisation = factories.organisation()
    contact = factories.contact(organisation)
    secret = secret_of(person)
    if "bookings" in command:
        secret = secret_of(contact, "bookings:read", "bookings:write", organisation=organisation)
    elsewhere = factories.edition(starts=now() + timedelta(days=9))
    [place] = request_places(people=[person], editions=[elsewhere], by=person)
    command = command.replace('"editionId": 7', f'"editionId": {edition.pk}')
    command = command.replace("/enrolments/12/", f"/enrolments/{place.pk}/")
    response = ask(command.replace("$VEERKRACHT/", "/"), {"TOKEN": secret})
    expected = {400} if "limit=1000" in command else {200, 201}
    assert response.status_code in expected, response.content
    if told is not None:
        assert fits(told, response.json()), response.json()
        if "errors" in told:
            assert response.json()["errors"] == told["errors"]


def test_every_command_of_the_how_to_is_found() -> None:
    assert len(list(commands())) == TEXT.count("\ncurl ") == 7


def test_the_check_of_a_signature_accepts_ours_and_nothing_else() -> None:
    [code] = [text for language, text in BLOCK.findall(TEXT) if language == "python"]
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - our own document, to see that it works
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"type": "webhook.test"}'
    stamp = int(time.time())
    signature = rules.signature([secret], message_id="msg_1", timestamp=stamp, body=body.decode())
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(stamp),
        "webhook-signature": f"v1,bm9uc2Vucw== {signature}",
    }
    is_ours = names["is_ours"]
    assert is_ours(secret, headers, body)
    assert not is_ours(secret, headers, body + b" ")
    assert not is_ours(secret, {**headers, "webhook-id": "msg_2"}, body)
    assert not is_ours(secret, {**headers, "webhook-timestamp": str(stamp - 600)}, body)
