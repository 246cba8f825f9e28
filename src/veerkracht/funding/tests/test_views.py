"""Pages of money, by role: what one sees, what is refused in words, what stays hidden."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests import factories
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment
from veerkracht.funding import actions
from veerkracht.funding.letters import money_came, money_went
from veerkracht.funding.models import Booking, Claim, MoneyWait, OwnPayment, Scheme, SchemeRules
from veerkracht.funding.retention_rules import SCHEMES, WAITS
from veerkracht.funding.sources import OwnMoney
from veerkracht.funding.tests.funded import SEAT, funded
from veerkracht.kernel.clock import now
from veerkracht.kernel.together import alone
from veerkracht.people.models import Person
from veerkracht.people.policies import forget_roles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, name: str, *arguments: Any) -> str:
    response = client.get(reverse(f"funding:{name}", args=arguments))
    assert response.status_code == 200
    return response.content.decode()


def test_a_full_ceiling_shows_two_choices_instead_of_the_button() -> None:
    case = funded(places=1)
    case.ask()
    client = as_(factories.person())
    path = reverse("enrolment:request", args=[case.edition.pk])
    shown = client.get(path).content.decode()
    assert "Ik wacht op geld" in shown
    assert "Ik betaal zelf: €\xa0200,50" in shown
    assert "Schrijf me in</" not in shown
    refused = client.post(path)
    assert refused.status_code == 422
    assert "Het geld van de subsidie is op" in refused.content.decode()
    answer = client.post(reverse("funding:wait", args=[case.edition.pk]))
    assert answer.headers["Location"] == reverse(
        "funding:my_wait", args=[MoneyWait.objects.get().pk]
    )


def test_an_edition_with_money_looks_as_before() -> None:
    case = funded(places=1)
    path = reverse("enrolment:request", args=[case.edition.pk])
    shown = as_(factories.person()).get(path).content.decode()
    assert "Ik wacht op geld" not in shown
    assert "Schrijf me in" in shown


def test_an_offer_whose_money_is_gone_shows_the_choices() -> None:
    case = funded(places=0, capacity=1)
    someone = factories.person()
    [seated] = actions.pay_self(edition=case.edition, by=someone)
    waiting = case.ask()
    enrolment.leave(enrolment=seated, by=someone)
    client = as_(waiting.person)
    shown = client.get(reverse("enrolment:mine", args=[waiting.pk])).content.decode()
    assert "Ik betaal zelf" in shown
    assert "Ja, ik kom" not in shown
    client.post(reverse("funding:pay_self", args=[case.edition.pk]))
    assert Enrolment.objects.get(pk=waiting.pk).state == "placed"


def test_who_waits_sees_where_they_stand_and_goes_on_by_one_click() -> None:
    case = funded(places=1)
    row, someone = case.ask(), factories.person()
    actions.wait_for_money(edition=case.edition, by=factories.person())
    wait = actions.wait_for_money(edition=case.edition, by=someone)
    client = as_(someone)
    assert "Er wacht 1 persoon voor jou" in page(client, "my_wait", wait.pk)
    enrolment.leave(enrolment=row, by=row.person)
    MoneyWait.objects.exclude(pk=wait.pk).get()
    first = MoneyWait.objects.exclude(pk=wait.pk).get()
    actions.stop_waiting(wait=first, by=first.person)
    assert "We houden het vast tot" in page(client, "my_wait", wait.pk)
    letter = money_came({"wait": wait.pk})
    assert letter is not None
    assert "Er is weer geld voor" in letter.subject
    assert money_went({"wait": wait.pk}) is None
    answer = client.post(reverse("funding:take", args=[wait.pk]))
    assert answer.status_code == 302
    assert Enrolment.objects.get(person=someone).state == "placed"
    assert money_came({"wait": wait.pk}) is None


def test_a_coordinator_makes_a_scheme_and_bad_amounts_are_refused() -> None:
    by = factories.coordinator()
    client = as_(by)
    values = {
        "region": by.roles.get().region_id,
        "name": "Nieuw",
        "funder": factories.organisation().pk,
        "client": factories.organisation("zuyd-hogeschool").pk,
        "from_day": "2026-02-01",
        "until_day": "2026-01-01",
    }
    refused = client.post(reverse("funding:make"), values)
    assert refused.status_code == 422
    assert "De laatste dag is voor de eerste" in refused.content.decode()
    client.post(reverse("funding:make"), values | {"until_day": "2027-12-31"})
    scheme = Scheme.objects.get()
    path = reverse("funding:ceiling", args=[scheme.pk])
    for typed, said in (("-5", "onder nul"), ("5,123", "hoogstens twee cijfers")):
        form = {"amount": typed, "reason": "x", "evidence": "x"}
        refused = client.post(path, form)
        assert refused.status_code == 422
        assert said in refused.content.decode()
    assert client.post(path, {"amount": "5.000", "reason": "x", "evidence": "x"}).status_code == 302
    assert "€\xa05.000" in page(client, "scheme", scheme.pk)


def test_new_rules_are_a_new_version() -> None:
    case = funded(places=1)
    client = as_(case.by)
    values = {
        "from_day": "2026-11-23",
        "seat_amount": "200",
        "no_show": "released",
        "left_late": "released",
        "hours_to_answer": "48",
    }
    path = reverse("funding:rules", args=[case.scheme.pk])
    assert client.post(path, values).status_code == 302
    assert SchemeRules.objects.get(version=2).seat_amount == 20_000
    assert SchemeRules.objects.get(version=1).seat_amount is None
    early = client.post(path, values | {"from_day": "2020-01-01"})
    assert early.status_code == 422


def test_the_ledger_filters_and_is_a_file_without_names() -> None:
    case = funded(places=2)
    row = case.ask(factories.person("Naam Nergens"))
    client = as_(case.by)
    shown = page(client, "ledger", case.scheme.pk)
    assert f"een plaats {row.pk}" in shown
    assert "Naam Nergens" not in shown
    path = reverse("funding:ledger", args=[case.scheme.pk])
    only = client.get(path, {"soort": "award", "nummer": "x", "van": "gisteren"}).content.decode()
    assert f"een plaats {row.pk}" not in only
    contents = client.get(reverse("funding:ledger_file", args=[case.scheme.pk])).content
    cells = [cell.value for line in load_workbook(io.BytesIO(contents)).active for cell in line]
    assert float(SEAT) / 100 in cells
    assert "Naam Nergens" not in cells


def test_a_reader_sees_no_names_of_who_waits() -> None:
    case = funded(places=0)
    actions.wait_for_money(edition=case.edition, by=factories.person("Wacht Zelf"))
    funder = factories.contact()
    forget_roles(funder)
    assert "Wacht Zelf" not in page(as_(funder), "waiting", case.scheme.pk)
    assert "Wacht Zelf" in page(as_(case.by), "waiting", case.scheme.pk)


def test_the_payer_books_by_hand_and_books_back() -> None:
    from veerkracht.people.models import RoleKind  # noqa: PLC0415

    case = funded(places=1)
    client = as_(factories.with_role(RoleKind.PAYER, factories.ZUID))
    values = {
        "source": "available",
        "target": "realised",
        "amount": "10",
        "reason": "Zaal",
        "evidence": "F-1",
    }
    path = reverse("funding:book", args=[case.scheme.pk])
    assert client.post(path, values | {"target": "available"}).status_code == 422
    assert client.post(path, values).status_code == 302
    booking = Booking.objects.get(kind="manual")
    back = reverse("funding:book_back", args=[case.scheme.pk, booking.pk])
    assert client.post(back, {"reason": "Dubbel", "evidence": "F-1"}).status_code == 302
    assert client.post(back, {"reason": "Weer", "evidence": "F-1"}).status_code == 422


def test_the_command_says_what_is_wrong_and_fails(capsys: Any) -> None:
    case = funded(places=1)
    case.ask()
    call_command("check_ledger")
    assert "The ledger holds: 4 entries" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "UPDATE funding_booking SET at = at - interval '1 day' WHERE kind = 'commit'"
        )
        cursor.execute("SET session_replication_role = origin")
    number = Booking.objects.get(kind="commit").pk
    with pytest.raises(CommandError):
        call_command("check_ledger")
    assert f"booking {number}" in capsys.readouterr().err


def test_a_scheme_goes_ten_years_after_its_end_and_not_a_day_earlier() -> None:
    case = funded(places=1)
    case.ask()
    assert SCHEMES.overdue() == 0
    assert SCHEMES.carry_out() == 0
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    past = date(2010, 12, 31)
    Scheme.objects.filter(pk=case.scheme.pk).update(from_day=date(2010, 1, 1), until_day=past)
    assert SCHEMES.overdue() == 1
    assert SCHEMES.carry_out() >= 1
    assert not Scheme.objects.exists()
    assert not Claim.objects.exists()


def test_waits_go_after_two_years_and_with_their_person(clock: time_machine.Traveller) -> None:
    case = funded(places=0)
    someone = factories.person()
    actions.pay_self(edition=case.edition, by=someone)
    stays = factories.person()
    wait = actions.wait_for_money(edition=case.edition, by=stays)
    rows = alone(OwnMoney().export(someone))
    assert any("€\xa0200,50" in row.values() for row in rows)
    OwnMoney().erase(stays)
    assert not MoneyWait.objects.filter(pk=wait.pk).exists()
    clock.shift(timedelta(days=3 * 365))
    assert now()
    assert WAITS.overdue() == 1
    WAITS.carry_out()
    assert not OwnPayment.objects.exists()
