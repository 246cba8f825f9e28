"""Money: several years at once, what falls away in a sentence, and who reads which lines."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.utils.translation import override
from openpyxl import load_workbook

from tests import factories
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.people.models import Person
from veerkracht.places.queries import region
from veerkracht.programme import actions
from veerkracht.programme.models import Agreement, BudgetLine, Client, Plan, PlanVersion
from veerkracht.programme.tests.acting import burgerkracht, ggd, line, provincie, theme, zuid

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGE, OWN = "/werk/geld/", "/mijn-plek/geld/"
Amounts = actions.Amounts


def browser_of(person: Person) -> Browser:
    browser = Browser()
    browser.force_login(person)
    return browser


def text(response: Any) -> str:
    return str(response.content.decode()).replace("\xa0", " ")


def typed(**values: Any) -> dict[str, Any]:
    usual = {
        "theme": theme().pk,
        "funder": provincie().pk,
        "what": "Scholing",
        "jaar-2025-promised": "45.000",
        "jaar-2025-structural": "on",
        "jaar-2026-promised": "€ 75.000,50",
        "jaar-2026-asked": "80000",
    }
    return usual | values


def test_a_coordinator_writes_several_years_at_once_changes_them_and_sees_the_history() -> None:
    browser = browser_of(factories.coordinator())
    assert "Er staat nog geen geld" in text(browser.get(PAGE))
    page = browser.post(f"{PAGE}nieuw/", typed(), follow=True)
    assert "Het staat in het overzicht" in text(page)
    first, second = BudgetLine.objects.order_by("year")
    assert (first.promised, first.structural, first.asked) == (45_000_00, True, 0)
    assert (second.promised, second.structural, second.asked) == (75_000_50, False, 80_000_00)
    form = text(browser.get(f"{PAGE}{first.pk}/"))
    assert 'value="75.000,50"' in form
    changed = {
        "what": "Scholing en coaching",
        "seen": max(first.changed_at, second.changed_at).isoformat(),
        "jaar-2026-promised": "30.000",
        "jaar-2027-promised": "10.000",
    }
    page = browser.post(f"{PAGE}{first.pk}/", changed, follow=True)
    assert "vind je bij de geschiedenis" in text(page)
    years = {one.year: one.promised for one in BudgetLine.objects.all()}
    assert years == {2026: 30_000_00, 2027: 10_000_00}  # 2025 was made empty
    assert set(BudgetLine.objects.values_list("what", flat=True)) == {"Scholing en coaching"}
    history = text(browser.get(f"{PAGE}{second.pk}/geschiedenis/"))
    assert "toegezegd: van € 75.000,50 naar € 30.000" in history
    assert "2026 opgeschreven" in history


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("-5", "Een bedrag kan niet onder nul zijn."),
        ("1,234", "hoogstens twee cijfers achter de komma"),
        ("veel", "Schrijf een bedrag in euro’s, zoals 45.000 of 1.250,50."),
        ("9" * 30, "Dit bedrag is te groot. Klopt het?"),
    ],
)
def test_an_amount_that_is_none_is_explained_and_kept(amount: str, said: str) -> None:
    browser = browser_of(factories.coordinator())
    page = browser.post(f"{PAGE}nieuw/", typed(**{"jaar-2026-promised": amount}))
    assert page.status_code == 422
    assert said in text(page)
    assert f'value="{amount}"' in text(page)
    assert not BudgetLine.objects.exists()


def test_nothing_typed_and_what_is_there_already_are_refused() -> None:
    browser = browser_of(factories.coordinator())
    nothing = {"theme": theme().pk, "funder": provincie().pk, "what": "Scholing"}
    page = browser.post(f"{PAGE}nieuw/", nothing)
    assert "minstens één jaar een bedrag" in text(page)
    line(2026)
    page = browser.post(f"{PAGE}nieuw/", typed())
    assert (page.status_code, "al een regel" in text(page)) == (422, True)
    assert BudgetLine.objects.count() == 1  # not half of it


def test_what_two_people_typed_is_both_shown() -> None:
    browser, made = browser_of(factories.coordinator()), line()
    old = (made.changed_at - timedelta(seconds=1)).isoformat()
    given = {"what": "Scholing", "seen": old, "jaar-2026-promised": "1.000"}
    page = browser.post(f"{PAGE}{made.pk}/", given)
    assert page.status_code == 409
    assert "2026, toegezegd" in text(page)
    assert "45.000" in text(page)
    assert 'value="1.000"' in text(page)
    given["seen"] = made.changed_at.isoformat()
    assert browser.post(f"{PAGE}{made.pk}/", given).status_code == 302


def test_money_that_something_refers_to_is_not_taken_away() -> None:
    browser, made = browser_of(factories.coordinator()), line()
    Agreement.objects.create(
        region=zuid(),
        promised_by=ggd(),
        what="We gaan door",
        since=today(),
        made_at=made.changed_at,
        budget_line=made,
    )
    empty = {"what": "Scholing", "seen": made.changed_at.isoformat()}
    page = browser.post(f"{PAGE}{made.pk}/", empty)
    assert (page.status_code, "staat nog in een afspraak" in text(page)) == (422, True)
    with pytest.raises(RuleBroken):
        actions.delete_budget_line(line=made, by=None)


def test_the_page_says_what_falls_away_and_draws_it() -> None:
    line(2026)
    line(2026, what="Coaching", amounts=Amounts(promised=30_000_00, structural=True))
    line(2025, funder=ggd(), amounts=Amounts(promised=10_000_00))
    browser = browser_of(factories.coordinator())
    page = text(browser.get(PAGE))
    assert "In 2027 valt € 45.000 weg, 60% van wat er in 2026 is." in page
    assert "In 2026 viel € 10.000 weg, 100% van wat er in 2025 was." in page
    assert "Gezond en Actief Leven Akkoord (GALA) loopt tot en met 31 december 2026." in page
    assert page.count('class="money__year"') == 7
    assert 'fill="url(#geld-incidental-1)"' in page
    assert 'fill="url(#geld-expected-1)"' in page
    assert "2026: € 75.000, waarvan € 45.000 incidenteel" in page
    assert "style=" not in page
    years = text(browser.get(f"{PAGE}?van=2026&tot=2027&per=geldgever&bedrag=asked"))
    assert years.count('class="money__year"') == 2
    assert "Provincie Limburg</li>" in years
    odd = f"{PAGE}?van=x&tot=99999999999999999999&thema=-1&per=%00&bedrag=drop&page=0"
    assert browser.get(odd).status_code == 200
    with override("en"):
        assert "In 2027 " not in text(browser.get(f"{PAGE}?thema=999"))


def test_a_funder_reads_its_own_lines_and_the_client_reads_all() -> None:
    line(2026)
    line(2026, funder=burgerkracht(), what="Werving van ouders")
    north = region(factories.NOORD)
    line(2026, region=north, what="Iets in het noorden")
    funder, client = factories.contact(burgerkracht()), factories.contact(ggd())
    mine = text(browser_of(funder).get(OWN))
    assert "Werving van ouders" in mine
    assert "Scholing" not in mine
    assert "Schrijf geld op" not in mine
    assert "Hier staat nog niets" in text(browser_of(client).get(OWN))
    assert browser_of(client).get(f"{OWN}bestand/").status_code == 404
    coordinator = browser_of(factories.coordinator())
    chosen = {"organisation": ggd().pk}
    coordinator.post(f"{PAGE}opdrachtgever/", chosen)
    coordinator.post(f"{PAGE}opdrachtgever/", chosen)  # again changes nothing
    kept = Client.objects.get()
    everything = text(browser_of(client).get(OWN))
    assert "Werving van ouders" in everything
    assert "Scholing" in everything
    assert "noorden" not in everything
    assert "noorden" not in text(browser_of(client).get(f"{OWN}?regio=noord-limburg"))
    coordinator.post(f"{PAGE}opdrachtgever/{kept.pk}/weg/")
    assert "Scholing" not in text(browser_of(client).get(OWN))


def test_the_client_of_the_plan_that_holds_reads_all_of_its_region() -> None:
    line(2026)
    plan = Plan.objects.create(slug="scholingsplan", region=zuid(), made_at=now())
    versions = [
        PlanVersion.objects.create(
            plan=plan,
            number=number,
            title="Plan",
            since=today() - timedelta(days=10 - number),
            made_at=now(),
            published_at=now() if number < 3 else None,
        )
        for number in (1, 2, 3)
    ]
    readers = {"gemeente-beek": False, "ggd-zuid-limburg": True, "gemeente-stein": False}
    for version, (slug, reads) in zip(versions, readers.items(), strict=True):
        client = factories.organisation(slug)
        version.parties.create(number=1, role="client", organisation=client)
        page = text(browser_of(factories.contact(client)).get(OWN))
        assert ("Scholing" in page) is reads, slug  # of an earlier version, and of a draft, not


def test_others_read_and_write_nothing() -> None:
    made = line()
    client = actions.set_client(region=zuid(), organisation=ggd(), by=None)
    people = [
        factories.person(),
        factories.trainer(),
        factories.contact(provincie()),
        factories.contact(ggd()),
    ]
    for person in people:
        browser = browser_of(person)
        for address in (PAGE, f"{PAGE}nieuw/", f"{PAGE}{made.pk}/", f"{PAGE}bestand/"):
            assert browser.get(address).status_code == 403
        assert browser.get(f"{PAGE}{made.pk}/geschiedenis/").status_code == 403
        assert browser.post(f"{PAGE}opdrachtgever/{client.pk}/weg/").status_code == 403
        with pytest.raises(NotAllowed):
            actions.change_budget_line(line=made, amounts=Amounts(), by=person)
    assert browser_of(people[0]).get(OWN).status_code == 403
    elsewhere = browser_of(factories.coordinator(factories.NOORD))
    assert "Scholing" not in text(elsewhere.get(f"{PAGE}?regio=zuid-limburg"))
    assert elsewhere.get(f"{PAGE}{made.pk}/").status_code == 403
    assert elsewhere.post(f"{PAGE}{made.pk}/", {"what": "x"}).status_code == 403


def test_the_workbook_holds_euros_to_the_cent() -> None:
    line(2026, amounts=Amounts(promised=45_000_55), what="=1+1")
    book = browser_of(factories.coordinator()).get(f"{PAGE}bestand/")
    lines, years, falls = load_workbook(io.BytesIO(book.content)).worksheets
    row = [cell.value for cell in lines[2]]
    assert (row[2], row[3], row[4]) == ("'=1+1", 2026, "incidenteel")
    assert Decimal(str(row[6])) == Decimal("45000.55")
    assert [cell.value for cell in years[4]][:1] == [2026]
    assert "In 2027 valt" in falls["A2"].value


def test_amounts_below_nothing_are_refused_by_the_verb_and_by_the_database() -> None:
    made = line()
    for amounts in (Amounts(promised=-1), Amounts(asked=10**14)):
        with pytest.raises(RuleBroken):
            actions.change_budget_line(line=made, amounts=amounts, by=None)
    with pytest.raises(RuleBroken):
        line(2014)
    with pytest.raises(OutOfDate):
        seen = made.changed_at - timedelta(seconds=1)
        actions.change_budget_line(line=made, amounts=Amounts(), seen=seen, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLine.objects.filter(pk=made.pk).update(promised=-1)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"what": ""}, "budget_line_says_for_what"),
        ({"year": 2014}, "budget_line_year"),
        ({"year": 2027}, "budget_line_once_a_year"),
    ],
)
def test_the_database_keeps_lines_whole(values: dict[str, Any], name: str) -> None:
    made, _other = line(2026), line(2027)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BudgetLine.objects.filter(pk=made.pk).update(**values)


def test_the_database_keeps_clients_apart() -> None:
    kept = actions.set_client(region=zuid(), organisation=ggd(), by=None)
    with pytest.raises(IntegrityError, match="client_once_at_a_time"), transaction.atomic():
        Client.objects.create(region=zuid(), organisation=ggd(), since=today())
    with pytest.raises(IntegrityError, match="client_ends_after_start"), transaction.atomic():
        Client.objects.filter(pk=kept.pk).update(until=today() - timedelta(days=1))


def test_a_page_asks_little_however_much_there_is(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for year in range(2024, 2031):
        for funder in (provincie(), ggd()):
            made = line(year, funder=funder)
    actions.set_client(region=zuid(), organisation=ggd(), by=None)
    asked = [
        (factories.coordinator(), PAGE),
        (factories.coordinator(), f"{PAGE}nieuw/"),
        (factories.coordinator(), f"{PAGE}{made.pk}/"),
        (factories.coordinator(), f"{PAGE}{made.pk}/geschiedenis/"),
        (factories.contact(ggd()), OWN),
        (factories.contact(provincie()), OWN),
    ]
    for who, address in asked:
        browser = browser_of(who)
        browser.get(address)
        with django_assert_max_num_queries(12):
            assert browser.get(address).status_code == 200
