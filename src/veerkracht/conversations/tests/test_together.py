"""Inviting, sharing, reading, speaking and stopping, over HTTP: who may, who may not, and what is left."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from veerkracht.conversations import kept_retention
from veerkracht.conversations.kept_models import Share, ShareOpening, Voice
from veerkracht.conversations.kept_rules import written
from veerkracht.conversations.kept_sources import OwnReading, before_merging
from veerkracht.conversations.tests.resident import Resident, box, some_id
from veerkracht.conversations.together_models import Invitation, ReaderKey
from veerkracht.kernel.together import alone
from veerkracht.people.actions import erase_person, merge_people
from veerkracht.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
OWN = "http://testserver"
LAST_DAY = "2026-12-24"


def point() -> str:
    return written(b"\x04" + os.urandom(64))


def ticket_for(client: Client) -> str:
    """Set out on the own origin, and come back from the main site with a ticket."""
    assert client.get("/werk/gesprek/samen/").headers["Location"] == "/gesprek/vak/binnen/"
    there = client.get("/gesprek/vak/binnen/").headers["Location"]
    ticket: str = client.get(there.removeprefix(settings.PUBLIC_URL)).headers["Location"]
    return ticket


class Professional:
    """A browser in which somebody came over from the main site."""

    def __init__(self, person: Person | None = None) -> None:
        self.person = person or factories.person(
            "Sanne Sein", organisation=factories.organisation()
        )
        self.client = Client(raise_request_exception=False)
        self.client.force_login(self.person)
        self.came_in = self.client.get(ticket_for(self.client))
        self.keys = {"open": point(), "sign": point()}
        self.reader = self.post("sleutel", **self.keys).json().get("reader")

    def post(
        self, what: str, origin: str = OWN, kind: str = "application/json", **said: Any
    ) -> Any:
        return self.client.post(
            f"/gesprek/vak/{what}/",
            json.dumps(said).encode(),
            content_type=kind,
            headers={"Origin": origin},
        )

    def code(self) -> str:
        code: str = self.post("uitnodigen", reader=self.reader).json()["code"]
        return code


def share(reader: str, *boxes: str, until: str = LAST_DAY, number: str = "") -> dict[str, Any]:
    sealed = written(os.urandom(300))
    return {
        "id": number or some_id(),
        "reader": reader,
        "sealed": sealed,
        "boxes": list(boxes),
        "until": until,
    }


def test_a_code_leads_to_the_keys_under_the_names_the_house_knows() -> None:
    professional, resident = Professional(), Resident()
    found = resident.post("uitnodiging/", {"code": professional.code().lower()}).json()
    assert found == {
        "reader": professional.reader,
        "name": "Sanne Sein",
        "organisation": "GGD Zuid Limburg",
        **professional.keys,
    }


def test_a_code_ends_after_ten_minutes_and_when_a_new_one_is_made(
    clock: time_machine.Traveller,
) -> None:
    professional, resident = Professional(), Resident()
    first, second = professional.code(), professional.code()
    assert resident.post("uitnodiging/", {"code": first}).status_code == 404
    assert resident.post("uitnodiging/", {"code": second}).status_code == 200
    clock.shift(timedelta(minutes=10))
    assert resident.post("uitnodiging/", {"code": second}).status_code == 404
    clock.shift(1)
    assert kept_retention.past_invitations().delete()[0] == 1
    assert resident.post("uitnodiging/", {"code": ["x"]}).status_code == 400


def test_a_browser_is_told_how_long_a_code_works_whatever_its_clock_says() -> None:
    professional = Professional()
    answer = professional.post("uitnodigen", reader=professional.reader).json()
    assert (set(answer), answer["seconds"]) == ({"code", "seconds"}, 600)


def test_she_reads_the_boxes_of_her_share_only_and_the_resident_sees_when() -> None:
    professional, resident, mine, hers = Professional(), Resident(), some_id(), some_id()
    shared = share(professional.reader, hers)
    body = box()
    answer = resident.save(boxes={mine: box(), hers: body}, shares=[shared]).json()
    assert answer["left_out"] == []
    listed = professional.post("gedeeld").json()["shares"]
    assert listed == [
        {
            "id": shared["id"],
            "reader": professional.reader,
            "since": "2026-11-23",
            "until": LAST_DAY,
        }
    ]
    read = professional.post("lees", share=shared["id"]).json()
    assert read == {
        "sealed": shared["sealed"],
        "boxes": {hers: body},
        "version": 1,
        "voice_version": None,
    }
    professional.post("lees", share=shared["id"])
    [seen] = resident.fetch().json()["shares"]
    assert seen == {
        "id": shared["id"],
        "until": LAST_DAY,
        "opened": ["2026-11-23T09:00Z"],
        "voice": None,
        "voice_version": None,
    }


def test_her_voice_comes_to_the_resident_and_only_a_next_version_replaces_it() -> None:
    professional, resident = Professional(), Resident()
    shared = share(professional.reader)
    resident.save(shares=[shared])
    first = box(1)
    said = {"share": shared["id"], "version": 1, "body": first}
    assert professional.post("stem", **said).json() == {"version": 1}
    assert professional.post("stem", **said).json() == {"error": "version", "version": 1}
    [seen] = resident.fetch().json()["shares"]
    assert (seen["voice"], seen["voice_version"]) == (first, 1)
    assert professional.post("lees", share=shared["id"]).json()["voice_version"] == 1
    wrong = {**said, "version": 2}  # the box says 1
    assert professional.post("stem", **wrong).status_code == 400


def test_stopping_takes_keys_openings_and_voice_at_once() -> None:
    professional, resident = Professional(), Resident()
    shared = share(professional.reader)
    resident.save(shares=[shared])
    professional.post("lees", share=shared["id"])
    professional.post("stem", share=shared["id"], version=1, body=box(1))
    assert resident.save(stopped=[shared["id"]]).status_code == 200
    assert professional.post("lees", share=shared["id"]).status_code == 404
    assert professional.post("gedeeld").json() == {"shares": []}
    assert professional.post("stem", share=shared["id"], version=2, body=box(2)).status_code == 404
    assert not Voice.objects.exists()
    assert not ShareOpening.objects.exists()


def test_keys_change_in_a_share_that_keeps_its_openings() -> None:
    professional, resident, old, new = Professional(), Resident(), some_id(), some_id()
    first = share(professional.reader, old)
    resident.save(boxes={old: box()}, shares=[first])
    professional.post("lees", share=first["id"])
    again = share(professional.reader, new, number=first["id"])
    resident.save(boxes={new: box(2)}, gone=[old], shares=[again])
    read = professional.post("lees", share=first["id"]).json()
    assert (read["sealed"], list(read["boxes"])) == (again["sealed"], [new])
    assert resident.fetch().json()["shares"][0]["opened"] == ["2026-11-23T09:00Z"]


def test_a_share_is_its_readers_and_its_webs_alone() -> None:
    one, other, resident, stranger = Professional(), Professional(), Resident(), Resident()
    shared = share(one.reader)
    resident.save(shares=[shared])
    assert other.post("lees", share=shared["id"]).status_code == 404
    assert other.post("stem", share=shared["id"], version=1, body=box(1)).status_code == 404
    assert other.post("uitnodigen", reader=one.reader).status_code == 404
    assert stranger.save(shares=[share(other.reader, number=shared["id"])]).status_code == 400
    assert stranger.fetch().status_code == 404  # all of a save or nothing
    assert resident.save(shares=[share(other.reader, number=shared["id"])]).status_code == 400
    assert stranger.save(stopped=[shared["id"]]).status_code == 200
    assert one.post("lees", share=shared["id"]).status_code == 200


def test_after_the_last_day_nothing_is_read_and_the_share_goes(
    clock: time_machine.Traveller,
) -> None:
    professional, resident = Professional(), Resident()
    shared = share(professional.reader, until="2026-11-23")
    resident.save(shares=[shared])
    assert professional.post("lees", share=shared["id"]).status_code == 200
    clock.shift(timedelta(hours=15))  # past midnight in Maastricht
    professional = Professional(professional.person)
    assert professional.post("lees", share=shared["id"]).status_code == 404
    assert kept_retention.delete_past_shares() == 1


@pytest.mark.parametrize("until", ["2027-11-26", "2026-13-01", "24-12-2026", 5, None, "20261224"])
def test_a_share_ends_within_a_year(until: Any) -> None:
    reader = Professional().reader
    assert Resident().save(shares=[share(reader) | {"until": until}]).status_code == 400


def test_a_share_that_nobody_can_read_any_more_is_left_out_and_the_save_is_taken() -> None:
    professional, resident = Professional(), Resident()
    unknown, past = share(some_id()), share(professional.reader, until="2026-11-22")
    answer = resident.save(shares=[unknown, past]).json()
    assert sorted(answer["left_out"]) == sorted([unknown["id"], past["id"]])
    assert not Share.objects.exists()


def test_at_most_twenty_shares_and_none_too_large() -> None:
    professional, resident = Professional(), Resident()
    resident.save(shares=[share(professional.reader) for _one in range(20)])
    assert resident.save(shares=[share(professional.reader)]).status_code == 413
    large = share(professional.reader) | {"sealed": written(os.urandom(17_000))}
    assert Resident().save(shares=[large]).status_code == 413
    assert resident.fetch().json()["version"] == 1


def test_the_cookie_is_for_the_professionals_addresses_alone() -> None:
    professional = Professional()
    cookie = professional.came_in.cookies["vak"]
    assert professional.came_in.headers["Location"] == "/gesprek/vak/"
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (
        "/gesprek/vak/",
        True,
        "Lax",
    )
    assert cookie["max-age"] == 8 * 3600
    assert set(professional.came_in.cookies) == {"vak"}


def test_a_ticket_opens_once_and_for_a_minute(clock: time_machine.Traveller) -> None:
    person, client = factories.person(organisation=factories.organisation()), Client()
    client.force_login(person)
    first, second = ticket_for(client), ticket_for(client)
    assert "vak" in client.get(first).cookies
    assert "vak" not in client.get(first).cookies
    clock.shift(61)
    refused = client.get(second)
    assert "/werk/gesprek/samen/?van=" in refused.headers["Location"]
    assert "vak" not in refused.cookies
    assert "vak" not in client.get("/gesprek/vak/binnen/?ticket=%00x").cookies


def test_a_ticket_opens_only_the_browser_that_set_out_for_it() -> None:
    sender, victim = (
        Professional(),
        Professional(factories.person("Ans Arts", organisation=factories.organisation())),
    )
    ticket = ticket_for(sender.client)
    told = Client().get(ticket)  # never set out: nothing goes on by itself
    assert (told.status_code, set(told.cookies)) == (403, set())
    assert "Zelf inloggen" in told.content.decode()
    victim.client.get("/gesprek/vak/binnen/")  # set out, with a secret of its own
    sent_on = victim.client.get(ticket)
    assert "vak" not in sent_on.cookies
    assert "/werk/gesprek/samen/?van=" in sent_on.headers["Location"]
    assert "vak" in sender.client.get(ticket).cookies


@pytest.mark.parametrize("asked_by", ["", "x", "<script>", "é" * 43, "a" * 44])
def test_what_is_no_hash_of_a_secret_gets_no_ticket(asked_by: str) -> None:
    professional = Professional()
    answer = professional.client.get("/werk/gesprek/samen/", {"van": asked_by})
    assert answer.headers["Location"] == "/gesprek/vak/binnen/"


def test_who_signs_out_of_the_main_site_is_out_here_as_well() -> None:
    professional, elsewhere = Professional(), Client()
    elsewhere.force_login(professional.person)
    elsewhere.logout()  # another session of hers
    assert professional.post("gedeeld").status_code == 200
    kept = professional.client.cookies["vak"].value
    professional.client.logout()
    professional.client.cookies["vak"] = kept
    assert professional.post("gedeeld").status_code == 401
    professional.client.force_login(professional.person)  # a new session is not the old one
    professional.client.cookies["vak"] = kept
    assert professional.post("gedeeld").status_code == 401


def test_without_an_organisation_or_role_nobody_comes_over() -> None:
    client = Client()
    client.force_login(factories.person())
    assert client.get("/werk/gesprek/samen/").status_code == 403


def test_who_is_no_longer_active_or_came_too_long_ago_is_out(
    clock: time_machine.Traveller,
) -> None:
    professional = Professional()
    assert professional.post("gedeeld").status_code == 200
    Person.objects.filter(pk=professional.person.pk).update(is_active=False)
    assert professional.post("gedeeld").status_code == 401
    Person.objects.filter(pk=professional.person.pk).update(is_active=True)
    clock.shift(timedelta(hours=8, seconds=1))
    answer = professional.post("gedeeld")
    assert answer.status_code == 401
    assert answer.json()["where"].endswith("/werk/gesprek/samen/")


@pytest.mark.parametrize(
    ("origin", "kind", "status"),
    [
        ("http://elsewhere.example", "application/json", 403),
        ("null", "application/json", 403),
        ("", "application/json", 403),
        (OWN, "text/plain", 415),
        (OWN, "multipart/form-data", 415),
    ],
)
def test_only_our_own_pages_post_for_her(origin: str, kind: str, status: int) -> None:
    professional = Professional()
    assert professional.post("gedeeld", origin=origin, kind=kind).status_code == status


@pytest.mark.parametrize("key", ["", "AAAA", written(b"\x02" + bytes(64)), None, 5])
def test_keys_are_whole_points(key: Any) -> None:
    professional = Professional()
    assert professional.post("sleutel", open=key, sign=point()).status_code == 400


def test_the_same_browser_keeps_its_number_and_old_browsers_make_room() -> None:
    professional = Professional()
    assert professional.post("sleutel", **professional.keys).json()["reader"] == professional.reader
    for _browser in range(21):
        professional.post("sleutel", open=point(), sign=point())
    assert ReaderKey.objects.count() == 20


def test_erasing_a_professional_ends_what_is_shared_with_her() -> None:
    professional, resident = Professional(), Resident()
    shared = share(professional.reader)
    resident.save(shares=[shared])
    erase_person(person=professional.person, by=professional.person)
    assert resident.fetch().json()["shares"] == []
    assert not ReaderKey.objects.exists()


def test_what_was_shared_moves_along_when_two_accounts_become_one() -> None:
    keep, drop, resident = Professional(), Professional(), Resident()
    shared = share(drop.reader)
    resident.save(shares=[shared])
    merge_people(keep=keep.person, drop=drop.person, by=factories.administrator())
    assert keep.post("lees", share=shared["id"]).status_code == 200


def test_one_browser_under_both_accounts_stays_once() -> None:
    keep, drop, resident = Professional(), Professional(), Resident()
    twin = drop.post("sleutel", **keep.keys).json()["reader"]
    shared = share(twin)
    resident.save(shares=[shared])
    before_merging(keep.person, drop.person)
    assert keep.post("lees", share=shared["id"]).status_code == 200
    assert ReaderKey.objects.filter(person=drop.person).count() == 1


def test_own_data_tells_keys_shares_and_openings_without_content() -> None:
    professional, resident = Professional(), Resident()
    shared = share(professional.reader)
    resident.save(shares=[shared])
    professional.post("lees", share=shared["id"])
    rows = alone(OwnReading().export(professional.person))
    assert [next(iter(one)) for one in rows] == [
        "Leessleutel sinds",
        "Gedeeld met je sinds",
        "Geopend",
    ]
    assert shared["sealed"] not in str(rows)


def test_the_database_keeps_one_code_one_key_and_one_minute() -> None:
    professional, resident = Professional(), Resident()
    shared = share(professional.reader)
    resident.save(shares=[shared])
    professional.post("lees", share=shared["id"])
    professional.post("stem", share=shared["id"], version=1, body=box(1))
    professional.code()
    wrong: list[tuple[str, Any]] = [
        ("share_ends_after_it_began", lambda: Share.objects.update(until="2026-11-01")),
        ("voice_version_from_one", lambda: Voice.objects.update(version=0)),
        ("share_opening_once_a_minute", lambda: _again(ShareOpening)),
        ("reader_key_once_a_person", lambda: _again(ReaderKey)),
        ("digest", lambda: _again(Invitation)),
    ]
    for name, deed in wrong:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            deed()


def _again(model: Any) -> None:
    one = model.objects.first()
    values = {field.attname: getattr(one, field.attname) for field in model._meta.concrete_fields}
    del values["id"]
    model.objects.create(**values)
