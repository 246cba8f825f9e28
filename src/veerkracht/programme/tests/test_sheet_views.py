"""Pages of theme sheets by role: public, at work, at the owner's; and what they cost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.counting import asked
from veerkracht.kernel import page_cache
from veerkracht.kernel.clock import now, today
from veerkracht.meetings.models import Decision, Meeting, Series
from veerkracht.places.queries import region
from veerkracht.programme import sheet_actions as actions
from veerkracht.programme import sheet_line_actions as lines
from veerkracht.programme.measures import Reading, measures
from veerkracht.programme.models import (
    Agreement,
    BudgetLine,
    Sheet,
    SheetEdition,
    SheetLine,
    SheetMove,
    Theme,
)
from veerkracht.programme.programme_search import sheets
from veerkracht.programme.tests import sheeting
from veerkracht.programme.tests.sheeting import client_of, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
WORK = "/werk/themabladen/"
MOST_QUERIES = 12


class Trained:
    """A measure that always says the same."""

    title = "Geschoolde professionals"

    def read(self, _area: Any, year: int, _sector: Any) -> Reading:
        """About forty-five."""
        return Reading(f"ongeveer 45 in {year}", today())


@pytest.fixture
def trained() -> Any:
    """A measure to read."""
    measures.add("test.trained", Trained())
    yield
    measures.remove("test.trained")


def decision() -> Decision:
    series = Series.objects.create(
        region=region(factories.ZUID), name="Coalitie", purpose="test", started_at=now()
    )
    moments = {"made_at": now(), "changed_at": now()}
    meeting = Meeting.objects.create(
        series=series, starts_at=now(), ends_at=now() + timedelta(hours=1), **moments
    )
    return Decision.objects.create(meeting=meeting, what="Elk kwartaal", made_at=now())


def of_every_kind(edition: SheetEdition, by: Any) -> None:
    """A line of every kind, with something alive behind it."""
    sheet = edition.sheet
    money = BudgetLine.objects.create(
        region=sheet.region,
        theme=sheet.theme,
        funder=sheet.owner,
        what="Trainingen",
        year=2026,
        asked=1_250_050,
        promised=1_000_000,
        changed_at=now(),
    )
    agreement = Agreement.objects.create(
        region=sheet.region,
        promised_by=sheet.owner,
        what="Borgen",
        since=today(),
        step="signed",
        made_at=now(),
    )
    behind: dict[str, dict[str, Any]] = {
        "action": {"action": sheeting.action(edition, status="under-way", due_on="2026-11-01")},
        "indicator": {"measure": "test.trained", "target": 60, "target_year": 2026},
        "money": {"budget_line": money},
        "agreement": {"agreement": agreement},
        "decision": {"decision": decision()},
        "question": {"next_step": "Bellen met Burgerkracht", "by_when": today()},
        "alignment": {
            "other_region": region(factories.NOORD),
            "aligned_on": today(),
            "aligned": "differs",
            "why": "Zij beginnen later",
        },
        "link": {"url": "https://limburg.example/"},
        "partner": {"organisation": factories.organisation()},
    }
    for kind, held in behind.items():
        sheeting.line(edition, f"Regel {kind}", by=by, kind=kind, behind=held)


def address(edition: SheetEdition) -> str:
    return f"/themabladen/{edition.sheet.region.code}/{edition.sheet.theme.slug}/"


@pytest.mark.usefixtures("trained")
def test_a_public_sheet_shows_how_its_lines_stand() -> None:
    by = factories.coordinator()
    edition = sheeting.draft("<b>Vet</b>", by=by)
    of_every_kind(edition, by)
    assert Client().get(address(edition)).status_code == 404
    sheeting.published(edition, by=by)
    page = text(Client().get(address(edition)))
    for words in (
        "&lt;b&gt;Vet&lt;/b&gt;",
        "had klaar moeten zijn op 1 november 2026",
        "ongeveer 45 in 2026",
        "doel: 60 in 2026",
        "gevraagd €\xa012.500,50",
        "toegezegd €\xa010.000",
        "Ondertekend",
        "besloten op 23 november 2026",
        "Bellen met Burgerkracht",
        "omdat: Zij beginnen later",
        'href="https://limburg.example/"',
        "Eigenaar/Kartrekker",
    ):
        assert words in page
    assert "Werk aan dit blad" not in page
    assert "Werk aan dit blad" in text(client_of(by).get(address(edition)))
    english = text(Client().get(f"/en{address(edition)}"))
    assert "asked €12,500.50" in english or "gevraagd €12,500.50" in english


def test_the_list_and_the_search_find_what_is_public() -> None:
    by = factories.coordinator()
    edition = sheeting.draft("Gezinnen bereiken", by=by, theme=sheeting.theme("Huisbezoek"))
    assert "Huisbezoek" not in text(Client().get("/themabladen/"))
    assert list(sheets(None)) == []
    sheeting.published(edition, by=by)
    assert "Huisbezoek" in text(Client().get("/themabladen/?regio=zuid-limburg"))
    assert "nog geen themablad" in text(Client().get("/themabladen/?regio=noord-limburg"))
    assert [one.url for one in sheets([str(edition.sheet_id)])] == [address(edition)]


def test_a_kept_page_goes_when_the_next_edition_comes(
    settings: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    settings.PAGE_CACHE = True
    monkeypatch.setattr(page_cache, "LIFETIME", 3600.0)
    page_cache.clear()
    by = factories.coordinator()
    edition = sheeting.published(sheeting.draft("Oud", by=by), by=by)
    client = Client()
    client.get(address(edition))
    assert client.get(address(edition)).headers.get("X-Cache") == "hit"
    following = actions.start_edition(sheet=edition.sheet, by=by)
    lines.change_line(
        line=following.lines.get(), contents=lines.Contents("execution", "Nieuw"), version=1, by=by
    )
    with django_capture_on_commit_callbacks(execute=True):
        sheeting.published(following, by=by)
    assert "Nieuw" in text(client.get(address(edition)))
    page_cache.clear()


def test_a_coordinator_writes_and_the_owner_reviews() -> None:
    by, bente = factories.coordinator(), sheeting.contact_of_owner()
    client, owner = client_of(by), client_of(bente)
    subject = sheeting.theme("Stoppen met roken")
    empty = client.post(f"{WORK}nieuw/", {})
    assert (empty.status_code, "Vul dit nog in" in text(empty)) == (422, True)
    given = {
        "theme": subject.pk,
        "region": region(factories.ZUID).pk,
        "owner": sheeting.owner().pk,
    }
    client.post(f"{WORK}nieuw/", given)
    sheet = Sheet.objects.get()
    here = f"{WORK}{sheet.pk}/"
    line = {"section": "execution", "text": "Samen\r\nstoppen"}
    assert "staat erbij" in text(client.post(f"{here}regel/", line, follow=True))
    wrong = client.post(f"{here}regel/?soort=question", line)
    assert (wrong.status_code, "volgende stap" in text(wrong)) == (422, True)
    client.post(f"{here}regel/?soort=link", {**line, "url": "https://x.example"})
    client.post(f"{here}voorleggen/", {"words": "Graag voor vrijdag"})
    page = text(owner.get("/mijn-plek/"))
    assert "Kijk naar het themablad Stoppen met roken" in page
    edition = SheetEdition.objects.get()
    review = f"/mijn-plek/themabladen/{edition.pk}/"
    assert "Graag voor vrijdag" in text(owner.get(review))
    move = SheetMove.objects.get().pk
    back = owner.post(review, {"asked": move, "verdict": "send-back", "words": ""})
    assert (back.status_code, "wat er anders moet" in text(back)) == (422, True)
    stale = owner.post(review, {"asked": "9" * 5_000, "verdict": "approve"})
    assert stale.status_code == 409
    owner.post(review, {"asked": move, "verdict": "approve", "words": "Mooi"})
    assert "Maak het themablad Stoppen met roken openbaar" in text(client.get("/mijn-plek/"))
    assert "Mooi" in text(client.get(here))
    assert "openbaar" in text(client.post(f"{here}openbaar/", follow=True))
    for other in (factories.contact(), factories.coordinator(factories.NOORD)):
        for page_of in (here, f"{here}regel/", f"{here}geschiedenis/", f"{here}gegevens/"):
            assert client_of(other).get(page_of).status_code == 403
    assert "Mooi" in text(client.get(f"{here}geschiedenis/"))
    listed = [text(client.get(f"{WORK}?stand={state}")) for state in ("published", "draft", "x")]
    assert ["Stoppen met roken" in page for page in listed] == [True, False, True]


def test_a_draft_is_seen_by_coordinator_and_owner_only() -> None:
    by, bente = factories.coordinator(), sheeting.contact_of_owner()
    edition = sheeting.draft(by=by)
    review = f"/mijn-plek/themabladen/{edition.pk}/"
    meets = {by: 200, bente: 200, factories.person(): 403, factories.contact(): 403}
    for person, status in meets.items():
        assert client_of(person).get(review).status_code == status
    assert client_of(by).post(review, {"verdict": "approve"}).status_code == 403


def test_who_comes_second_sees_both_texts_and_keeps_what_they_want() -> None:
    by = factories.coordinator()
    edition = sheeting.draft("Wij trainen veel", by=by)
    line = edition.lines.get()
    client, here = client_of(by), f"{WORK}regel/{line.pk}/"
    client.post(here, {"section": "execution", "text": "Wij trainen samen", "version": 1})
    late = client.post(here, {"section": "money", "text": "Wij oefenen veel", "version": 1})
    page = text(late)
    assert late.status_code == 409
    for words in ("Wij trainen samen", "Wij oefenen veel", "Financiën", 'value="2"'):
        assert words in page
    assert SheetLine.objects.get().text == "Wij trainen samen"
    client.post(here, {"section": "execution", "text": "Wij oefenen samen", "version": 2})
    assert SheetLine.objects.get().text == "Wij oefenen samen"
    gone = client.post(f"{here}zet/", {"deed": "remove", "version": 1})
    assert gone.status_code == 409
    client.post(f"{here}zet/", {"deed": "remove", "version": 3})
    assert "Zet terug" in text(client.get(f"{WORK}{edition.sheet_id}/"))
    client.post(f"{here}zet/", {"deed": "restore"})
    assert SheetLine.objects.get().removed_at is None
    odd = client.post(f"{here}zet/", {"deed": "vreemd"}, follow=True)
    assert "Kies een van de knoppen" in text(odd)


def test_editions_are_compared_and_regions_laid_beside_each_other() -> None:
    by, nico = factories.coordinator(), factories.coordinator(factories.NOORD)
    subject = sheeting.theme()
    edition = sheeting.published(
        sheeting.draft("Budget tot 2026", "Gaat weg", by=by, theme=subject), by=by
    )
    theirs = sheeting.published(
        sheeting.draft("Alleen in het noorden", by=nico, code=factories.NOORD, theme=subject),
        by=nico,
    )
    following = actions.start_edition(sheet=edition.sheet, by=by)
    first, second = following.lines.order_by("order")
    lines.change_line(
        line=first, contents=lines.Contents("execution", "Budget tot 2028"), version=1, by=by
    )
    lines.remove_line(line=second, version=1, by=by)
    client = client_of(by)
    page = text(client.get(f"{WORK}{edition.sheet_id}/naast/{theirs.sheet_id}/"))
    assert "Neem over" in page
    wanted = theirs.lines.get()
    adopt = f"{WORK}{edition.sheet_id}/overnemen/{wanted.pk}/"
    assert "Overgenomen" in text(client.post(adopt, follow=True))
    assert "al overgenomen" in text(client.post(adopt, follow=True))
    assert "Overgenomen van Noord-Limburg" in text(client.get(f"{WORK}{edition.sheet_id}/"))
    sheeting.published(following, by=by)
    here = address(edition)
    compared = text(Client().get(f"{here}vergelijk/"))
    for words in ("1 regel erbij", "1 regel weg", "1 regel anders", "2028", "<del>", "<ins>"):
        assert words in compared
    assert "zeggen hetzelfde" in text(Client().get(f"{here}vergelijk/?van=2&naar=2"))
    assert "Gaat weg" in text(Client().get(f"{here}editie/1/"))
    assert "Alleen in het noorden" in text(Client().get(f"{here}naast/noord-limburg/"))
    assert Client().get(f"{here}naast/zuid-limburg/").status_code == 404
    assert Client().get(f"{here}editie/9/").status_code == 404


def test_things_are_attached_by_searching() -> None:
    by = factories.coordinator()
    edition = sheeting.draft(by=by)
    action = sheeting.action(edition, "Kraamzorg scholen")
    sheeting.action(edition, "Iets anders")
    here = f"{WORK}{edition.sheet_id}/regel/?soort=action&zoek=kraamzorg"
    client = client_of(by)
    page = text(client.get(here))
    assert ("Kraamzorg scholen" in page, "Iets anders" in page) == (True, False)
    assert client.get(here.replace("kraamzorg", "%00")).status_code in {200, 400, 404}
    client.post(here, {"section": "execution", "text": "Scholen", "action": action.pk})
    assert SheetLine.objects.get(kind="action").action == action
    line = SheetLine.objects.exclude(kind="action").get()
    made = {"what": "Bellen", "owner": sheeting.owner().pk, "due_on": "2027-01-01"}
    page = text(client.post(f"{WORK}regel/{line.pk}/actie/", made, follow=True))
    assert "klaar op 1 januari 2027" in page


@pytest.mark.usefixtures("trained")
def test_no_page_asks_more_than_twelve_questions() -> None:
    by = factories.coordinator()
    edition = sheeting.draft(by=by)
    of_every_kind(edition, by)
    model = list(edition.lines.all())
    SheetLine.objects.bulk_create(
        SheetLine(
            edition=edition,
            order=number,
            section=list(ORDER)[number % len(ORDER)],
            changed_at=now(),
            text=f"Regel {number}",
            kind=model[number % 10].kind,
            action=model[number % 10].action,
            budget_line=model[number % 10].budget_line,
            agreement=model[number % 10].agreement,
            decision=model[number % 10].decision,
            organisation=model[number % 10].organisation,
        )
        for number in range(50)
    )
    many(edition.sheet)
    actions.start_edition(sheet=sheeting.published(edition, by=by).sheet, by=by)
    bente = sheeting.contact_of_owner()
    following = SheetEdition.objects.get(sheet=edition.sheet, number=2)
    actions.ask_review(edition=following, by=by)
    here, work = address(edition), f"{WORK}{edition.sheet_id}/"
    review = f"/mijn-plek/themabladen/{following.pk}/"
    other = f"{here}naast/noord-limburg/"
    pages: list[tuple[Client, str]] = [
        *((Client(), page) for page in ("/themabladen/", here, f"{here}vergelijk/", other)),
        *((client_of(by), page) for page in (here, WORK, work, f"{work}geschiedenis/")),
        (client_of(bente), review),
        (client_of(bente), "/mijn-plek/themabladen/"),
    ]
    cost = {}
    for client, page in pages:
        client.get("/gezond/")
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert client.get(page).status_code == 200
        cost[page] = asked(counted.captured_queries)
    assert {page: count for page, count in cost.items() if count > MOST_QUERIES} == {}


ORDER = ("execution", "communication", "connection", "monitoring", "money", "securing")


def many(sheet: Sheet) -> None:
    """Two hundred more sheets in the north, public; the first is of the same theme."""
    north = region(factories.NOORD)
    themes = Theme.objects.bulk_create(
        Theme(slug=f"veel-{number}", programme="Veel", title=f"Veel {number}")
        for number in range(199)
    )
    rows = Sheet.objects.bulk_create(
        Sheet(theme=one, region=north, owner=sheet.owner, made_at=now())
        for one in [sheet.theme, *themes]
    )
    made: dict[str, Any] = {"number": 1, "made_at": now(), "changed_at": now()}
    SheetEdition.objects.bulk_create(
        SheetEdition(sheet=one, state="published", published_at=now(), owner=sheet.owner, **made)
        for one in rows
    )
