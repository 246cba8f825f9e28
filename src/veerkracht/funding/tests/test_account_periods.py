"""Which period one accounts on, and what comes after closing: no place, award or contribution counts twice."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from veerkracht.enrolment.models import Enrolment
from veerkracht.funding import actions
from veerkracht.funding.account_document import document_facts
from veerkracht.funding.account_figures import closed_accounts, figures_of
from veerkracht.funding.account_queries import late_bookings
from veerkracht.funding.account_rules import next_period
from veerkracht.funding.account_words import standing
from veerkracht.funding.models import Cover, FinalAccount
from veerkracht.funding.tests.funded import SEAT
from veerkracht.funding.tests.test_final_account import Year
from veerkracht.funding.words import lines_apart
from veerkracht.kernel.errors import RuleBroken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SCHEME = (date(2024, 3, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("scheme", "accounted", "on", "expected"),
    [
        (SCHEME, None, date(2025, 5, 1), (date(2024, 3, 1), date(2024, 12, 31))),
        (SCHEME, None, date(2026, 2, 1), (date(2025, 1, 1), date(2025, 12, 31))),
        # It began this year: what there is of it, not the year before.
        (SCHEME, None, date(2024, 10, 1), (date(2024, 3, 1), date(2024, 12, 31))),
        (SCHEME, None, date(2029, 1, 1), (date(2026, 1, 1), date(2026, 6, 30))),
        (SCHEME, date(2024, 12, 31), date(2026, 2, 1), (date(2025, 1, 1), date(2025, 12, 31))),
        (SCHEME, date(2025, 8, 27), date(2026, 2, 1), (date(2025, 8, 28), date(2025, 12, 31))),
        (SCHEME, date(2026, 6, 30), date(2026, 8, 1), SCHEME),
    ],
)
def test_the_period_that_is_suggested(
    scheme: tuple[date, date],
    accounted: date | None,
    on: date,
    expected: tuple[date, date],
) -> None:
    assert next_period(scheme, accounted, on) == expected


def closed_year(clock: time_machine.Traveller) -> tuple[Year, FinalAccount]:
    """The small known year, closed; then it turns out that G was there after all."""
    year = Year(clock)
    account = year.account()
    clock.move_to(datetime(2026, 1, 5, 9, tzinfo=UTC))
    actions.close_account(account=account, by=year.by)
    return year, account


def settle_the_last(year: Year) -> None:
    """G came as well; this is known after the account was closed."""
    last = Enrolment.objects.filter(state="placed", came=None).get()
    Enrolment.objects.filter(pk=last.pk).update(came=True)
    actions.settle_edition(Cover.objects.get(edition=last.edition_id).edition_id)


def keeper(year: Year) -> Client:
    client = Client()
    client.force_login(year.by)
    return client


@pytest.mark.parametrize(
    "period",
    [
        (date(2025, 1, 1), date(2025, 12, 31)),
        (date(2025, 8, 20), date(2025, 8, 27)),
        (date(2025, 12, 31), date(2025, 12, 31)),
    ],
)
def test_no_day_is_accounted_for_twice(
    clock: time_machine.Traveller, period: tuple[date, date]
) -> None:
    year, account = closed_year(clock)
    with pytest.raises(RuleBroken, match="afgesloten op 5 januari 2026"):
        actions.draft_account(scheme=year.scheme, period=period, by=year.by)
    path = reverse("funding:accounts", args=[year.scheme.pk])
    given = {"from_day": period[0].isoformat(), "until_day": period[1].isoformat()}
    refused = keeper(year).post(path, given)
    assert refused.status_code == 422
    told = refused.content.decode()
    link = reverse("funding:account", args=[account.pk])
    assert f'<a href="{link}">Bekijk de verantwoording over' in told


def test_a_draft_that_was_overtaken_is_not_closed(clock: time_machine.Traveller) -> None:
    year = Year(clock)
    whole = year.account()
    part = actions.draft_account(
        scheme=year.scheme, period=(date(2025, 9, 1), date(2025, 9, 30)), by=year.by
    )
    clock.move_to(datetime(2026, 1, 5, 9, tzinfo=UTC))
    actions.close_account(account=whole, by=year.by)
    with pytest.raises(RuleBroken, match="al verantwoord"):
        actions.close_account(account=part, by=year.by)


def test_a_second_period_counts_nothing_again(clock: time_machine.Traveller) -> None:
    year = Year(clock)
    periods = [(date(2025, 1, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2025, 12, 31))]
    first, second = [
        actions.draft_account(scheme=year.scheme, period=period, by=year.by) for period in periods
    ]
    clock.move_to(datetime(2026, 1, 5, 9, tzinfo=UTC))
    actions.close_account(account=first, by=year.by)
    before, after = figures_of(first)["total"], figures_of(second)
    assert (before["co_realised"], after["total"]["co_realised"]) == (25_000, 0)
    assert after["whole"]["before"] == before["realised"]
    left = 250_000 - before["realised"] - after["total"]["realised"]
    assert after["whole"]["difference"] == left
    assert "al eerder verantwoord" in standing(after)


def test_what_was_booked_after_closing_is_told_and_supplemented(
    clock: time_machine.Traveller,
) -> None:
    year, account = closed_year(clock)
    client = keeper(year)
    page = reverse("funding:account", args=[account.pk])
    with pytest.raises(RuleBroken, match="niets bij gekomen"):
        actions.draft_supplement(account=account, by=year.by)
    assert "Geboekt na het afsluiten" not in client.get(page).content.decode()
    settle_the_last(year)
    for path in (page, reverse("funding:scheme", args=[year.scheme.pk])):
        told = client.get(path).content.decode()
        assert "Geboekt na het afsluiten" in told
        assert "nog 1 plaats of afspraak uit die tijd geboekt, samen €\xa0185,50" in told
    made = client.post(reverse("funding:supplement", args=[account.pk]))
    supplement = FinalAccount.objects.get(supplement=True)
    assert made.headers["Location"] == reverse("funding:account", args=[supplement.pk])
    again = client.post(reverse("funding:supplement", args=[account.pk]))
    assert again.headers["Location"] == made.headers["Location"]
    _holds_only_the_last(account, supplement)
    _is_closed(client, year, supplement)


def _holds_only_the_last(account: FinalAccount, supplement: FinalAccount) -> None:
    account.refresh_from_db()
    before, found = figures_of(account)["total"]["realised"], figures_of(supplement)
    total = found["total"]
    assert (total["awarded"], total["realised"], total["co_realised"]) == (0, SEAT, 0)
    assert (total["by_hand"], len(found["evidence"])) == (0, 1)
    assert found["whole"] == {
        "awarded": 250_000,
        "before": before,
        "difference": 250_000 - before - SEAT,
    }
    assert document_facts(supplement, "nl")["heading"] == "Aanvulling op de verantwoording"


def _is_closed(client: Client, year: Year, supplement: FinalAccount) -> None:
    """Then nothing is late any more, and each account leads to the other."""
    client.post(reverse("funding:close", args=[supplement.pk]))
    assert late_bookings(closed_accounts(year.scheme)) == []
    told = client.get(reverse("funding:account", args=[supplement.pk])).content.decode()
    assert "Dit is een aanvulling" in told
    assert "verantwoording, afgesloten op 5 januari 2026" in told


def test_lines_that_do_not_add_up_to_the_ceiling_are_told(clock: time_machine.Traveller) -> None:
    year = Year(clock)
    assert lines_apart(year.scheme.lines.all(), 250_000) == ""
    assert lines_apart([], 250_000) == ""
    pages = [
        reverse("funding:scheme", args=[year.scheme.pk]),
        reverse("funding:account", args=[year.account().pk]),
    ]
    client = keeper(year)
    for path in pages:
        assert "passen niet bij elkaar" not in client.get(path).content.decode()
    actions.add_line(scheme=year.scheme, name="Meer", amount=100, by=year.by)
    for path in pages:
        told = client.get(path).content.decode()
        assert "De begrotingsregels zijn samen €\xa02.501, het plafond is €\xa02.500." in told


def test_the_suggested_period_can_be_drafted_at_once(clock: time_machine.Traveller) -> None:
    year = Year(clock)
    client, path = keeper(year), reverse("funding:accounts", args=[year.scheme.pk])
    given = client.get(path).context["form"].initial
    answer = client.post(path, {name: day.isoformat() for name, day in given.items()})
    assert answer.status_code == 302
