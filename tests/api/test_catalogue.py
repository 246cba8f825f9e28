"""The catalogue: what everybody may see, page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.api.conftest import Asking, closed_edition, secret_of
from tests.counting import asked
from veerkracht.enrolment.actions import request_places
from veerkracht.kernel.clock import now
from veerkracht.training.actions import call_off_edition

pytestmark = pytest.mark.django_db
Ask = Callable[..., Asking]


def all_pages(asker: Asking, path: str) -> list[dict[str, Any]]:
    """Every item, by following the cursors."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = asker.get(f"{path}{'&' if '?' in path else '?'}limit=2{cursor}").json()
        found += answer["items"]
        if answer["nextCursor"] is None:
            return found
        cursor = f"&cursor={answer['nextCursor']}"


def test_an_edition_tells_when_where_and_how_full(asking: Ask) -> None:
    edition = factories.edition(capacity=2)
    someone = factories.person()
    request_places(people=[someone], editions=[edition], by=someone)
    found = asking().get(f"/editions/{edition.pk}").json()
    places = {"capacity": 2, "free": 1, "waiting": 0, "kept": 0, "approver": None}
    assert found["availability"] == places
    assert found["state"] == "published"
    assert found["isOpen"] is True
    assert found["region"] == factories.ZUID
    assert found["municipality"] == "Heerlen"
    assert found["startsAt"].endswith("Z")
    assert len(found["sessions"]) == 1
    assert found["url"].endswith(f"/leren/{edition.pk}/{edition.course.slug}/")


def test_who_has_a_place_is_nowhere_in_the_catalogue(asking: Ask) -> None:
    edition = factories.edition()
    someone = factories.person("Herkenbare Naam")
    request_places(people=[someone], editions=[edition], by=someone)
    for path in ("/editions", f"/editions/{edition.pk}", "/courses"):
        text = asking().get(path).content.decode()
        assert "Herkenbare" not in text
        assert "voorbeeld.example" not in text


def test_the_link_to_an_online_room_is_not_for_everybody(asking: Ask) -> None:
    edition = factories.edition(
        online_link="https://kamer.example/geheim", municipality=None, venue=""
    )
    assert b"geheim" not in asking().get(f"/editions/{edition.pk}").content
    assert asking().get(f"/editions/{edition.pk}").json()["isOnline"] is True


def test_a_draft_does_not_exist_not_even_for_its_coordinator(asking: Ask) -> None:
    draft = factories.draft()
    coordinator = asking(secret_of(factories.coordinator()))
    for asker in (asking(), coordinator):
        assert asker.get(f"/editions/{draft.pk}").status_code == 404
        assert asker.get(f"/courses/{draft.course_id}").status_code == 404
        assert asker.get("/editions").json()["items"] == []
        assert asker.get("/courses").json()["items"] == []


def test_an_edition_whose_dates_follow_is_there_without_dates(asking: Ask) -> None:
    edition = factories.undated()
    found = asking().get(f"/editions/{edition.pk}").json()
    assert (found["startsAt"], found["endsAt"], found["sessions"]) == (None, None, [])
    dated = "/editions?startsFrom=2020-01-01"
    assert edition.pk not in [one["id"] for one in asking().get(dated).json()["items"]]


def test_what_was_called_off_says_so(asking: Ask) -> None:
    edition = factories.edition()
    call_off_edition(by=None, edition=edition, reason="Trainer ziek")
    found = asking().get(f"/editions/{edition.pk}").json()
    assert (found["state"], found["isOpen"]) == ("calledOff", False)


def test_filters_narrow_the_list(asking: Ask) -> None:
    south = factories.edition(starts=now() + timedelta(days=10))
    north = factories.edition(
        of=factories.course(factories.NOORD), starts=now() + timedelta(days=100)
    )
    closed = closed_edition()

    def numbers(query: str) -> list[int]:
        return [one["id"] for one in all_pages(asking(), f"/editions?{query}")]

    assert numbers("region=noord-limburg") == [north.pk]
    assert numbers("region=nergens") == []
    assert numbers(f"courseId={south.course_id}") == [south.pk]
    assert numbers(f"startsFrom={(now() + timedelta(days=90)).date()}") == [north.pk]
    assert north.pk not in numbers(f"startsUntil={(now() + timedelta(days=90)).date()}")
    assert closed.pk not in numbers("open=true")
    assert numbers("open=false") == [closed.pk]
    assert numbers("startsFrom=0001-01-01") == [south.pk, north.pk, closed.pk]
    assert numbers("startsUntil=9999-12-31") == [south.pk, north.pk, closed.pk]


def test_pages_are_stable_while_others_add(asking: Ask) -> None:
    course = factories.course()
    there = [factories.edition(of=course).pk for _turn in range(5)]
    first = asking().get("/editions?limit=2").json()
    added = factories.edition(of=course, starts=now() + timedelta(days=2)).pk
    second = asking().get(f"/editions?limit=2&cursor={first['nextCursor']}").json()
    third = asking().get(f"/editions?limit=9&cursor={second['nextCursor']}").json()
    seen = [one["id"] for page in (first, second, third) for one in page["items"]]
    assert seen == [*there, added]
    assert third["nextCursor"] is None


def test_a_cursor_fits_only_its_own_question(asking: Ask) -> None:
    course = factories.course()
    for _turn in range(3):
        factories.edition(of=course)
    cursor = asking().get("/editions?limit=1").json()["nextCursor"]
    assert asking().get(f"/editions?limit=2&cursor={cursor}").status_code == 200
    for path in (f"/editions?open=true&cursor={cursor}", f"/courses?cursor={cursor}"):
        assert asking().get(path).status_code == 400
    number, _colon, signature = cursor.partition(":")
    for forged in (f"WzBd:{signature}", number, f"{number}:", f"{number}:{signature[:-1]}x"):
        assert asking().get(f"/editions?cursor={forged}").status_code == 400


def test_courses_tell_what_they_are_in_the_language_of_the_reader(asking: Ask) -> None:
    course = factories.course(title="Het gesprek", title_en="The conversation")
    factories.edition(of=course)
    assert asking().get(f"/courses/{course.pk}").json()["title"] == "Het gesprek"
    english = asking().get(f"/courses/{course.pk}", Accept_Language="en").json()
    assert english["title"] == "The conversation"


def test_courses_with_students_can_be_found(asking: Ask) -> None:
    for_students, other = factories.course(for_students=True), factories.course()
    factories.edition(of=for_students)
    factories.edition(of=other)
    found = asking().get("/courses?forStudents=true").json()["items"]
    assert [one["id"] for one in found] == [for_students.pk]


@pytest.mark.parametrize("path", ["/editions", "/courses"])
def test_a_page_costs_no_more_queries_when_there_is_more_on_it(asking: Ask, path: str) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert asking().get(path).status_code == 200
        return asked(seen)

    factories.edition()
    few = cost()
    for _turn in range(5):
        factories.edition(days=2)
    assert cost() == few
    assert few <= 6
