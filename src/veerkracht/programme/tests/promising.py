"""Agreements and money for tests, through actions where there are."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import factories
from veerkracht.kernel.clock import now, today
from veerkracht.places.queries import region as region_by_code
from veerkracht.programme.agreement_actions import Terms, firm_up, make_agreement
from veerkracht.programme.agreement_models import Agreement
from veerkracht.programme.goal_models import Theme
from veerkracht.programme.money_models import BudgetLine

ZUID = factories.ZUID


def theme() -> Theme:
    """A theme to write about."""
    found, _new = Theme.objects.get_or_create(
        slug="proef", defaults={"programme": "Proef", "title": "Proefthema"}
    )
    return found


def line(year: int, promised: int = 1000_00, **values: Any) -> BudgetLine:
    """Money of the municipality for a year, incidental unless told otherwise."""
    given: dict[str, Any] = {
        "region": region_by_code(ZUID),
        "theme": theme(),
        "funder": factories.organisation(),
        "what": "Scholing van verloskundigen",
        "year": year,
        "promised": promised,
        "changed_at": now(),
        **values,
    }
    return BudgetLine.objects.create(**given)


def agreement(region: str = ZUID, step: str = "intention", **terms: Any) -> Agreement:
    """A promise of the public health service until the end of next year but one, as firm as asked."""
    given: dict[str, Any] = {
        "what": "Elk jaar scholing voor nieuwe collega’s",
        "since": date(today().year, 1, 1),
        "until": date(today().year + 2, 12, 31),
        "laid_down_in": "Beleidsplan",
        **terms,
    }
    made = make_agreement(
        region=region_by_code(region),
        promised_by=factories.organisation(),
        terms=Terms(**given),
        by=None,
    )
    while made.step != step:
        made = firm_up(agreement=made, evidence="Brief van de directie", by=None)
    return made
