"""The yearly poll: three answers without a name, counted once a page, shown only when it is over and large enough."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from veerkracht.coalitions import poll_actions as actions
from veerkracht.coalitions import poll_queries as queries
from veerkracht.coalitions.models import ParentPoll, PollBatch, PollPage, PollTally
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.people.models import Organisation, Person
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
YES = {"know": "yes", "took": "yes", "helps": "yes"}
NO = {"know": "no", "took": "no", "helps": "unsure"}


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def owner() -> tuple[Organisation, Person]:
    organisation = factories.organisation()
    return organisation, factories.contact(organisation)


def poll(**values: Any) -> ParentPoll:
    organisation, by = owner()
    given = {"opens_on": today(), "closes_on": today() + timedelta(days=14), **values}
    return actions.open_poll(
        organisation=organisation, region=region(factories.ZUID), by=by, **given
    )


def batch(of: ParentPoll | None = None, most: int = 200) -> PollBatch:
    found = of or poll()
    by = factories.contact(found.organisation)
    return actions.add_batch(
        poll=found, place=f"Plek {PollBatch.objects.count()}", most=most, by=by
    )


def answered(at: PollBatch, answers: dict[str, str], times: int = 1) -> None:
    for _time in range(times):
        assert actions.answer_poll(batch=at, answers=answers, mark=actions.fresh_mark(at))


def test_a_parent_answers_without_a_name_or_a_cookie() -> None:
    at = batch()
    visitor, here = Client(enforce_csrf_checks=True), f"/peiling/{at.code}/"
    page = visitor.get(here)
    assert "Ken jij Positieve Gezondheid?" in text(page)
    assert not visitor.cookies
    mark = re.search(r'name="mark" value="([^"]+)"', text(page))
    assert mark is not None
    half = visitor.post(here, {"mark": mark[1], "know": "yes"})
    assert (half.status_code, "Vul dit nog in" in text(half)) == (422, True)
    assert visitor.post(here, YES).status_code == 403
    told = visitor.post(here, {"mark": mark[1], **YES}, follow=True)
    assert "Dank je wel" in text(told)
    assert not visitor.cookies
    visitor.post(here, {"mark": mark[1], **YES})  # back and again: counted once
    assert set(PollTally.objects.values_list("question", "answer", "number")) == {
        ("know", "yes", 1),
        ("took", "yes", 1),
        ("helps", "yes", 1),
    }
    names = {field.name for field in PollTally._meta.get_fields()}
    assert names == {"id", "poll", "question", "answer", "number"}


def test_what_a_poll_refuses(clock: Any) -> None:
    at, other = batch(most=10), batch(ParentPoll.objects.get())
    mark = actions.fresh_mark(at)
    for answers in ({**YES, "know": "maybe"}, {"know": "yes"}, {**YES, "name": "Olga"}):
        with pytest.raises(RuleBroken, match="bij elke vraag"):
            actions.answer_poll(batch=at, answers=answers, mark=mark)
    for forged in ("forged", "", actions.fresh_mark(other)):
        with pytest.raises(NotAllowed, match="te lang open"):
            actions.answer_poll(batch=at, answers=YES, mark=forged)
    answered(at, YES, 10)
    with pytest.raises(RuleBroken, match="genoeg mensen"):
        answered(at, YES)
    clock.shift(timedelta(hours=4))
    with pytest.raises(NotAllowed, match="te lang open"):
        actions.answer_poll(batch=at, answers=YES, mark=mark)
    clock.shift(timedelta(days=1))
    assert actions.forget_pages() == 10
    assert not PollPage.objects.exists()
    clock.shift(timedelta(days=20))
    assert "nu niet open" in text(Client().get(f"/peiling/{at.code}/"))
    with pytest.raises(RuleBroken, match="nu niet open"):
        answered(at, YES)


def test_results_come_after_the_last_day_and_hide_what_is_small(clock: Any) -> None:
    at = batch()
    answered(at, YES, 25)
    answered(at, NO, 4)
    public = "/peiling/uitslag/zuid-limburg/"
    assert "Nog geen uitslag" in text(Client().get(public))
    clock.shift(timedelta(days=15))
    (found,) = queries.results_of(region(factories.ZUID))
    assert found.total.or_none() == 29
    assert found.answers["took"] is None or found.answers["took"]["no"].is_hidden
    page = text(Client().get(public))
    assert "29 antwoorden" in page
    assert ">4<" not in page
    assert ">25<" not in page  # 29 − 25 would tell


def test_fewer_than_ten_answers_show_nothing(clock: Any) -> None:
    answered(batch(), YES, 9)
    clock.shift(timedelta(days=15))
    page = text(Client().get("/peiling/uitslag/zuid-limburg/"))
    assert "te weinig om te laten zien" in page
    assert ">9<" not in page


def test_years_beside_each_other(clock: Any) -> None:
    answered(batch(), YES, 40)
    answered(PollBatch.objects.get(), {**NO, "know": "some"}, 20)
    clock.move_to("2027-11-23T09:00:00Z")
    answered(batch(poll()), YES, 30)
    clock.shift(timedelta(days=15))
    page = text(Client().get("/peiling/uitslag/zuid-limburg/"))
    assert "67 van de 100" in page
    assert "100 van de 100" in page


def test_only_the_owner_makes_posters(django_assert_max_num_queries: Any) -> None:
    at = batch()
    here = f"/mijn-organisatie/peilingen/{at.poll_id}/"
    mine = client_of(factories.contact(at.poll.organisation))
    mine.get(here)
    with django_assert_max_num_queries(12):
        assert at.place in text(mine.get(here))
    poster = text(mine.get(f"/mijn-organisatie/peilingen/poster/{at.pk}/"))
    assert f"/peiling/{at.code}/" in poster
    assert client_of(factories.coordinator()).get(here).status_code == 200
    for other in (
        factories.contact(factories.organisation("zuyd-hogeschool")),
        factories.coordinator(factories.NOORD),
        factories.person(),
    ):
        assert client_of(other).get(here).status_code == 403
        with pytest.raises(NotAllowed):
            actions.add_batch(poll=at.poll, place="X", most=10, by=other)
    with pytest.raises(RuleBroken, match="al een peiling"):
        poll()
    with pytest.raises(RuleBroken, match="al een poster"):
        actions.add_batch(
            poll=at.poll, place=at.place, most=10, by=factories.contact(at.poll.organisation)
        )
    with pytest.raises(IntegrityError, match="poll_batch_has_room"), transaction.atomic():
        PollBatch.objects.filter(pk=at.pk).update(given=999)


def test_a_poll_opens_on_the_page() -> None:
    organisation, by = owner()
    typed = {
        "organisation": organisation.pk,
        "region": "zuid-limburg",
        "opens_on": "2026-11-23",
        "closes_on": "2026-11-01",
    }
    client = client_of(by)
    wrong = client.post("/mijn-organisatie/peilingen/", typed)
    assert wrong.status_code == 422
    page = client.post(
        "/mijn-organisatie/peilingen/", {**typed, "closes_on": "2026-12-15"}, follow=True
    )
    assert "Nog geen posters" in text(page)
    assert ParentPoll.objects.get().closes_on == date(2026, 12, 15)
