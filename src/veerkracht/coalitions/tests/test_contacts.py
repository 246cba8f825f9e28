"""What a facilitator hears: talks, coming back to them, wishes; only for coordinators of the region."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from veerkracht.coalitions import contact_actions as actions
from veerkracht.coalitions.contact_actions import Heard, Talk
from veerkracht.coalitions.models import Contact, Wish
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.personal_data import retention
from veerkracht.people.actions import erase_person
from veerkracht.people.models import Person
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def talk(**values: Any) -> Talk:
    usual: dict[str, Any] = {
        "organisation": factories.organisation(),
        "day": date(2026, 11, 20),
        "words": "Ze willen een training in de wijk.",
    }
    return Talk(**{**usual, **values})


def kept(by: Person, **values: Any) -> Contact:
    return actions.keep_contact(region=region(factories.ZUID), talk=talk(**values), by=by)


def test_a_talk_with_a_wish_and_coming_back_to_it(clock: Any) -> None:
    by = factories.coordinator()
    client = client_of(by)
    typed = {
        "region": "zuid-limburg",
        "organisation": factories.organisation().pk,
        "day": "2026-11-20",
        "words": "Ze willen een training in de wijk.",
        "follow_up": "Bellen over een datum",
    }
    half = client.post("/werk/contacten/nieuw/", typed)
    assert (half.status_code, "Vul allebei in" in text(half)) == (422, True)
    page = client.post(
        "/werk/contacten/nieuw/", {**typed, "follow_up_on": "2026-11-30"}, follow=True
    )
    row = Contact.objects.get()
    assert "Bellen over een datum" in text(page)
    wish = {"words": "Een cursus op zaterdag", "region": "zuid-limburg"}
    assert "Een cursus op zaterdag" in text(
        client.post(f"/werk/contacten/{row.pk}/", wish, follow=True)
    )
    assert "Kom terug op je gesprek" not in text(client.get("/mijn-plek/"))
    clock.move_to("2026-11-30T09:00:00Z")
    assert "Kom terug op je gesprek" in text(client.get("/mijn-plek/"))
    client.post(f"/werk/contacten/{row.pk}/gedaan/")
    assert "Kom terug op je gesprek" not in text(client.get("/mijn-plek/"))
    heard = Wish.objects.get()
    client.post(f"/werk/contacten/wensen/{heard.pk}/", {"outcome": "Zuyd geeft hem in maart"})
    assert "Zuyd geeft hem in maart" in text(client.get("/werk/contacten/wensen/"))
    client.post(f"/werk/contacten/{row.pk}/weg/")
    assert Wish.objects.get().contact is None


def test_only_coordinators_of_the_region_read_it() -> None:
    row = kept(factories.coordinator())
    wish = actions.keep_wish(
        region=row.region, heard=Heard("Een wens"), by=factories.coordinator(), contact=row
    )
    elsewhere = factories.coordinator(factories.NOORD)
    assert "training in de wijk" not in text(client_of(elsewhere).get("/werk/contacten/"))
    paths = (f"/werk/contacten/{row.pk}/", f"/werk/contacten/wensen/{wish.pk}/")
    for person in (elsewhere, factories.contact(), factories.trainer(), factories.person()):
        for path in paths:
            assert client_of(person).get(path).status_code == 403
    for deed in (
        lambda: actions.follow_up(contact=row, by=elsewhere),
        lambda: actions.drop_contact(contact=row, by=elsewhere),
        lambda: actions.settle_wish(wish=wish, outcome="x", by=elsewhere),
        lambda: kept(elsewhere),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert "training in de wijk" in text(client_of(factories.coordinator()).get("/werk/contacten/"))


def test_what_is_refused_and_what_goes() -> None:
    by = factories.coordinator()
    for values, why in (
        ({"day": date(2026, 12, 1)}, "als het is geweest"),
        ({"follow_up": "Bellen"}, "allebei"),
        ({"follow_up": "Bellen", "follow_up_on": date(2026, 11, 1)}, "na het gesprek"),
    ):
        with pytest.raises(RuleBroken, match=why):
            kept(by, **values)
    row = kept(by)
    kept(by, day=date(2024, 11, 1))
    with pytest.raises(IntegrityError, match="contact_follow_up_has_day"), transaction.atomic():
        Contact.objects.filter(pk=row.pk).update(follow_up="x")
    rules = dict(retention.items())
    assert rules["coalitions.contacts"].overdue() == 1
    assert rules["coalitions.contacts"].carry_out() == 1
    erase_person(person=by, by=by)
    row.refresh_from_db()
    assert row.by is None


def test_lists_stay_within_twelve_queries(django_assert_max_num_queries: Any) -> None:
    by = factories.coordinator()
    for days in range(20):
        row = kept(by, day=date(2026, 11, 20) - timedelta(days=days))
        actions.keep_wish(region=row.region, heard=Heard("Een wens"), by=by, contact=row)
    client = client_of(by)
    for path in ("/werk/contacten/", "/werk/contacten/wensen/"):
        client.get(path)
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200
