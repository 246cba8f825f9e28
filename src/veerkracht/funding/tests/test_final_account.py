"""The final account equals a file that was reckoned by hand, cell by cell; closed, it never changes."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from openpyxl import load_workbook

from tests import factories
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment
from veerkracht.funding import actions
from veerkracht.funding.account_document import account_pdf
from veerkracht.funding.account_figures import digest, figures_of
from veerkracht.funding.account_workbook import account_workbook
from veerkracht.funding.ledger_check import check
from veerkracht.funding.models import FinalAccount, Scheme
from veerkracht.funding.tests.funded import SEAT
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.people.models import Person
from veerkracht.practice.models import AppointmentState, CoachingAppointment, CoachingRequest
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
EXPECTED = Path(__file__).parent / "data" / "year_2025.csv"


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2025, month, day, hour, tzinfo=UTC)


class Year:
    """A small known year: two groups, three talks, one bill."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        clock.move_to(at(1, 2))
        self.by = factories.coordinator()
        self.names: dict[str, str] = {}
        self.scheme = self._scheme()
        self._lines()
        self._spring(clock)
        self._talks(clock)
        self._autumn(clock)
        clock.move_to(at(10, 1))
        self._rest()

    def _scheme(self) -> Scheme:
        region = self.by.roles.get().region
        assert region
        scheme = actions.make_scheme(
            region=region,
            name="Kleine regeling",
            reference="K-25",
            funder=factories.organisation(),
            client=factories.organisation("zuyd-hogeschool"),
            period=(date(2025, 1, 1), date(2025, 12, 31)),
            hour_rate=8_500,
            no_show="realised",
            by=self.by,
        )
        actions.set_ceiling(
            scheme=scheme, amount=250_000, reason="Verlening", evidence="K-25/v", by=self.by
        )
        first = {"kind": "request", "on": date(2024, 11, 1), "document": "K-25/a"}
        award = {"kind": "award", "on": date(2024, 12, 1), "document": "K-25/v", "amount": 250_000}
        for step in (first, award):
            actions.add_step(scheme=scheme, by=self.by, **step)
        return scheme

    def _lines(self) -> None:
        by, scheme = self.by, self.scheme
        self.line = actions.add_line(
            scheme=scheme, name="Trainingen", amount=200_000, co_funding=30_000, by=by
        )
        coaching = actions.add_line(scheme=scheme, name="Coaching", amount=50_000, by=by)
        self.seats = actions.add_performance(
            line=self.line, name="Plaatsen", kind="seats", planned=10, by=by
        )
        actions.add_performance(line=coaching, name="Uren", kind="hours", planned=4, by=by)

    def _group(self, starts: datetime) -> Edition:
        made = factories.edition(starts=starts, capacity=8, subsidy=SEAT)
        actions.cover(edition=made, performance=self.seats, by=self.by)
        return made

    def _ask(self, edition: Edition, name: str, person: Person | None = None) -> Enrolment:
        someone = person or factories.person()
        [row] = enrolment.request_places(people=[someone], editions=[edition], by=someone)
        self.names[f"inschrijving {row.pk}"] = f"inschrijving {name}"
        return row

    def _spring(self, clock: time_machine.Traveller) -> None:
        """Four have a place; D stays away, and the scheme pays all the same."""
        edition = self._group(at(4, 10))
        rows = [self._ask(edition, name) for name in "ABCD"]
        clock.move_to(at(4, 11))
        for row in rows:
            Enrolment.objects.filter(pk=row.pk).update(came=row is not rows[3])
        actions.settle_edition(edition.pk)

    def _autumn(self, clock: time_machine.Traveller) -> None:
        """E leaves in time, F comes, and of G nobody knows yet."""
        edition = self._group(at(9, 18))
        leaver, comes, _unknown = (self._ask(edition, name) for name in "EFG")
        enrolment.leave(enrolment=leaver, by=leaver.person)
        clock.move_to(at(9, 19))
        Enrolment.objects.filter(pk=comes.pk).update(came=True)
        actions.settle_edition(edition.pk)

    def _talks(self, clock: time_machine.Traveller) -> None:
        clock.move_to(at(5, 1))
        coached = CoachingRequest.objects.create(
            person=factories.person(),
            region=self.scheme.region,
            coach=factories.trainer(),
            state="matched",
            themes=["team"],
            languages=["nl"],
            made_at=at(5, 1),
            matched_at=at(5, 1),
        )
        for name, day, minutes, held in (
            ("P", 6, 60, True),
            ("Q", 13, 45, True),
            ("R", 20, 50, True),
            ("S", 27, 60, False),
        ):
            made = CoachingAppointment.objects.create(
                coaching=coached,
                starts_at=at(5, day),
                ends_at=at(5, day) + timedelta(minutes=minutes),
                state=AppointmentState.HELD if held else AppointmentState.MISSED,
                changed_at=at(5, 1),
                told_at=at(5, day, 20),
            )
            self.names[f"afspraak {made.pk}"] = f"afspraak {name}"
        assert actions.charge_hours() == 3

    def _rest(self) -> None:
        actions.book_by_hand(
            scheme=self.scheme,
            source="available",
            target="realised",
            amount=2_500,
            reason="Zaalhuur",
            evidence="F-25",
            by=self.by,
        )
        actions.add_co_funding(
            line=self.line,
            year=2025,
            payer="Gemeente Heerlen",
            amount=25_000,
            evidence="G-1",
            by=self.by,
        )
        actions.add_note(
            scheme=self.scheme,
            year=2025,
            text="Minder groepen dan gepland.",
            performance=self.seats,
            by=self.by,
        )

    def account(self) -> FinalAccount:
        period = (self.scheme.from_day, self.scheme.until_day)
        return actions.draft_account(scheme=self.scheme, period=period, by=self.by)


