"""The coordinator's page of agreements about places, with wrong, double and hostile requests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories
from veerkracht.enrolment import actions
from veerkracht.enrolment.models import Approver, Enrolment, Share, Terms
from veerkracht.enrolment.terms_actions import Whom
from veerkracht.kernel.clock import local, now, today
from veerkracht.people.models import Organisation, Person, Sector
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def page(edition: Edition) -> str:
    return f"/werk/edities/{edition.pk}/afspraken/"


def sector() -> Sector:
    return Sector.objects.get(code="kraamzorg")


def kept(**changes: Any) -> dict[str, Any]:
    """Two places for maternity care for ten days."""
    day = today() + timedelta(days=10)
    whom = f"sector-{sector().pk}"
    return {"kind": "kept", "group": whom, "number": "2", "until": day.isoformat()} | changes


def test_places_are_kept_until_the_end_of_the_day_and_said_in_words() -> None:
    edition, client = factories.edition(capacity=4), signed_in(factories.coordinator())
    shown = text(client.post(page(edition), kept(), follow=True))
    assert "Plaatsen vrijhouden: kraamzorg" in shown
    assert "0 bezet, 2 vrij" in shown
    share = Share.objects.get()
    assert share.until is not None
    until = local(share.until)
    assert (until.date(), until.hour) == (today() + timedelta(days=11), 0)
    listed = text(client.get(f"/werk/edities/{edition.pk}/lijst/"))
    assert "Nog 2 plaatsen van 4 · 2 vrijgehouden" in listed
    assert "2 plaatsen voor kraamzorg" in listed


def test_a_cap_needs_no_day_and_every_sort_of_group_can_be_chosen() -> None:
    edition, client = factories.edition(capacity=4), signed_in(factories.coordinator())
    organisation = Organisation.objects.all()[0]
    groups = ["studenten", f"organisation-{organisation.pk}", f"area-{edition.municipality_id}"]
    for group in groups:
        given = kept(kind="capped", group=group, until="")
        assert client.post(page(edition), given).status_code == 302
    assert Share.objects.filter(kind="capped", until=None).count() == 3
    assert f"uit de groep {organisation}: nu 0" in text(client.get(page(edition)))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until": ""}, "Kies tot en met welke dag"),
        ({"until": "2020-01-01"}, "Kies een moment dat nog komt"),
        ({"until": "2100-12-30"}, "voor de training begint"),
        ({"until": "9999-12-30"}, "Klopt het jaar?"),
        ({"until": "morgen"}, "datum"),
        ({"number": "0"}, "1"),
        ({"number": "5"}, "hoogstens 4"),
        ({"number": "9" * 30}, "20000"),
        ({"number": "twee"}, "getal"),
        ({"group": "sector-0"}, "Kies"),
        ({"group": "organisation-1' OR 1=1"}, "Kies"),
        ({"group": ""}, "Vul dit nog in"),
        ({"kind": "both"}, "Kies"),
    ],
)
def test_what_cannot_be_agreed_is_explained_and_changes_nothing(
    changes: dict[str, str], words: str
) -> None:
    edition, client = factories.edition(capacity=4), signed_in(factories.coordinator())
    answer = client.post(page(edition), kept(**changes))
    assert answer.status_code == 422
    assert words in text(answer)
    assert not Share.objects.exists()


def test_sending_the_form_twice_agrees_once() -> None:
    edition, client = factories.edition(capacity=4), signed_in(factories.coordinator())
    assert client.post(page(edition), kept()).status_code == 302
    assert "al iets afgesproken" in text(client.post(page(edition), kept()))
    assert Share.objects.count() == 1


def test_an_agreement_is_taken_away_once_and_only_here() -> None:
    coordinator = factories.coordinator()
    edition, other = factories.edition(capacity=4), factories.edition(capacity=4)
    whom = Whom(sector=sector())
    share = actions.cap_places(edition=edition, whom=whom, number=1, by=coordinator)
    client = signed_in(coordinator)
    assert client.post(f"{page(other)}{share.pk}/weg/").status_code == 404
    gone = client.post(f"{page(edition)}{share.pk}/weg/", follow=True)
    assert "Weggehaald" in text(gone)
    assert client.post(f"{page(edition)}{share.pk}/weg/").status_code == 404
    assert not Share.objects.exists()


def test_who_approves_is_kept_and_anything_else_is_refused() -> None:
    edition, client = factories.edition(), signed_in(factories.coordinator())
    set_it = f"{page(edition)}goedkeuring/"
    assert "Bewaard" in text(client.post(set_it, {"approver": "employer"}, follow=True))
    assert Terms.objects.get(edition=edition).approver == Approver.EMPLOYER
    assert "konden we niet lezen" in text(client.post(set_it, {"approver": "baas"}, follow=True))
    client.post(set_it, {"approver": ""})
    assert Terms.objects.get(edition=edition).approver == Approver.NOBODY


def test_another_regions_coordinator_and_the_trainer_agree_nothing() -> None:
    edition = factories.edition(capacity=4)
    for person in (factories.coordinator(factories.NOORD), factories.trainer(), factories.person()):
        client = signed_in(person)
        assert client.get(page(edition)).status_code == 403
        assert client.post(page(edition), kept()).status_code == 403
        assert client.post(f"{page(edition)}goedkeuring/", {"approver": ""}).status_code == 403


def test_the_waiting_list_shows_groups_and_why_each_waits() -> None:
    coordinator, edition = factories.coordinator(), factories.edition(capacity=3)
    whom = Whom(sector=sector())
    until = now() + timedelta(days=5)
    actions.keep_places(edition=edition, whom=whom, number=1, until=until, by=coordinator)
    actions.cap_places(edition=edition, whom=Whom(students=True), number=1, by=coordinator)
    people = [
        factories.person(kind="student"),
        factories.person(),
        factories.person(),
        factories.person(kind="student"),
    ]
    for person in people:
        actions.request_places(people=[person], editions=[edition], by=person)
    shown = text(signed_in(coordinator).get(f"/werk/edities/{edition.pk}/lijst/"))
    assert "vrijgehouden voor een andere groep" in shown
    assert "zoveel mensen mee als is afgesproken" in shown
    assert ">studenten<" in shown.replace("<span>", ">").replace("</span>", "<")


def test_a_visitor_of_the_group_sees_a_place_where_others_see_a_queue() -> None:
    coordinator, edition = factories.coordinator(), factories.edition(capacity=1)
    until = now() + timedelta(days=5)
    whom = Whom(sector=sector())
    actions.keep_places(edition=edition, whom=whom, number=1, until=until, by=coordinator)
    address = f"/leren/{edition.pk}/{edition.course.slug}/"
    mine = text(signed_in(factories.person(sector=sector())).get(address))
    assert "Schrijf me in" in mine
    assert "voor jouw groep (kraamzorg)" in mine
    for client in (Client(), signed_in(factories.person())):
        shown = text(client.get(address))
        assert "Zet me op de wachtlijst" in shown
        assert "is 1 plaats vrijgehouden voor kraamzorg" in shown
    person = factories.person(sector=sector())
    signed_in(person).post(f"/leren/{edition.pk}/inschrijven/")
    assert Enrolment.objects.get(person=person).state == "placed"
