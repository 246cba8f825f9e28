"""No exit tells of the few who were planted. ``LEAKS=all`` (``make leaks``) walks as everybody and everywhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from tests import factories
from tests.access.world import World
from tests.leaks import planting, walking
from veerkracht.figures.models import Cell
from veerkracht.kernel.clock import now

pytestmark = [pytest.mark.django_db]
ALL = os.environ.get("LEAKS") == "all"
ROLES = ["anonymous", "professional", "employer", "trainer", "coordinator", "administrator"]
WALKED = ROLES if ALL else ["anonymous", "coordinator"]
MOST = 3_000 if ALL else 60  # pages a role
LENGTH = re.compile(r"Content-Length: \d+")  # of a page: any number there is chance


def walked(world: World, number: int, role: str, others: Sequence[str]) -> dict[str, str]:
    """What one of the two worlds tells at every exit, and leaves behind in caches and logs."""
    factories.begin_at(10_001)
    with transaction.atomic():
        planting.plant(number, whole_way=ALL)
        with walking.overheard() as lines:
            found = walk(world, role, others)
        found["log"] = "\n".join(lines)
        found |= walking.kept()
        transaction.set_rollback(True)  # the next world begins as this one began
    walking.forget()
    return found


def walk(world: World, role: str, others: Sequence[str]) -> dict[str, str]:
    client = Client()
    if role != "anonymous":
        client.force_login(world.people[role])
    trip = walking.Walk(role, client, MOST)
    trip.go([*walking.cells_in_api(client), *walking.addresses(world, role), *others])
    return trip.told


@pytest.fixture
def unhurried(settings: Any) -> None:
    settings.RATE_LIMITS = False
    settings.PAGE_CACHE = True


def test_the_two_worlds_show_the_same() -> None:
    """Else the walk proves nothing: what may be shown must not depend on who the few are."""
    first, second = (planting.table_of(planting.counts_of(world)).figures for world in (0, 1))
    assert first == second
    hidden = {one.place[:2] for one in first if not one.number.is_shown}
    assert hidden >= planting.FEW


@pytest.fixture
def still(world: World) -> Iterator[None]:
    """Both worlds are met at one moment, after the small world was made."""
    with time_machine.travel(now(), tick=False):
        yield


@pytest.mark.parametrize("role", WALKED)
def test_no_exit_tells_of_the_few(world: World, unhurried: None, still: None, role: str) -> None:
    others = walking.other_addresses(world, role) if ALL else []
    begin = walking.places()
    first = walked(world, 0, role, others)
    walking.put_back(begin)
    second = walked(world, 1, role, others)
    walking.put_back(begin)
    print(f"{role}: {len(first)} exits, caches and logs")  # noqa: T201 - for who runs it by hand
    assert len(first) > 20
    different = walking.differences(first, second)
    assert not different, "\n".join(different[:20])
    exact = {name: planting.counted_in(LENGTH.sub("", text)) for name, text in first.items()}
    assert {name: numbers for name, numbers in exact.items() if numbers} == {}


def test_in_every_file_the_few_are_hidden(world: World) -> None:
    planting.plant(0)
    cells = Cell.objects.filter(table__indicator="professionals-trained")
    for area, sector in planting.FEW:
        [cell] = cells.filter(area=area, sector=sector)
        assert (cell.status, cell.number) == ("C", None)
    text = Client().get("/open-data/zuid-limburg/1/professionals-trained.csv").content.decode()
    few = [line for line in text.splitlines() if "GM0981" in line and "kraamzorg" in line]
    assert [line.split(",")[-2:] for line in few] == [["", "C"]]


@pytest.mark.parametrize(
    "text",
    [
        "1013",
        "telling: 1.013 mensen",
        "1,013",
        "1\u00a0013 professionals",
        "<title>Heerlen: 1013</title>",
    ],
)
def test_an_exact_number_is_found_however_it_is_written(text: str) -> None:
    assert planting.counted_in(text) == ["1013"]


@pytest.mark.parametrize("text", ["1015", "11013", "10135", "1.0135", "a 21,013"])
def test_another_number_is_not_taken_for_it(text: str) -> None:
    assert planting.counted_in(text) == []


def test_a_page_that_orders_by_what_is_hidden_is_found() -> None:
    found = walking.differences({"page": "Beek\nVaals"}, {"page": "Vaals\nBeek"})
    assert found == ["page:\n  Beek\n  Vaals"]
    long = ("x" * 500 + name + "x" * 500 for name in ("Beek", "Vaals"))
    [told] = walking.differences(*({"page": one} for one in long))
    assert "xBeekx" in told
    assert len(told) < 500
    assert walking.differences({"page 1": ""}, {}) == ["page 1: only in one world"]


def test_every_kind_of_page_comes_before_more_of_the_same() -> None:
    waiting = walking.Waiting(["/a/?x=1", "/a/?x=2", "/a/?x=3", "/b/12/", "/a/?y=1", "/b/13/"])
    assert [waiting.next() for _time in range(6)] == [
        "/a/?x=1",
        "/b/12/",
        "/a/?y=1",
        "/a/?x=2",
        "/b/13/",
        "/a/?x=3",
    ]
    assert not waiting


def test_a_paper_is_read_as_its_reader_reads_it(world: World) -> None:
    planting.plant(0)
    paper = Client().get("/cijfers/factsheet/zuid-limburg.pdf")
    assert paper.headers["Content-Type"] == "application/pdf"
    assert "Zuid-Limburg" in walking.body_of(paper)


def test_words_of_chance_are_passed_over() -> None:
    field = '<input type="hidden" name="form_key" value="kH5AoI5t1WuXt-wDid1Edg"'
    assert "kH5A" not in walking.SECRET.sub("…", field)
    assert walking.SECRET.sub("…", "token a1b2c3d4e5f6a7b8c9d0e1f2 blijft") == "token … blijft"
    assert walking.SECRET.sub("…", "WzEsInZadFlh:1xXbkk:abcdefghijklmnopqrstu") == "…"
    assert (
        walking.SECRET.sub("…", "professionals-trained-by-area") == "professionals-trained-by-area"
    )
