"""Who came and what no-shows cost; and that a funder's report tells of no small group."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.disclosure.thresholds import SafeCount
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import now
from veerkracht.people.models import Person, Sector
from veerkracht.proof import reports_queries as queries
from veerkracht.proof.models import Attendance, Means, Presence
from veerkracht.proof.reports_chart import Bar, Part, bars
from veerkracht.proof.reports_forms import Asked, FunderAsked, year_of, years_since
from veerkracht.proof.reports_queries import Choice, Counts, Place
from veerkracht.proof.reports_tables import safe_table, safe_totals
from veerkracht.proof.tests.register_world import comes, joins, past_edition
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PRESENT, ABSENT, EXCUSED = Presence.PRESENT, Presence.ABSENT, Presence.EXCUSED


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def of(*editions: Edition) -> Counts:
    [region] = {edition.region_id for edition in editions}
    found = list(Choice((region,)).editions())
    return sum(queries.per_edition(found).values(), Counts())


def places(*rows: tuple[str, str, str, int], region: int = 1) -> list[Place]:
    """So many people for each (organisation, sector, outcome)."""
    found = [row[:3] for row in rows for _person in range(row[3])]
    return [
        Place(region, "Training", organisation, sector, outcome, person)
        for person, (organisation, sector, outcome) in enumerate(found)
    ]


def test_what_came_of_places_and_what_no_shows_cost() -> None:
    edition = past_edition(days=2, price=5_000, subsidy=18_500)
    came, late, half, absent, said, unknown = (joins(edition) for _ in range(6))
    comes(came)
    comes(late, how=Presence.LATE)
    comes(half, sessions=1)
    comes(absent, how=ABSENT)
    comes(said, how=EXCUSED)
    assert of(edition) == Counts(
        editions=1, planned=20, came=3, excused=1, absent=1, unknown=1, lost=23_500
    )
    Enrolment.objects.filter(pk=unknown.pk).update(came=False)  # the tick of the list
    assert of(edition).absent == 2
    assert of(edition).placed == 6


def test_what_somebody_said_of_themselves_counts_nowhere_until_it_is_confirmed() -> None:
    edition = past_edition()
    comes(joins(edition))
    Attendance.objects.update(confirmed=False)
    Enrolment.objects.update(came=None)
    assert (of(edition).came, of(edition).unknown) == (0, 1)


def test_stand_ins_and_taken_over_attendance_stay_out() -> None:
    edition = past_edition()
    real, stand_in, old = (joins(edition) for _ in range(3))
    comes(real, stand_in, old)
    Person.objects.filter(pk=stand_in.person_id).update(email="plaats-1@veerkracht.invalid")
    Attendance.objects.filter(enrolment=old).update(means=Means.TAKEN_OVER)
    assert of(edition).placed == 1


def test_what_is_not_over_or_not_in_the_period_is_not_counted() -> None:
    edition = past_edition(days_ago=40)
    factories.edition(starts=now() + timedelta(days=3))
    region = edition.region_id
    since = now() - timedelta(days=41)
    assert len(Choice((region,), since=since).editions()) == 1
    assert len(Choice((region,), until=since).editions()) == 0
    assert len(Choice((region,), course=factories.course().pk).editions()) == 0


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ({}, date(2026, 1, 1), date(2026, 11, 23)),
        ({"van": "2025-02-01", "tot": "2025-03-01"}, date(2025, 2, 1), date(2025, 3, 1)),
        ({"van": "2025-03-01", "tot": "2025-02-01"}, date(2025, 2, 1), date(2025, 3, 1)),
        ({"van": "gisteren", "tot": "9999-99-99"}, date(2026, 1, 1), date(2026, 11, 23)),
        ({"van": "0001-01-01"}, date(2026, 1, 1), date(2026, 11, 23)),
    ],
)
def test_a_period_is_read_from_the_address(query: dict[str, str], first: date, last: date) -> None:
    asked = Asked.of(query, [], [])
    assert (asked.first, asked.last) == (first, last)


def test_a_funder_gets_whole_years_and_of_this_one_whole_months() -> None:
    this, last = year_of(2026, (1,)), year_of(2025, (1,))
    assert this.until == datetime.fromisoformat("2026-10-31T23:00:00+00:00")
    assert (last.since, last.until) == (
        datetime.fromisoformat("2024-12-31T23:00:00+00:00"),
        this.since,
    )
    assert years_since(2024) == [2026, 2025, 2024]
    assert years_since(None) == [2026]
    region = factories.course().region
    assert FunderAsked.of({"jaar": "1900", "regio": "x"}, [region], [2026]).year == 2026


def test_totals_are_told_as_finely_as_is_safe() -> None:
    fine = safe_totals(places(("a", "s", "came", 30), ("a", "s", "absent", 12)))
    assert fine is not None
    assert fine.columns == {"came": SafeCount(30), "no-show": SafeCount(12), "other": SafeCount(0)}
    coarse = safe_totals(
        places(("a", "s", "came", 30), ("a", "s", "absent", 6), ("a", "s", "excused", 7))
    )
    assert coarse is not None
    assert coarse.columns == {"came": SafeCount(30), "not-came": SafeCount(13)}
    one = safe_totals(places(("a", "s", "came", 30), ("a", "s", "absent", 3)))
    assert one is not None
    assert (list(one.columns), one.placed) == (["placed"], SafeCount(33))
    assert safe_totals(places(("a", "s", "came", 9))) is None
    assert safe_totals([]) is None


def test_ten_places_of_few_people_are_few() -> None:
    same = [place._replace(person=place.person % 4) for place in places(("a", "s", "came", 20))]
    assert safe_totals(same) is None


def test_a_small_organisation_is_hidden_together_with_another() -> None:
    found = places(("a", "s", "came", 4), ("b", "s", "came", 12), ("c", "s", "came", 40))
    totals = safe_totals(found)
    assert totals is not None
    table = safe_table(found, totals, lambda one: one.organisation)
    assert [row.placed.told("-") for row in table.rows] == ["-", "-", "40"]
    assert table.hides


def test_a_table_that_cannot_be_safe_is_left_out() -> None:
    found = places(("a", "s", "came", 4), ("b", "s", "came", 6))
    totals = safe_totals(found)
    assert totals is not None
    assert safe_table(found, totals, lambda one: one.organisation).rows == ()
    [row] = safe_table(found, totals, lambda one: one.sector).rows
    assert row.placed == SafeCount(10)


def test_costs_tell_nothing_that_the_numbers_do_not() -> None:
    found = places(("a", "s", "came", 30), ("a", "s", "absent", 12))
    totals = safe_totals(found)
    assert totals is not None
    seats = {"Training": queries.Seats(20, 20 * 18_500)}
    [row] = safe_table(found, totals, lambda one: one.course, seats).rows
    assert row.cost == 12 * 18_500


def test_bars_share_one_scale() -> None:
    assert bars([(20, [("came", 10), ("absent", 0)]), (10, [("came", 5)])]) == [
        Bar(100.0, (Part("came", 0.0, 50.0),)),
        Bar(50.0, (Part("came", 0.0, 25.0),)),
    ]
    assert bars([]) == []


def world() -> Edition:
    """Thirty people in two sectors, of whom twelve did not come; four of them in a small sector."""
    edition = past_edition(capacity=40, price=1_000, days_ago=60)
    big, small = Sector.objects.all()[:2]
    sectors = [small] * 4 + [big] * 26
    rows = [joins(edition, factories.person(sector=sector)) for sector in sectors]
    comes(*rows[:2], *rows[4:20])
    comes(*rows[2:4], *rows[20:], how=ABSENT)
    return edition


def test_the_coordinator_sees_working_numbers(django_assert_max_num_queries: Any) -> None:
    edition = world()
    client = signed_in(factories.coordinator())
    with django_assert_max_num_queries(12):
        shown = text(client.get(reverse("proof:report")))
    assert "van 30 geplaatste mensen" in shown
    assert "€ 120" in shown
    empty = client.get(reverse("proof:report"), {"van": "2020-01-01", "tot": "2020-02-01"})
    assert "Hier is nog niets te tellen" in text(empty)
    file = client.get(reverse("proof:report_file"))
    book = load_workbook(io.BytesIO(file.content))
    assert [cell.value for cell in book["Per editie"][2]][3:] == [40, 30, 18, 0, 12, 0, 120]
    assert book["Per editie"]["A2"].value == str(edition.course)
    assert Entry.objects.filter(verb="proof.report_downloaded").count() == 1


def test_a_funder_sees_no_small_number(django_assert_max_num_queries: Any) -> None:
    world()
    client = signed_in(factories.coordinator())
    with django_assert_max_num_queries(12):
        page = client.get(reverse("proof:report_funder"))
    assert "Geplaatst" in text(page)
    assert "Deze tabel kunnen we niet veilig laten zien" in text(page) or "verborgen" in text(page)
    book = load_workbook(io.BytesIO(client.get(reverse("proof:report_funder_file")).content))
    numbers = [
        cell
        for sheet in book
        for row in sheet.iter_rows(min_row=2, values_only=True)
        for cell in row[1:]
        if isinstance(cell, int)
    ]
    assert numbers
    assert not [number for number in numbers if 0 < number < 10]
    printed = client.get(reverse("proof:report_funder_pdf"))
    assert printed.content.startswith(b"%PDF-")
    assert b"pdfuaid" in printed.content
    assert Entry.objects.filter(verb="proof.funder_report_downloaded").count() == 2


def test_reports_are_for_coordinators_of_their_own_regions() -> None:
    edition = world()
    for name in (
        "report",
        "report_file",
        "report_funder",
        "report_funder_file",
        "report_funder_pdf",
    ):
        assert signed_in(factories.trainer()).get(reverse(f"proof:{name}")).status_code == 403
        elsewhere = signed_in(factories.coordinator(factories.NOORD))
        answer = elsewhere.get(reverse(f"proof:{name}"), {"regio": edition.region_id})
        assert answer.status_code == 200
        assert str(edition.course) not in answer.content.decode(errors="replace")


def test_an_administrator_sees_regions_beside_each_other(
    django_assert_max_num_queries: Any,
) -> None:
    edition = world()
    client = signed_in(factories.administrator())
    with django_assert_max_num_queries(13):
        page = text(client.get(reverse("proof:report_funder"), {"regio": edition.region_id}))
    assert "Per regio" in page
    assert "te weinig mensen om te laten zien" in page
