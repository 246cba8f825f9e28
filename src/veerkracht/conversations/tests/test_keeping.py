"""Saving, fetching and erasing over HTTP, and what lies in the two databases after it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import uuid
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import IntegrityError, connection, transaction
from django.test import Client

from veerkracht.conversations import kept_retention, keystore, own_keys
from veerkracht.conversations.kept_models import ErasedWeb, KeptBox, KeptWeb
from veerkracht.conversations.kept_rules import written
from veerkracht.conversations.tests.resident import LARGE, MIDDLE, Resident, box, some_id
from veerkracht.kernel import limits
from veerkracht.kernel.clock import today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def row_of(resident: Resident) -> KeptWeb:
    return KeptWeb.objects.get(pk=uuid.UUID(bytes=base64.urlsafe_b64decode(f"{resident.id}==")))


def test_what_was_saved_comes_back_byte_for_byte() -> None:
    resident, mine = Resident(), {some_id(): box(), some_id(): box(size=MIDDLE)}
    header = box(size=MIDDLE)
    saved = resident.save(header=header, boxes=mine)
    assert saved.json() == {"version": 1, "saved_on": "2026-11-23"}
    fetched = resident.fetch()
    assert fetched.json() == {
        "version": 1,
        "saved_on": "2026-11-23",
        "header": header,
        "boxes": mine,
        "shares": [],
    }
    assert fetched.headers["Cache-Control"] == "no-store"
    assert fetched.headers["Referrer-Policy"] == "no-referrer"
    assert not fetched.cookies


def test_a_next_version_writes_replaces_and_removes_boxes() -> None:
    resident, stays, changes, goes = Resident(), some_id(), some_id(), some_id()
    first = {stays: box(), changes: box(), goes: box()}
    resident.save(boxes=first)
    new = box(2)
    assert resident.save(boxes={changes: new}, gone=[goes]).status_code == 200
    assert resident.fetch().json()["boxes"] == {stays: first[stays], changes: new}


def test_who_is_behind_is_told_the_version_that_lies_there_and_changes_nothing() -> None:
    resident = Resident()
    for _time in range(2):
        resident.save()
    before = resident.fetch().json()
    for version in (1, 2, 4):
        answer = resident.save(version=version)
        assert (answer.status_code, answer.json()["version"]) == (409, 2)
    assert resident.fetch().json() == before


def test_only_the_card_writes() -> None:
    resident, stranger = Resident(), Resident()
    resident.save()
    stranger.id, stranger.version = resident.id, 1
    assert stranger.save().status_code == 403
    assert stranger.erase().status_code == 403
    assert resident.post("opslag/bewaar/", resident.message(), signature="").status_code == 403
    body = json.dumps(resident.message()).encode()
    assert resident.post("opslag/bewaar/", body + b" ", resident.sign(body)).status_code == 403
    assert stranger.save(version=1).status_code == 403  # nor with a key of one's own
    assert resident.fetch().json()["version"] == 1


def test_nothing_there_is_404_also_for_a_second_version() -> None:
    resident = Resident()
    assert resident.fetch().status_code == 404
    assert resident.save(version=2).status_code == 404
    assert resident.erase(2).status_code == 404


def test_neither_database_alone_holds_what_the_browser_sealed() -> None:
    resident, number, body = Resident(), some_id(), box()
    resident.save(boxes={number: body})
    kept = bytes(KeptBox.objects.get().body)
    sealed = base64.urlsafe_b64decode(f"{body}==")
    assert sealed not in kept
    assert len(kept) == len(sealed) + 28
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname = 'conversation_key'")
        assert cursor.fetchone() == (0,)
    assert len(keystore.get(row_of(resident).key_id) or b"") == 32


def test_a_box_put_in_the_place_of_another_is_not_given_out() -> None:
    resident, one, other = Resident(), some_id(), some_id()
    resident.save(boxes={one: box(), other: box()})
    first, second = KeptBox.objects.order_by("box")
    KeptBox.objects.filter(pk=first.pk).update(body=second.body)
    assert resident.fetch().status_code == 500


def test_erasing_takes_rows_then_key_and_gives_a_receipt_that_anybody_can_check() -> None:
    resident = Resident()
    resident.save(boxes={some_id(): box()})
    key_id = row_of(resident).key_id
    assert resident.erase(version=1).json() == {"error": "version", "version": 1}
    receipt = resident.erase().json()["receipt"]
    assert keystore.get(key_id) is None
    assert not KeptWeb.objects.exists()
    assert not KeptBox.objects.exists()
    head, statement, signature = receipt.split(".")
    public = Ed25519PublicKey.from_public_bytes(own_keys.public_key(own_keys.RECEIPT))
    public.verify(base64.urlsafe_b64decode(f"{signature}=="), f"{head}.{statement}".encode())
    digest = hashlib.sha256(base64.urlsafe_b64decode(f"{resident.id}==")).digest()
    said = json.loads(base64.urlsafe_b64decode(f"{statement}=="))
    assert said == {
        "web": written(digest),
        "erased_on": "2026-11-23",
        "backups_gone_on": "2026-12-01",
    }
    assert resident.fetch().status_code == 404


def test_a_copy_of_the_database_from_before_erasure_opens_nothing() -> None:
    resident = Resident()
    resident.save(boxes={some_id(): box()})
    rows = [list(model.objects.values()) for model in (KeptWeb, KeptBox)]
    resident.erase()
    KeptWeb.objects.bulk_create([KeptWeb(**one) for one in rows[0]])
    KeptBox.objects.bulk_create([KeptBox(**one) for one in rows[1]])
    assert resident.fetch().status_code == 404
    assert resident.save(version=2).status_code == 404


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"boxes": {some_id(): box() for _one in range(41)}}, 413),
        ({"boxes": {some_id(): box(size=LARGE) for _one in range(4)}}, 413),
        ({"boxes": {some_id(): box(2)}}, 400),
        ({"boxes": {some_id(): box(kind=2)}}, 400),
        ({"boxes": {some_id(): box(size=511)}}, 400),
        ({"boxes": {some_id(): None}}, 400),
        ({"boxes": {"short": box()}}, 400),
        ({"boxes": []}, 400),
        ({"header": "a=b"}, 400),
        ({"header": 7}, 400),
        ({"verify": "AAAA"}, 400),
        ({"verify": None}, 400),
        ({"version": True}, 400),
        ({"version": 1.0}, 400),
        ({"version": 10**400}, 400),
        ({"gone": "x"}, 400),
        ({"gone": [some_id()] * 2}, 400),
        ({"stopped": [some_id() for _one in range(21)]}, 413),
        ({"shares": [{}]}, 400),
        ({"shares": [some_id()]}, 400),
        ({"more": 1}, 400),
        ({"do": "erase"}, 400),
        ({"id": "é" * 22}, 400),
        ({"id": None}, 400),
    ],
)
def test_what_is_no_save_of_ours_is_refused(changes: dict[str, Any], status: int) -> None:
    answer = Resident().save(**changes)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])
    assert not KeptWeb.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b" ",
        b"[]",
        b"{",
        b"null",
        b"\xff\xfe",
        b'{"id": NaN}',
        b'{"id": Infinity}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"id": 1e999}',
        b'{"id": "\\u0000"}',
        b'{"id": {"$ne": ""}}',
    ],
    ids=lambda body: body[:8].decode("latin-1"),
)
@pytest.mark.parametrize("path", ["opslag/bewaar/", "opslag/haal/", "opslag/wis/", "uitnodiging/"])
def test_hostile_bodies_are_answered_with_400(path: str, body: bytes) -> None:
    assert Resident().post(path, body).status_code == 400


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "text/json", ""])
@pytest.mark.parametrize("path", ["opslag/bewaar/", "opslag/haal/", "opslag/wis/", "uitnodiging/"])
def test_what_is_not_sent_as_json_is_refused_unread(path: str, kind: str) -> None:
    answer = Client().post(f"/gesprek/{path}", b"{}", content_type=kind)
    assert (answer.status_code, answer.json()) == (415, {"error": "type"})


def test_ten_megabytes_are_not_read() -> None:
    assert Resident().post("opslag/bewaar/", b" " * 10_000_000).status_code == 413


def test_forty_boxes_in_all_and_no_more_over_several_saves() -> None:
    resident = Resident()
    resident.save(boxes={some_id(): box() for _one in range(40)})
    number = some_id()
    assert resident.save(boxes={number: box(2)}).status_code == 413
    there = next(iter(resident.fetch().json()["boxes"]))
    assert resident.save(boxes={number: box(2)}, gone=[there]).status_code == 200


def test_new_webs_and_saves_of_one_web_are_bounded_without_looking_who_asks(settings: Any) -> None:
    settings.RATE_LIMITS, settings.NEW_WEBS_A_MINUTE, settings.SAVES_A_MINUTE = True, 2, 3
    limits.forget()
    one, other = Resident(), Resident()
    assert [one.save().status_code for _time in range(4)] == [200, 200, 200, 429]
    assert other.save().status_code == 200
    assert Resident().save().status_code == 429
    limits.forget()


def test_a_key_that_no_web_names_goes_after_a_day(clock: time_machine.Traveller) -> None:
    resident = Resident()
    resident.save()
    lost = keystore.make()
    kept_retention.drop_orphan_keys()
    assert keystore.get(lost.id)
    clock.shift(2 * 24 * 3600)
    assert kept_retention.drop_orphan_keys() >= 1
    assert keystore.get(lost.id) is None
    assert resident.fetch().status_code == 200


def test_a_database_without_webs_does_not_cost_all_keys(clock: time_machine.Traveller) -> None:
    made = [keystore.Key(uuid.uuid4(), os.urandom(32), today()) for _one in range(150)]
    keystore.store(made)
    clock.shift(2 * 24 * 3600)
    assert kept_retention.drop_orphan_keys() == 0
    assert keystore.drop([one.id for one in made]) == 150


def test_a_web_unused_for_thirteen_months_goes_with_its_key(
    clock: time_machine.Traveller,
) -> None:
    resident, other = Resident(), Resident()
    resident.save()
    other.save()
    key_id = row_of(resident).key_id
    clock.move_to("2027-12-31T12:00Z")
    other.fetch()
    assert kept_retention.unused_webs().count() == 0
    clock.move_to("2028-01-01T12:00Z")
    assert kept_retention.delete_unused_webs() == 1
    assert keystore.get(key_id) is None
    assert resident.fetch().status_code == 404
    assert other.fetch().status_code == 200


@pytest.mark.parametrize(
    ("values", "name"),
    [({"version": 0}, "kept_web_version_from_one"), ({"used_on": "2026-11-23"}, "kept_web_used")],
)
def test_the_database_keeps_versions_and_months(values: dict[str, Any], name: str) -> None:
    Resident().save()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        KeptWeb.objects.update(**values)


def test_nothing_of_a_request_comes_into_a_log(caplog: pytest.LogCaptureFixture) -> None:
    resident = Resident()
    resident.save()
    KeptWeb.objects.update(header=b"spoilt")
    for answer in (resident.fetch(), resident.save(version=9), resident.post("opslag/haal/", b"x")):
        assert answer.status_code >= 400
    said = caplog.text
    assert "kept_layer.py" in said  # where it went wrong, and nothing more
    for secret in (resident.id, row_of(resident).pk.hex, str(row_of(resident).pk), "127.0.0.1"):
        assert secret not in said
    assert "/gesprek/" not in said


def test_what_was_erased_does_not_come_back_by_a_late_device_or_a_replay() -> None:
    somebody = Resident()
    body = json.dumps(somebody.message()).encode()
    assert somebody.post("opslag/bewaar/", body).status_code == 200
    assert somebody.erase(2).status_code == 200
    again = somebody.post("opslag/bewaar/", body)
    assert (again.status_code, again.json()["error"]) == (410, "erased")
    assert not KeptWeb.objects.exists()
    assert ErasedWeb.objects.get().erased_in.day == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasedWeb.objects.create(digest=b"x", erased_in=today().replace(day=2))
