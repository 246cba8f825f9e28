"""The pages of commitments: one's own, by the link, and for a coach; closed for everybody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format

from tests import factories
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import local, now
from veerkracht.people.models import Person
from veerkracht.practice import actions
from veerkracht.practice.models import Coach, Outcome, Plan
from veerkracht.practice.tests.planning import WHAT, held, planned
from veerkracht.proof.models import Certificate, EvaluationForm, Material
from veerkracht.proof.tests.certificate_stage import finished

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_participant_writes_changes_and_withdraws() -> None:
    person = factories.person()
    edition, client = held(person), client_of(person)
    assert "Wat ga je nu anders doen?" in text(client.get("/mijn-plek/"))
    page = f"/mijn-plek/voornemens/na/{edition.pk}/"
    assert "Nog op te schrijven" in text(client.get("/mijn-plek/voornemens/"))
    done = client.post(
        page,
        {"ding-1-what": WHAT, "ding-1-with_whom": "Noor", "ding-1-by_when": "2026-12-24"},
        follow=True,
    )
    assert "Na 30, 90 en 180 dagen" in text(done)
    assert WHAT in text(client.get("/mijn-plek/voornemens/"))
    client.post(page, {"ding-1-what": "Kleiner", "ding-3-what": "Nog iets"})
    plan = Plan.objects.get()
    assert [one.what for one in plan.commitments.all()] == ["Kleiner", "Nog iets"]
    client.post(f"/mijn-plek/voornemens/{plan.pk}/weg/")
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Schrijf minstens één ding op"),
        ({"ding-2-with_whom": "Noor"}, "Schrijf op wat je anders gaat doen"),
        ({"ding-1-what": "Anders", "ding-1-by_when": "ooit"}, "datum"),
        ({"ding-1-what": "x" * 301}, "300"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_typed_text_stays(
    typed: dict[str, str], words: str
) -> None:
    person = factories.person()
    edition = held(person)
    answer = client_of(person).post(f"/mijn-plek/voornemens/na/{edition.pk}/", typed)
    assert answer.status_code == 422
    assert words in text(answer)
    assert all(value in text(answer) for value in typed.values())
    assert not Plan.objects.exists()


def test_opening_the_link_changes_nothing_and_two_taps_are_enough(clock: Any) -> None:
    plan, client = planned(), Client()
    clock.shift(timedelta(days=32))
    actions.tell_look_backs()
    look_back, thing = plan.look_backs.all()[0], plan.commitments.all()[0]
    here = f"/terugkijken/{look_back.token}/"
    for address in (here, f"{here}stoppen/", f"{here}{thing.pk}/waarom/"):
        client.get(address)
    client.head(here)
    assert client.get(f"{here}{thing.pk}/").status_code == 405
    plan.refresh_from_db()
    assert (Outcome.objects.count(), plan.stopped_at) == (0, None)
    shown = text(client.get(here))
    assert WHAT in shown
    assert f"Op {date_format(local(plan.made_at), 'j F Y')} schreef je dit op" in shown
    after = client.post(f"{here}{thing.pk}/", {"hoe": "partly"}, follow=True)
    assert "Dat is bewaard" in text(after)
    told = {"influences": ["hindered-time"], "words": "Te druk."}
    assert "Bewaard" in text(client.post(f"{here}{thing.pk}/waarom/", told, follow=True))
    assert Outcome.objects.get().words == "Te druk."
    client.post(f"{here}{thing.pk}/", {"hoe": "weet niet"})
    assert Outcome.objects.get().went == "partly"
    assert "We vragen je hier niet meer naar" in text(client.post(f"{here}stoppen/", follow=True))


def test_a_task_on_mijn_plek_until_one_looked_back(clock: Any) -> None:
    plan = planned()
    client = client_of(plan.person)
    assert "Hoe gaat het met wat je anders wilde doen?" not in text(client.get("/mijn-plek/"))
    clock.shift(timedelta(days=32))
    actions.tell_look_backs()
    client = client_of(plan.person)
    assert "Hoe gaat het met wat je anders wilde doen?" in text(client.get("/mijn-plek/"))
    look_back, thing = plan.look_backs.all()[0], plan.commitments.all()[0]
    actions.say_how_it_went(look_back=look_back, commitment=thing, went="done")
    assert "Hoe gaat het met wat je anders wilde doen?" not in text(client.get("/mijn-plek/"))


@pytest.mark.parametrize("token", ["bestaat-niet", "x" * 32])
def test_a_link_that_is_none_is_not_found(token: str) -> None:
    thing = planned().commitments.all()[0]
    here, client = f"/terugkijken/{token}/", Client()
    for address in (here, f"{here}stoppen/", f"{here}{thing.pk}/waarom/"):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code in {404, 405}


def test_the_link_of_one_does_not_open_a_thing_of_another() -> None:
    mine, other = planned(), planned()
    address = f"/terugkijken/{mine.look_backs.all()[0].token}/{other.commitments.all()[0].pk}/"
    assert Client().post(address, {"hoe": "done"}).status_code == 404


def test_a_coach_sees_it_until_it_is_taken_back() -> None:
    plan, trainer = planned(), factories.trainer()
    client, coach = client_of(plan.person), client_of(trainer)
    theirs = f"/werk/voornemens/{plan.pk}/"
    assert coach.get(theirs).status_code == 403
    wrong = client.post(f"/mijn-plek/voornemens/{plan.pk}/coach/", {"address": "x@y.example"})
    assert (wrong.status_code, "geen trainer of coach" in text(wrong)) == (422, True)
    invited = client.post(
        f"/mijn-plek/voornemens/{plan.pk}/coach/", {"address": trainer.email}, follow=True
    )
    assert "kan nu meekijken" in text(invited)
    assert "Sam Voornemer" in text(coach.get("/werk/voornemens/"))
    assert WHAT in text(coach.get(theirs))
    client.post(f"/mijn-plek/voornemens/coach/{Coach.objects.get().pk}/weg/")
    assert coach.get(theirs).status_code == 403
    assert "Niemand deelt iets met je" in text(coach.get("/werk/voornemens/"))


def test_no_other_role_finds_it_on_any_page() -> None:
    """The employer, the trainer of the edition, the coordinator and an administrator look everywhere."""
    plan = planned()
    pages = [
        "/mijn-plek/",
        "/mijn-plek/gegevens/",
        "/mijn-plek/voornemens/",
        f"/mijn-plek/voornemens/na/{plan.edition_id}/",
        f"/werk/voornemens/{plan.pk}/",
        "/werk/voornemens/",
        "/werk/",
        f"/werk/edities/{plan.edition_id}/lijst/",
        f"/werk/edities/{plan.edition_id}/deelnemers.csv",
        f"/werk/edities/{plan.edition_id}/evaluatie/",
    ]
    others = [
        factories.contact(),
        factories.trainer(),
        factories.coordinator(),
        factories.administrator(),
        factories.person(),
    ]
    for other in others:
        client = client_of(other)
        for page in pages:
            assert WHAT not in text(client.get(page)), page
        for address in ("weg", "mails", "coach"):
            posted = client.post(f"/mijn-plek/voornemens/{plan.pk}/{address}/")
            assert posted.status_code == 404


def test_my_data_shows_all_of_it() -> None:
    plan = planned()
    actions.say_how_it_went(
        look_back=plan.look_backs.all()[0], commitment=plan.commitments.all()[0], went="done"
    )
    shown = text(client_of(plan.person).get("/mijn-plek/gegevens/"))
    assert WHAT in shown
    assert "Gelukt" in shown


def test_pages_cost_few_queries() -> None:
    plan, trainer = planned(), factories.trainer()
    actions.invite_coach(plan=plan, address=trainer.email, by=plan.person)
    client = client_of(plan.person)
    token = plan.look_backs.all()[0].token
    for page in (
        "/mijn-plek/voornemens/",
        f"/mijn-plek/voornemens/na/{plan.edition_id}/",
        f"/terugkijken/{token}/",
    ):
        with CaptureQueriesContext(connection) as seen:
            client.get(page)
        assert len(seen) <= 12, page


def test_a_place_in_a_training_that_is_over_leads_on_to_what_there_is() -> None:
    over = finished("Ada Af", "Bo Bijna", "Cas Coen")
    ada, bo, cas = over.rows
    over.present(ada)
    over.absent(bo, at=0)
    over.absent(bo, at=1)
    certificate = Certificate.objects.create(
        enrolment=ada, person=ada.person, edition=over.edition, region=over.edition.region, facts={}
    )
    Material.objects.create(edition=over.edition, title="Boek", link="https://voorbeeld.example/")
    form = EvaluationForm.objects.create(
        edition=over.edition,
        opened_at=now() - timedelta(days=1),
        closes_at=now() + timedelta(days=1),
    )
    shown = place_page(ada, ada.person)
    for words in (
        "Je deed mee",
        "Fijn dat je er was.",
        f"/mijn-plek/certificaten/{certificate.pk}/",
        "De link staat in je mail.",
        f"/mijn-plek/leren/{over.edition.pk}/",
        f"/mijn-plek/voornemens/na/{over.edition.pk}/",
        ">geweest<",
    ):
        assert words in shown, words
    for words in ("Je plaats is van jou", "Zet in mijn agenda", "Meld me af", "plaats gekregen"):
        assert words not in shown.partition("<details>")[0], words
    away = place_page(bo, bo.person)
    assert "Je was er niet bij" in away
    assert "was er niet<" in away
    assert "certificaten/" not in away.partition("<main")[2].partition("</main>")[0]
    form.delete()
    unknown = place_page(cas, cas.person)
    assert "Je deed mee" in unknown
    assert "Fijn dat je er was." not in unknown
    assert "De link staat in je mail." not in unknown
    own = text(client_of(ada.person).get("/mijn-plek/inschrijvingen/"))
    assert ">geweest<" in own
    assert "plaats gekregen" not in own


def test_a_coordinator_sees_nothing_of_what_somebody_has_after_a_training() -> None:
    over = finished("Ada Af")
    [ada] = over.rows
    over.present(ada)
    assert "voornemens/na/" in place_page(ada, ada.person)
    shown = place_page(ada, over.coordinator)
    assert "Je deed mee" in shown
    assert "voornemens/na/" not in shown


def place_page(row: Enrolment, person: Person) -> str:
    client = client_of(person)
    with CaptureQueriesContext(connection) as taken:
        answer = client.get(f"/mijn-plek/inschrijvingen/{row.pk}/")
    assert answer.status_code == 200
    assert len(taken) <= 12, "\n".join(query["sql"][:200] for query in taken)
    return text(answer)
