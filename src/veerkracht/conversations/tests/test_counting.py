"""Counting with a separate yes: what is taken in, what is kept, how it enters the figures and goes back."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.conversations import counting_actions as actions
from veerkracht.conversations import counting_queries as queries
from veerkracht.conversations import counting_rules as rules
from veerkracht.conversations.counting_rules import NotCounted, NumberOfConversations
from veerkracht.conversations.models import CountedConversation, CountedQuarter
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.limits import forget, seconds_to_wait
from veerkracht.kernel.personal_data import retention
from veerkracht.places.queries import region

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("clock"),
]
DAY = date(2026, 11, 23)
TOKEN = "A" * 22
USUAL = {
    "instrument": "parents",
    "region": "zuid-limburg",
    "quarter": "2026-4",
    "sector": "birth",
    "token_hash": hashlib.sha256(TOKEN.encode()).hexdigest(),
}


def post(what: Any, address: str = "/gesprek/tellen/", **more: Any) -> Any:
    body = what if isinstance(what, (str, bytes)) else json.dumps(what)
    given = {"content_type": "application/json", **more}
    return Client(enforce_csrf_checks=True).post(address, body, **given)


def withdraw(token: str) -> Any:
    return post({"token": token}, "/gesprek/tellen/intrekken/")


def waiting(number: int, start: int = 0, **values: Any) -> None:
    for nth in range(start, start + number):
        token = hashlib.sha256(f"token {nth}".encode()).hexdigest()
        sent = rules.Sent(**{**USUAL, **values, "token_hash": token})
        actions.count(sent=sent, region=region(sent.region))


@pytest.mark.parametrize(
    ("day", "quarter", "last"),
    [
        (date(2026, 1, 1), "2026-1", date(2026, 3, 31)),
        (date(2026, 6, 30), "2026-2", date(2026, 6, 30)),
        (date(2026, 12, 31), "2026-4", date(2026, 12, 31)),
    ],
)
def test_quarters(day: date, quarter: str, last: date) -> None:
    assert rules.quarter_of(day) == quarter
    assert rules.last_day(quarter) == last
    assert not rules.is_settled(quarter, last + rules.SETTLED_AFTER)


def test_a_conversation_is_counted_once_and_nothing_else_is_kept() -> None:
    for _again in range(2):
        answer = post(USUAL, HTTP_USER_AGENT="Telefoon", REMOTE_ADDR="10.1.2.3")
        assert (answer.status_code, answer.json()) == (200, {"counted": True})
        assert answer.cookies.output() == ""
    row = CountedConversation.objects.get()
    kept = {field.name for field in CountedConversation._meta.get_fields()}
    assert kept == set(USUAL)
    assert (row.quarter, row.region.code) == ("2026-4", "zuid-limburg")
    assert not Entry.objects.filter(subject_kind__startswith="conversations").exists()


def test_a_session_is_not_looked_at(django_assert_num_queries: Any) -> None:
    client = Client()
    client.force_login(factories.person())
    with django_assert_num_queries(5) as captured:  # savepoint, region, lock, row, savepoint
        client.post("/gesprek/tellen/", json.dumps(USUAL), content_type="application/json")
    asked = " ".join(query["sql"] for query in captured)
    assert not any(word in asked for word in ("session", "people_person", "audit"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"instrument": "young"}, "young"),
        ({"instrument": "other"}, "instrument"),
        ({"region": "nergens"}, "region"),
        ({"region": "GM0917"}, "region"),
        ({"region": "zuid\x00"}, "region"),
        ({"quarter": "2026-3"}, "quarter"),
        ({"quarter": "2027-1"}, "quarter"),
        ({"sector": "verloskunde"}, "sector"),
        ({"token_hash": TOKEN}, "token_hash"),
        ({"token_hash": 7}, "fields"),
        ({"mark": 7}, "fields"),
    ],
)
def test_what_is_not_exactly_so_is_refused(change: dict[str, Any], reason: str) -> None:
    answer = post({**USUAL, **change})
    assert (answer.status_code, answer.json()["reason"]) == (422, reason)
    assert not CountedConversation.objects.exists()


@pytest.mark.parametrize("body", [b"\xff", "[]", "null", "{", "[" * 900, "x" * 2000, "{}"])
def test_hostile_bodies_are_refused(body: Any) -> None:
    assert post(body).status_code == 422
    assert post(body, "/gesprek/tellen/intrekken/").status_code == 422


def test_another_site_and_another_method_are_refused() -> None:
    assert post(USUAL, content_type="text/plain").status_code == 415
    assert Client().get("/gesprek/tellen/").status_code == 405
    assert not CountedConversation.objects.exists()


def test_the_limit_is_one_for_everybody_together(settings: Any) -> None:
    settings.RATE_LIMITS = True
    forget()
    for _before in range(299):
        seconds_to_wait("counting.count", "all", most=300, seconds=60)
    answers = [post("{}", REMOTE_ADDR=f"10.0.0.{n}") for n in range(2)]
    assert [answer.status_code for answer in answers] == [422, 429]
    assert answers[1].headers["Retry-After"] == "60"
    forget()


def test_the_last_days_of_a_quarter_may_come_two_weeks_later(clock: Any) -> None:
    clock.move_to("2027-01-14T12:00:00Z")
    assert post(USUAL).status_code == 200
    clock.move_to("2027-01-16T12:00:00Z")
    assert post(USUAL).status_code == 422


def test_one_takes_back_what_waits_and_hears_when_it_stands_in_a_total() -> None:
    post(USUAL)
    assert withdraw("B" * 22).json() == {"withdrawn": False}
    assert withdraw(TOKEN).json() == {"withdrawn": True}
    assert not CountedConversation.objects.exists()
    post(USUAL)
    waiting(19)
    assert actions.enter_batches() == 20
    assert withdraw(TOKEN).json() == {"withdrawn": False}
    assert CountedQuarter.objects.get().number == 20


def test_a_quarter_enters_by_twenty_at_least_and_leaves_no_row_behind() -> None:
    waiting(19)
    waiting(20, start=100, quarter="2026-3", region="noord-limburg")
    before = list(CountedConversation.objects.values_list("pk", flat=True).order_by("pk"))
    assert actions.enter_batches() == 20
    left = list(CountedConversation.objects.values_list("pk", flat=True).order_by("pk"))
    assert (len(before), len(left)) == (39, 19)
    cell = CountedQuarter.objects.get()
    assert (cell.quarter, cell.region.code, cell.number) == ("2026-3", "noord-limburg", 20)
    waiting(1, start=50, instrument="plain")
    assert actions.enter_batches() == 20
    assert actions.enter_batches() == 0
    waiting(20, start=200)
    actions.enter_batches()
    cells = CountedQuarter.objects.filter(quarter="2026-4").values_list("instrument", "number")
    assert sorted(cells) == [("parents", 39), ("plain", 1)]


def test_what_waits_is_put_in_another_order_each_day() -> None:
    waiting(19)

    def on_disk() -> list[str]:
        rows = CountedConversation.objects.raw(
            "SELECT * FROM conversations_countedconversation ORDER BY ctid"
        )
        return [row.pk for row in rows]

    came = on_disk()
    actions.enter_batches()
    assert sorted(on_disk()) == sorted(came)
    assert on_disk() != came  # by chance the same once in 10^17 times


def test_figures_come_when_a_quarter_is_settled_and_small_ones_stay_hidden(clock: Any) -> None:
    waiting(25)
    waiting(6, start=100, region="noord-limburg", sector="social")
    actions.enter_batches()
    assert queries.counted(["2026-4"]) == {}
    with pytest.raises(RuleBroken):
        queries.by_region_and_sector("2026-4")
    clock.move_to("2027-01-20T09:00:00Z")
    found = queries.counted(["2026-4"])
    assert str(found["2026-4", "zuid-limburg"]) == "25"
    with pytest.raises(rules.TooFewToShow):
        str(found["2026-4", "noord-limburg"])
    table = queries.by_region_and_sector("2026-4")
    assert table.cells["noord-limburg", "social"].is_hidden


def test_a_number_shows_itself_from_ten_on() -> None:
    nine = NumberOfConversations(4) + NumberOfConversations(5)
    with pytest.raises(rules.TooFewToShow):
        f"{nine}"
    assert "9" not in repr(nine)
    assert f"{nine + NumberOfConversations(1)}" == "10"


def test_what_never_finds_company_goes_after_a_year(clock: Any) -> None:
    waiting(3)
    rule = dict(retention.items())["conversations.counting"]
    clock.move_to("2027-12-31T09:00:00Z")
    assert rule.overdue() == 0
    clock.move_to("2028-01-02T09:00:00Z")
    assert (rule.overdue(), rule.carry_out(), CountedConversation.objects.count()) == (3, 3, 0)


@pytest.mark.parametrize(
    ("model", "values", "name"),
    [
        (CountedConversation, {"instrument": "young"}, "counted_never_the_young"),
        (CountedConversation, {"quarter": "2026-5"}, "counted_quarter"),
        (CountedConversation, {"sector": "x"}, "counted_sector_group"),
        (CountedConversation, {"token_hash": "x"}, "counted_by_a_hash"),
        (CountedQuarter, {"instrument": "young"}, "counted_cell_never_the_young"),
        (CountedQuarter, {"quarter": "2026"}, "counted_cell_quarter"),
        (CountedQuarter, {"number": 0}, "counted_cell_holds_some"),
    ],
)
def test_the_database_refuses_as_well(model: Any, values: dict[str, Any], name: str) -> None:
    waiting(21)
    actions.enter_batches()
    waiting(1, start=90)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**values)


def test_reading_refuses_the_young_before_anything_else() -> None:
    body = json.dumps({**USUAL, "instrument": "young", "sector": "x"}).encode()
    with pytest.raises(NotCounted, match="young"):
        rules.read_count(body, day=DAY, instruments={"young"}, sectors=set())
