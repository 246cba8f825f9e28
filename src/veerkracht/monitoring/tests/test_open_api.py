"""The API gives the same frozen figures as the files, to everybody."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import Asking
from veerkracht.monitoring.tests.open_releases import VAALS, released

pytestmark = pytest.mark.django_db
CELLS = "tables/professionals-trained/cells"


@pytest.fixture(autouse=True)
def unhurried(settings: Any) -> None:
    settings.RATE_LIMITS = False


def ask(path: str) -> Any:
    return Asking().get(f"/figures/releases{path}")


def every_cell(release: int, query: str = "") -> list[dict[str, Any]]:
    """All pages, by following the cursors."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = ask(f"/{release}/{CELLS}?limit=7{query}{cursor}").json()
        found += answer["items"]
        if answer["nextCursor"] is None:
            return found
        cursor = f"&cursor={answer['nextCursor']}"


def test_a_release_tells_what_is_in_it_and_how_to_check_it() -> None:
    release = released()
    [found] = ask("").json()["items"]
    assert found == ask(f"/{release.pk}").json()
    assert (found["area"], found["number"], found["asOf"]) == ("zuid-limburg", 1, "2026-11-01")
    assert (found["digest"], found["licence"]) == (release.digest, "CC0-1.0")
    assert [one["indicator"] for one in found["tables"]] == [
        "professionals-trained",
        "groups-alive",
    ]
    file = found["tables"][0]["files"]["csv"]
    assert file.endswith("/open-data/zuid-limburg/1/professionals-trained.csv")


def test_a_hidden_number_is_null_and_says_so() -> None:
    cells = every_cell(released().pk)
    assert len(cells) == 24
    vaals = [one for one in cells if one["area"] == VAALS]
    assert {(one["number"], one["numberStatus"], one["percentage"]) for one in vaals} == {
        (None, "C", None)
    }
    for one in cells:
        for name in ("number", "denominator", "percentage"):
            assert (one[name] is not None) is (one[f"{name}Status"] == "A")


def test_cells_are_chosen_by_code_and_t_is_the_total() -> None:
    release = released().pk
    [found] = every_cell(release, "&area=_T&sector=_T&period=2026")
    assert (found["number"], found["denominator"], found["percentage"]) == (200, 600, 33)
    assert found["function"] == "_T"
    assert every_cell(release, "&area=GM9999") == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/999999", 404),
        (f"/999999/{CELLS}", 404),
        ("/1/tables/geen/cells", 404),
        ("?area=Zuid Limburg", 400),
        ("?gebied=zuid-limburg", 400),
    ],
)
def test_what_is_not_there_or_not_right_is_said(path: str, status: int) -> None:
    assert ask(path).status_code == status


def test_a_code_that_cannot_be_is_refused() -> None:
    assert ask(f"/{released().pk}/{CELLS}?area=%27%3B--").status_code == 400


def test_a_release_that_was_withdrawn_is_not_there() -> None:
    release = released(withdrawn="De noemer klopte niet.")
    assert ask("").json()["items"] == []
    assert ask(f"/{release.pk}").status_code == 404
    assert ask(f"/{release.pk}/{CELLS}").status_code == 404


def test_any_site_may_read_and_comes_back_with_the_tag() -> None:
    released()
    response = ask("")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    again = Asking().get("/figures/releases", if_none_match=response.headers["ETag"])
    assert again.status_code == 304
