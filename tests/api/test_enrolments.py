"""One's own enrolments: reading, asking, leaving; once for each key."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction

from tests import factories
from tests.api.conftest import Asking, closed_edition, secret_of
from veerkracht.connections.models import KeptAnswer, Token
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import now
from veerkracht.people.models import Person

Ask = Callable[..., Asking]


@pytest.mark.django_db
def test_somebody_enrols_and_gives_it_up_again(person: Person, api: Asking) -> None:
    edition = factories.edition()
    made = api.post("/enrolments", {"editionId": edition.pk})
    assert made.status_code == 201
    found = made.json()
    assert (found["state"], found["isLive"], found["position"]) == ("placed", True, None)
    assert made.headers["Location"] == found["url"]
    assert api.get(f"/enrolments/{found['id']}").json() == found
    left = api.post(f"/enrolments/{found['id']}/cancellation", {"reason": "Dienst"}).json()
    assert (left["state"], left["isLive"]) == ("cancelled", False)
    assert Enrolment.objects.get().reason == "Dienst"
    assert api.post(f"/enrolments/{found['id']}/cancellation", {}).status_code == 422


@pytest.mark.django_db
def test_a_full_edition_gives_a_spot_in_the_queue(api: Asking) -> None:
    edition = factories.edition(capacity=1)
    first = factories.person()
    request_places(people=[first], editions=[edition], by=first)
    found = api.post("/enrolments", {"editionId": edition.pk}).json()
    assert (found["state"], found["position"]) == ("waiting", 1)


@pytest.mark.django_db
def test_a_rule_that_says_no_is_422_with_its_sentence(api: Asking) -> None:
    edition = factories.edition()
    api.post("/enrolments", {"editionId": edition.pk})
    again = api.post("/enrolments", {"editionId": edition.pk})
    assert again.status_code == 422
    assert "Je doet al mee" in again.json()["detail"]
    overlapping = factories.edition(starts=edition.starts_at)
    problem = api.post("/enrolments", {"editionId": overlapping.pk}).json()
    assert problem["errors"][0]["location"] == {"pointer": "#/despiteOverlap"}
    meant = {"editionId": overlapping.pk, "despiteOverlap": True}
    assert api.post("/enrolments", meant).status_code == 201


@pytest.mark.django_db
def test_a_draft_or_an_unknown_edition_cannot_be_asked_for(asking: Ask) -> None:
    asker = asking(secret_of(factories.coordinator()))
    for number in (factories.draft().pk, 999_999):
        assert asker.post("/enrolments", {"editionId": number}).status_code == 404


@pytest.mark.django_db
def test_somebody_elses_enrolment_does_not_exist(api: Asking, asking: Ask) -> None:
    other = asking(secret_of(factories.person()))
    number = other.post("/enrolments", {"editionId": factories.edition().pk}).json()["id"]
    assert api.get(f"/enrolments/{number}").status_code == 404
    assert api.post(f"/enrolments/{number}/cancellation", {}).status_code == 404
    assert api.get("/enrolments").json()["items"] == []
    assert Enrolment.objects.get().is_live


@pytest.mark.django_db
def test_a_coordinators_token_has_no_more_power_than_anybodys(asking: Ask) -> None:
    """A token is no second factor: nobody enrols outside the window with it, or leaves for another."""
    coordinator = factories.coordinator()
    asker = asking(secret_of(coordinator))
    other = factories.person()
    [place] = request_places(people=[other], editions=[factories.edition()], by=other)
    assert asker.post(f"/enrolments/{place.pk}/cancellation", {}).status_code == 404
    closed = closed_edition()
    assert asker.post("/enrolments", {"editionId": closed.pk}).status_code == 422


@pytest.mark.django_db
def test_the_list_can_show_only_what_is_live(api: Asking) -> None:
    numbers = [
        api.post(
            "/enrolments", {"editionId": factories.edition(starts=now() + timedelta(days=n)).pk}
        )
        for n in (10, 20)
    ]
    gone, stays = (one.json()["id"] for one in numbers)
    api.post(f"/enrolments/{gone}/cancellation", {})
    assert [one["id"] for one in api.get("/enrolments?live=true").json()["items"]] == [stays]
    assert [one["id"] for one in api.get("/enrolments?live=false").json()["items"]] == [gone]


# Once for each key


@pytest.mark.django_db
def test_the_same_question_with_the_same_key_is_done_once(api: Asking) -> None:
    body = {"editionId": factories.edition().pk}
    first, second = (api.post("/enrolments", body, key="sleutel-1") for _turn in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert second.headers["Location"] == first.headers["Location"]
    assert Enrolment.objects.count() == 1


@pytest.mark.django_db
def test_a_key_belongs_to_one_question(api: Asking) -> None:
    edition, other = factories.edition(), factories.edition()
    api.post("/enrolments", {"editionId": edition.pk}, key="sleutel-1")
    assert api.post("/enrolments", {"editionId": other.pk}, key="sleutel-1").status_code == 422
    number = Enrolment.objects.get().pk
    path = f"/enrolments/{number}/cancellation"
    assert api.post(path, {"editionId": edition.pk}, key="sleutel-1").status_code in {400, 422}
    assert Enrolment.objects.get().is_live


@pytest.mark.django_db
def test_the_key_of_one_token_says_nothing_to_another(person: Person, asking: Ask) -> None:
    mine, others = asking(secret_of(person)), asking(secret_of(factories.person()))
    body = {"editionId": factories.edition(capacity=5).pk}
    first, second = (asker.post("/enrolments", body, key="zelfde") for asker in (mine, others))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] != second.json()["id"]


@pytest.mark.django_db
def test_what_failed_is_not_kept_and_can_be_tried_again(api: Asking) -> None:
    edition = factories.edition(opens_at=now() + timedelta(hours=1))
    body = {"editionId": edition.pk}
    assert api.post("/enrolments", body, key="sleutel-1").status_code == 422
    assert not KeptAnswer.objects.exists()
    type(edition).objects.filter(pk=edition.pk).update(opens_at=now() - timedelta(hours=1))
    assert api.post("/enrolments", body, key="sleutel-1").status_code == 201


@pytest.mark.django_db
def test_a_key_is_remembered_for_a_day(api: Asking, clock: time_machine.Traveller) -> None:
    body = {"editionId": factories.edition().pk}
    api.post("/enrolments", body, key="sleutel-1")
    clock.shift(timedelta(hours=23))
    assert api.post("/enrolments", body, key="sleutel-1").status_code == 201
    clock.shift(timedelta(hours=2))
    assert (
        api.post("/enrolments", body, key="sleutel-1").status_code == 422
    )  # done anew: is enrolled


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", " ", "a" * 101, "a b", "é"])
def test_a_write_without_a_usable_key_is_not_done(api: Asking, key: str) -> None:
    response = api.post("/enrolments", {"editionId": factories.edition().pk}, key=key)
    assert response.status_code == 400
    assert response.json()["errors"][0]["location"] == {"name": "Idempotency-Key"}
    assert not Enrolment.objects.exists()


@pytest.mark.usefixtures("committed")
def test_two_at_the_same_moment_are_not_both_done() -> None:
    """While one holds the key the other hears 409; afterwards it hears the same answer."""
    person = factories.person()
    asker, edition = Asking(secret_of(person)), factories.edition()
    token = Token.objects.get()
    statuses: list[int] = []

    def ask() -> None:
        answer = asker.post("/enrolments", {"editionId": edition.pk}, key="sleutel-1")
        statuses.append(answer.status_code)
        connection.close()

    from veerkracht.connections.keeping import _alone  # noqa: PLC0415

    with transaction.atomic():
        _alone(token, "sleutel-1")
        other = threading.Thread(target=ask)
        other.start()
        other.join(10)
    ask()
    assert statuses == [409, 201]


@pytest.mark.usefixtures("committed")
def test_many_at_once_with_one_key_are_one_enrolment() -> None:
    person = factories.person()
    secret, edition = secret_of(person), factories.edition(capacity=9)
    answers: list[Any] = []

    def ask() -> None:
        body = {"editionId": edition.pk}
        answers.append(Asking(secret).post("/enrolments", body, key="sleutel-1"))
        connection.close()

    threads = [threading.Thread(target=ask) for _turn in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert 201 in {answer.status_code for answer in answers}
    assert Enrolment.objects.count() == 1
