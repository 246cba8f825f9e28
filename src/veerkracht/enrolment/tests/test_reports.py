"""Plaatsen en wachten: counted from what happened, of one's own regions, as page, picture and workbook."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from tests import factories
from veerkracht.enrolment import actions
from veerkracht.enrolment import reports_queries as queries
from veerkracht.enrolment.models import Enrolment
from veerkracht.enrolment.reports_forms import span
from veerkracht.enrolment.reports_queries import Choice, Sums
from veerkracht.kernel.clock import now
from veerkracht.people.models import Person
from veerkracht.training.actions import call_off_edition
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def ask(edition: Edition) -> Enrolment:
    someone = factories.person()
    return actions.request_places(people=[someone], editions=[edition], by=someone)[0]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def of(*editions: Edition) -> Choice:
    return Choice(tuple({edition.region_id for edition in editions}))


def storied(clock: time_machine.Traveller) -> Edition:
    """Two places; four ask; an offer is taken after three days, another lapses; somebody leaves too late."""
    edition = factories.edition(starts=now() + timedelta(days=30), capacity=2)
    first, second, third, _fourth = (ask(edition) for _ in range(4))
    clock.shift(timedelta(days=3))
    actions.leave(enrolment=first, by=first.person)
    third.refresh_from_db()
    actions.accept(enrolment=third, by=third.person)
    clock.shift(timedelta(days=21))  # six days before: leaving is no longer free of charge
    actions.leave(enrolment=second, by=second.person)
    clock.shift(timedelta(days=3))
    actions.lapse_offers()
    return edition


def test_sums_tell_what_happened(clock: time_machine.Traveller) -> None:
    edition = storied(clock)
    sums = queries.per_edition(of(edition))[edition.pk]
    assert sums == Sums(
        editions=1,
        places=2,
        taken=1,
        waiting=0,
        offered=2,
        accepted=1,
        lapsed=1,
        late=1,
        granted=3,
        after_waiting=1,
        days=3.0,
    )
    assert sums.share == 50
    assert sums.days_to_place == pytest.approx(3.0)
    now_there = Enrolment.objects.filter(edition=edition, state="placed").count()
    assert now_there == sums.taken


def test_a_colleague_who_comes_instead_changes_no_place(clock: time_machine.Traveller) -> None:
    edition = factories.edition()
    row = ask(edition)
    handover = actions.ask_colleague(enrolment=row, address="c@voorbeeld.example", by=row.person)
    actions.take_over(handover=handover, by=factories.person())
    sums = queries.per_edition(of(edition))[edition.pk]
    assert (sums.taken, sums.granted) == (1, 1)


def test_months_and_courses_are_sums_of_the_same_cells(clock: time_machine.Traveller) -> None:
    course = factories.course()
    editions = [
        factories.edition(of=course, starts=now() + timedelta(days=days), capacity=3)
        for days in (30, 40, 70)
    ]
    for edition in editions:
        ask(edition), ask(edition)
    other = factories.edition(starts=now() + timedelta(days=30))
    cells = queries.cells(of(*editions, other))
    months = queries.by_month(cells)
    assert list(months) == [date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]
    assert [one.taken for one in months.values()] == [2, 2, 2]
    assert queries.by_course(cells)[course.pk].places == 9
    assert queries.total(cells) == sum(months.values(), Sums())


def test_a_month_begins_at_midnight_on_a_dutch_clock() -> None:
    late = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
    editions = [
        factories.edition(starts=late),
        factories.edition(starts=late + timedelta(minutes=1)),
    ]
    found = queries.by_month(queries.cells(of(*editions)))
    assert list(found) == [date(2026, 12, 1), date(2027, 1, 1)]


def test_months_in_which_nothing_begins_are_empty_not_absent() -> None:
    editions = [factories.edition(starts=now() + timedelta(days=days)) for days in (30, 100)]
    months = queries.by_month(queries.cells(of(*editions)))
    assert [one.editions for one in months.values()] == [1, 0, 0, 1]
    assert queries.by_month([]) == {}


def test_what_does_not_go_on_or_is_no_more_than_a_plan_is_left_out() -> None:
    off = factories.edition()
    ask(off)
    off.refresh_from_db()
    call_off_edition(by=None, edition=off, reason="Ziek.")
    factories.draft()
    assert queries.cells(of(off)) == []


def test_a_choice_keeps_to_its_period_course_and_region() -> None:
    edition = factories.edition()
    far = factories.edition(of=factories.course(factories.NOORD))
    assert set(queries.per_edition(of(edition))) == {edition.pk}
    assert set(queries.per_edition(of(edition, far))) == {edition.pk, far.pk}
    region = (edition.region_id,)
    starts = edition.starts_at
    assert starts is not None
    assert queries.cells(Choice(region, since=starts + timedelta(seconds=1))) == []
    assert queries.cells(Choice(region, until=starts)) == []
    assert len(queries.cells(Choice(region, since=starts))) == 1
    assert queries.cells(Choice(region, course=far.course_id)) == []
    for choice in (of(edition), Choice(region, course=edition.course_id)):
        assert [one.pk for one in choice.editions()] == [edition.pk]


@pytest.mark.parametrize(
    ("period", "first", "after"),
    [
        ("rond-nu", "2026-05-01", "2027-06-01"),
        ("dit-jaar", "2026-01-01", "2027-01-01"),
        ("vorig-jaar", "2025-01-01", "2026-01-01"),
    ],
)
def test_periods_are_whole_months_on_a_dutch_clock(period: str, first: str, after: str) -> None:
    since, until = span(period, date(2026, 11, 23))
    assert since is not None
    assert until is not None
    assert since.astimezone().tzinfo is not None
    days = [one + timedelta(hours=2) for one in (since, until)]
    assert [day.date().isoformat() for day in days] == [first, after]
    assert span("alles", date(2026, 11, 23)) == (None, None)


def test_history_follows_places_and_waiting_day_by_day(clock: time_machine.Traveller) -> None:
    edition = storied(clock)
    days = [(one.day.isoformat(), one.taken, one.waiting) for one in queries.history(edition)]
    assert days == [
        ("2026-11-23", 2, 2),
        ("2026-11-26", 2, 1),
        ("2026-12-17", 2, 0),
        ("2026-12-20", 1, 0),
    ]


# The pages


def test_the_page_shows_picture_and_table_of_ones_own_region(clock: Any) -> None:
    mine, theirs = factories.edition(), factories.edition(of=factories.course(factories.NOORD))
    ask(mine), ask(mine), ask(mine)
    shown = text(signed_in(factories.coordinator()).get("/werk/cijfers/"))
    assert mine.course.title in shown
    assert theirs.course.title not in shown
    assert "december 2026" in shown
    assert "100 procent" in shown
    assert re.search(
        r"<svg[^>]*role=\"img\"[^>]*aria-labelledby=\"maanden-titel maanden-uitleg\"", shown
    )
    assert "2 (100%)" in shown
    assert "style=" not in shown


def test_an_administrator_can_choose_a_region_and_a_coordinator_only_the_own(clock: Any) -> None:
    mine, theirs = factories.edition(), factories.edition(of=factories.course(factories.NOORD))
    admin, coordinator = signed_in(factories.administrator()), signed_in(factories.coordinator())
    address = f"/werk/cijfers/?regio={theirs.region_id}"
    listed = f"/werk/edities/{theirs.pk}/cijfers/"
    assert listed in text(admin.get(address))
    assert f"/werk/edities/{mine.pk}/cijfers/" not in text(admin.get(address))
    assert listed not in text(coordinator.get(address))
    assert coordinator.get(listed).status_code == 403
    assert theirs.course.title not in text(
        coordinator.get(f"/werk/cijfers/?training={theirs.course_id}")
    )


@pytest.mark.parametrize(
    "query",
    [
        "periode=%00",
        "periode=x&regio=²&training=x",
        "regio=99999999999999",
        "pagina=%00",
        "pagina=9e9",
    ],
)
def test_odd_questions_fall_back(clock: Any, query: str) -> None:
    factories.edition()
    client = signed_in(factories.coordinator())
    assert client.get(f"/werk/cijfers/?{query}").status_code == 200
    assert client.get(f"/werk/cijfers/overzicht.xlsx?{query}").status_code == 200


def test_without_editions_the_page_says_what_to_do(clock: Any) -> None:
    client = signed_in(factories.coordinator())
    assert "Hier is nog niets te tellen" in text(client.get("/werk/cijfers/"))
    assert "Hier is nog niets te tellen" not in text(client.get("/werk/edities/1/cijfers/"))
    assert client.get("/werk/cijfers/overzicht.xlsx").status_code == 200


def test_the_page_of_an_edition_reads_its_picture_aloud(clock: time_machine.Traveller) -> None:
    edition = storied(clock)
    shown = text(signed_in(factories.coordinator()).get(f"/werk/edities/{edition.pk}/cijfers/"))
    assert "1 plaats van 2 is bezet, 0 aanvragen wachten. Vol na 1 dag." in shown
    assert 'class="chart__line" d="M0 100H' in shown
    assert "23 november 2026" in shown
    empty = factories.edition()
    shown = text(signed_in(factories.coordinator()).get(f"/werk/edities/{empty.pk}/cijfers/"))
    assert "Nog niets gebeurd" in shown


def test_the_workbook_has_everything_and_runs_nothing(clock: Any) -> None:
    evil = factories.course(title='=HYPERLINK("http://x","y")')
    edition = factories.edition(of=evil, venue="@SUM(A1)\x0b"[:8])
    ask(edition)
    response = signed_in(factories.coordinator()).get("/werk/cijfers/overzicht.xlsx")
    assert "spreadsheetml" in response.headers["Content-Type"]
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Per maand", "Per training", "Per editie"]
    rows = list(book["Per editie"].iter_rows(values_only=True))
    assert rows[0][:3] == ("Training", "Begint", "Waar")
    assert rows[1][0] == '\'=HYPERLINK("http://x","y")'
    assert rows[1][3:7] == (1, 2, 1, 0)
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


MANY = """
INSERT INTO training_edition (course_id, region_id, municipality_id, venue, online_link, state, capacity, opens_at,
  closes_at, cancel_until, price, subsidy, queue_policy, note, language, starts_at, ends_at, in_evening, sequence,
  version {names})
