"""What the database refuses, by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.funding.models import (
    AwardLine,
    Ceiling,
    Claim,
    CoFunding,
    Cover,
    DeviationNote,
    FinalAccount,
    MoneyWait,
    OwnPayment,
    Performance,
    Scheme,
    SchemeRules,
    SchemeStep,
    Seal,
)
from veerkracht.funding.tests.funded import Funded, funded
from veerkracht.kernel.clock import now

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)

Row = tuple[type, dict[str, Any]]


def scheme(case: Funded, **values: Any) -> Row:
    kept = ("region", "funder", "client", "from_day", "until_day", "made_at", "name")
    return Scheme, {name: getattr(case.scheme, name) for name in kept} | values


def claim(case: Funded, **values: Any) -> Row:
    usual = {
        "scheme": case.scheme,
        "performance": case.seats,
        "cause": "hours",
        "cause_id": 1,
        "day": DAY,
        "amount": 1,
        "stand": "short",
    }
    return Claim, usual | values


def wait(case: Funded, **values: Any) -> Row:
    usual = {"scheme": case.scheme, "edition": case.edition, "short": "total", "asked_at": now()}
    return MoneyWait, usual | {"person": case.by} | values


def account(case: Funded, **values: Any) -> Row:
    usual = {"scheme": case.scheme, "from_day": DAY, "until_day": DAY, "drafted_at": now()}
    return FinalAccount, usual | values


def seal(case: Funded) -> Row:
    usual = {"at": now(), "bookings": 1, "last_id": 1, "link": b"", "signature": b""}
    return Seal, usual | {"scheme": case.scheme}


ONE: list[tuple[str, Callable[[Funded], Row]]] = [
    ("scheme_ends_after_start", lambda case: scheme(case, until_day=date(2000, 1, 1))),
    ("scheme_has_name", lambda case: scheme(case, name="")),
    (
        "scheme_step_has_document",
        lambda case: (SchemeStep, {"scheme": case.scheme, "kind": "award", "on": DAY}),
    ),
    (
        "scheme_rules_from_one",
        lambda case: (SchemeRules, {"scheme": case.scheme, "version": 0, "from_day": DAY}),
    ),
    (
        "scheme_rules_version_once",
        lambda case: (SchemeRules, {"scheme": case.scheme, "version": 1, "from_day": DAY}),
    ),
    (
        "award_line_once",
        lambda case: (AwardLine, {"scheme": case.scheme, "name": "Scholing", "amount": 1}),
    ),
    (
        "award_line_has_name",
        lambda case: (AwardLine, {"scheme": case.scheme, "name": "", "amount": 1}),
    ),
    (
        "performance_once",
        lambda case: (
            Performance,
            {"line": case.line, "name": "Basistraining", "kind": "seats", "planned": 1},
        ),
    ),
    (
        "performance_has_name",
        lambda case: (Performance, {"line": case.line, "name": "", "kind": "seats", "planned": 1}),
    ),
    (
        "cover_costs_something",
        lambda case: (
            Cover,
            {
                "edition": factories.edition(),
                "scheme": case.scheme,
                "performance": case.seats,
                "rules": case.scheme.rules.get(),
                "amount": 0,
                "covered_at": now(),
            },
        ),
    ),
    (
        "deviation_note_says_why",
        lambda case: (
            DeviationNote,
            {"scheme": case.scheme, "year": 2026, "text": "", "at": now()},
        ),
    ),
    ("claim_is_not_nothing", lambda case: claim(case, amount=0)),
    ("ceiling_is_of_one_kind", lambda case: (Ceiling, {"scheme": case.scheme, "amount": 1})),
    (
        "funding_within_ceiling",
        lambda case: (Ceiling, {"scheme": case.scheme, "year": 2026, "amount": 1, "used": 2}),
    ),
    ("money_wait_told_has_term", lambda case: wait(case, state="told")),
    (
        "co_funding_has_evidence",
        lambda case: (
            CoFunding,
            {"line": case.line, "year": 2026, "payer": "x", "amount": 1, "evidence": ""},
        ),
    ),
    ("final_account_ends_after_start", lambda case: account(case, until_day=date(2000, 1, 1))),
    ("final_account_closed_is_frozen", lambda case: account(case, closed_at=now())),
]
TWICE: list[tuple[str, Callable[[Funded], Row]]] = [
    ("claim_once", claim),
    ("ceiling_once", lambda case: (Ceiling, {"scheme": case.scheme, "year": 2026, "amount": 1})),
    ("money_wait_once", wait),
    (
        "own_payment_once",
        lambda case: (OwnPayment, {"edition": case.edition, "person": case.by, "price": 1}),
    ),
    (
        "co_funding_once",
        lambda case: (
            CoFunding,
            {"line": case.line, "year": 2026, "payer": "x", "amount": 1, "evidence": "y"},
        ),
    ),
    ("final_account_once", account),
    ("funding_seal_once", seal),
]


def test_the_database_refuses_each_by_name() -> None:
    case = funded(places=1)
    for constraint, make in ONE:
        model, values = make(case)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            model.objects.create(**values)  # type: ignore[attr-defined]


def test_the_database_refuses_each_twice() -> None:
    case = funded(places=1)
    for constraint, make in TWICE:
        model, values = make(case)
        model.objects.create(**values)  # type: ignore[attr-defined]
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            model.objects.create(**values)  # type: ignore[attr-defined]
