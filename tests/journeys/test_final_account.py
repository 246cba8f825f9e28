"""A year is over: the account is drafted, a note is added, both files are opened, and it is frozen."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from tests.journeys.browser import Journey
from veerkracht.config.demo.funding import PAST, RUNNING
from veerkracht.funding.models import DeviationNote, FinalAccount, Scheme
from veerkracht.kernel.clock import today

pytestmark = pytest.mark.browser

WHY = "De groep in Brunssum begon later, omdat de zaal werd verbouwd."


def test_a_year_is_accounted_for(journey: Journey) -> None:
    scheme = as_before()
    drafts(journey, scheme)
    explains(journey, scheme)
    account = FinalAccount.objects.get(scheme=scheme)
    opens_the_files(journey, account)
    closes(journey, account)
    the_funder_reads(journey, account)


def as_before() -> Scheme:
    """As the demo began: nothing is accounted for yet in the scheme that runs."""
    scheme = Scheme.objects.get(name=RUNNING)
    FinalAccount.objects.filter(scheme=scheme).delete()
    DeviationNote.objects.filter(scheme=scheme, text=WHY).delete()
    return scheme


def drafts(journey: Journey, scheme: Scheme) -> None:
    """Coby begins with the part of the scheme that is over."""
    journey.become("coordinator", at=f"/werk/subsidies/{scheme.pk}/")
    journey.follow("Verantwoording", within="main")
    journey.is_headed("Verantwoording")
    journey.fill("Eerste dag", scheme.from_day.isoformat())
    journey.fill("Laatste dag", (today() - timedelta(days=1)).isoformat())
    journey.press("Maak een concept")
    journey.reads("Dit is een concept")
    journey.look("draft")


def explains(journey: Journey, scheme: Scheme) -> None:
    """What went otherwise stands in the account."""
    journey.follow("Schrijf een toelichting", within="main")
    journey.is_headed("Toelichtingen")
    journey.choose("Over welk jaar?", str(scheme.from_day.year))
    journey.fill("Wat ging anders, en waarom?", WHY)
    journey.look("note")
    journey.press("Zet de toelichting erbij")
    journey.reads("De toelichting staat erbij")
    account = FinalAccount.objects.get(scheme=scheme)
    journey.visit(f"/werk/verantwoording/{account.pk}/")
    journey.reads(WHY)


def opens_the_files(journey: Journey, account: FinalAccount) -> None:
    """The workbook adds up to what the page says, and the paper is a PDF for screen readers."""
    journey.visit(f"/werk/verantwoording/{account.pk}/")
    path = f"/werk/verantwoording/{account.pk}"
    book = journey.page.request.get(f"{journey.address}{path}.xlsx")
    sheets = load_workbook(io.BytesIO(book.body()))
    assert sheets.sheetnames[:3] == ["Verantwoording", "Begrotingsregels", "Prestaties"]
    assert any(WHY in str(cell.value) for cell in sheets["Toelichtingen"]["A"])
    paper = journey.page.request.get(f"{journey.address}{path}.pdf")
    assert paper.body().startswith(b"%PDF")
    assert b"pdfuaid" in paper.body()


def closes(journey: Journey, account: FinalAccount) -> None:
    """Closed, it does not change any more."""
    journey.confirm("Sluit de verantwoording af")
    journey.reads("De verantwoording is afgesloten")
    journey.look("closed")
    account.refresh_from_db()
    journey.reads(account.digest)


def the_funder_reads(journey: Journey, account: FinalAccount) -> None:
    """Pim of the province reads along, and cannot change anything."""
    journey.become("beleid", at=f"/werk/verantwoording/{account.pk}/")
    journey.reads(account.digest)
    journey.expected.append("403")
    journey.visit(f"/werk/subsidies/{account.scheme_id}/plafond/")
    journey.reads("Deze subsidie hoort bij een andere coördinator")
    journey.visit("/werk/subsidies/")
    journey.reads(PAST)