SELECT %(course)s + (n %% %(courses)s), region_id, municipality_id, venue, online_link, state, 16, opens_at, closes_at,
  cancel_until, price, subsidy, queue_policy, note, language,
  starts_at + (n %% 700) * interval '1 day' - interval '350 days',
  ends_at + (n %% 700) * interval '1 day' - interval '350 days', in_evening, sequence, version {names}
FROM training_edition, generate_series(1, %(editions)s) n WHERE id = %(model)s
"""
ASKED = """
INSERT INTO enrolment_enrolment ({columns})
SELECT {values} FROM training_edition e, generate_series(1, 8) n, enrolment_enrolment model
WHERE model.id = %(model)s AND e.id > %(first)s
"""
MOVED = """
INSERT INTO enrolment_move (enrolment_id, edition_id, at, before, after, rule, passed_over)
SELECT id, edition_id, requested_at, '', CASE WHEN id %% 4 = 0 THEN 'waiting' ELSE 'placed' END,
       CASE WHEN id %% 4 = 0 THEN 'full' ELSE 'free-place' END, 0
FROM enrolment_enrolment WHERE edition_id > %(first)s
UNION ALL
SELECT id, edition_id, requested_at + interval '2 days', 'waiting', 'offered', 'strict-order', 0
FROM enrolment_enrolment WHERE edition_id > %(first)s AND id %% 8 = 0
UNION ALL
SELECT id, edition_id, requested_at + interval '3 days', 'offered', 'placed', 'accepted', 0
FROM enrolment_enrolment WHERE edition_id > %(first)s AND id %% 16 = 0
"""


def test_ten_thousand_editions_cost_few_queries_and_little_time(
    django_assert_max_num_queries: Any,
) -> None:
    from django.db import connection  # noqa: PLC0415

    coordinator = factories.coordinator()
    courses = [factories.course() for _ in range(30)]
    model = ask(factories.edition(of=courses[0]))
    with connection.cursor() as cursor:
        fill_ten_thousand(cursor, courses, model)
    client = signed_in(coordinator)
    client.get("/werk/cijfers/?periode=alles")
    times = []
    for _turn in range(3):
        with django_assert_max_num_queries(12) as seen:
            response = client.get("/werk/cijfers/?periode=alles")
        times.append(sum(float(one["time"]) for one in seen.captured_queries))
    assert response.context["total"].editions == 10_001
    assert response.context["total"].granted > 60_000
    assert min(times) < 0.9, (
        f"{min(times):.2f} s of queries"
    )  # bench/RESULTS.md has the measured time
    assert len(client.get("/werk/cijfers/overzicht.xlsx?periode=alles").content) > 100_000


def fill_ten_thousand(cursor: Any, courses: list[Any], model: Enrolment) -> None:
    """10,000 editions of 8 requests, by SQL: through the actions it would take an hour."""
    cursor.execute(
        MANY.format(names=other_columns("training_edition", cursor)),
        {
            "course": courses[0].pk,
            "courses": len(courses),
            "editions": 10_000,
            "model": model.edition_id,
        },
    )
    given = {
        "id": None,
        "edition_id": "e.id",
        "seat_id": "NULL",
        "wish": "gen_random_uuid()",
        "state": "'cancelled'",
        "offer_expires_at": "NULL",
        "requested_at": "e.opens_at + n * interval '3 hours'",
    }
    names = [name for name in columns_of("enrolment_enrolment", cursor) if name != "id"]
    values = [given.get(name) or f'model."{name}"' for name in names]
    statement = ASKED.format(columns=", ".join(names), values=", ".join(values))
    facts = {"model": model.pk, "first": model.edition_id}
    cursor.execute(statement, facts)
    cursor.execute(MOVED, facts)
    cursor.execute("ANALYZE enrolment_move, enrolment_enrolment, training_edition")


def columns_of(table: str, cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
    )
    return [row[0] for row in cursor.fetchall()]


def other_columns(table: str, cursor: Any) -> str:
    """What other work added to the table since, copied as it is."""
    missing = [name for name in columns_of(table, cursor) if name not in MANY and name != "id"]
    return "".join(f', "{name}"' for name in missing if name != "words")