def rows_of(contents: bytes, names: dict[str, str]) -> list[str]:
    """Every row of every sheet but the heads, cells as text; numbers of rows as the letters of the year."""
    found = []
    for sheet in load_workbook(io.BytesIO(contents)).worksheets:
        for row in list(sheet.iter_rows())[1:]:
            cells = [_as_text(cell, names) for cell in row]
            found.append("|".join([sheet.title, *cells]).rstrip("|"))
    return found


def _as_text(cell: Any, names: dict[str, str]) -> str:
    value = cell.value
    if value is None:
        return ""
    if "#,##0.00" in cell.number_format:
        return f"{Decimal(str(value)):.2f}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{value:.4f}"
    return names.get(str(value), re.sub(r"^boeking \d+", "boeking", str(value)))


def expected() -> list[str]:
    lines = EXPECTED.read_text().splitlines()
    return [line.rstrip("|") for line in lines if line and not line.startswith("#")]


def test_the_account_equals_the_file_made_by_hand(clock: time_machine.Traveller) -> None:
    year = Year(clock)
    found = rows_of(account_workbook(year.account()), year.names)
    assert found == expected()
    assert check().faults == ()


def test_a_closed_account_never_changes(clock: time_machine.Traveller) -> None:
    year = Year(clock)
    account = year.account()
    with pytest.raises(RuleBroken, match="nog niet voorbij"):
        actions.close_account(account=account, by=year.by)
    clock.move_to(datetime(2026, 1, 5, 9, tzinfo=UTC))
    closed = actions.close_account(account=account, by=year.by)
    before = digest(figures_of(closed))
    assert closed.digest == before
    actions.book_by_hand(
        scheme=year.scheme,
        source="available",
        target="realised",
        amount=100,
        reason="Later",
        evidence="F-26",
        by=year.by,
    )
    actions.add_note(scheme=year.scheme, year=2025, text="Later bedacht.", by=year.by)
    closed.refresh_from_db()
    assert digest(figures_of(closed)) == before
    with pytest.raises(OutOfDate):
        actions.close_account(account=closed, by=year.by)


def test_the_paper_is_the_same_each_time_and_for_screen_readers(
    clock: time_machine.Traveller,
) -> None:
    year = Year(clock)
    account = year.account()
    first, again = account_pdf(account, "nl"), account_pdf(account, "nl")
    assert first == again
    assert first.startswith(b"%PDF-1.7")
    assert b"pdfuaid" in first


def test_names_stand_there_only_when_the_funder_asks(clock: time_machine.Traveller) -> None:
    year = Year(clock)
    assert all("name" not in one for one in figures_of(year.account())["evidence"])
    actions.set_rules(
        scheme=year.scheme, by=year.by, from_day=date(2025, 1, 1), hour_rate=8_500, names_asked=True
    )
    named = [one.get("name") for one in figures_of(year.account())["evidence"]]
    assert sum(bool(one) for one in named) == 5


def test_a_period_outside_the_scheme_is_refused(clock: time_machine.Traveller) -> None:
    year = Year(clock)
    for period in (
        (date(2024, 12, 31), date(2025, 6, 1)),
        (date(2025, 6, 1), date(2025, 5, 1)),
    ):
        with pytest.raises(RuleBroken):
            actions.draft_account(scheme=year.scheme, period=period, by=year.by)
