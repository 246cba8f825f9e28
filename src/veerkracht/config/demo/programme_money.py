"""The demo's money: what funders give for a theme from 2024 to 2030, and what ends with 2026."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from veerkracht.config.demo.courses import MIDDEN, NOORD, ZUID
from veerkracht.config.demo.programme_plans import (
    BEWEGING,
    GGD_NOORD,
    GGD_ZUID,
    LEARNING,
    PARENTS,
    PG,
    PROVINCIE,
    SIGNALS,
)
from veerkracht.people.models import Organisation
from veerkracht.places.queries import region
from veerkracht.programme import actions
from veerkracht.programme.models import BudgetLine, Client

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History

THOUSAND = 1_000_00  # a thousand euros in cents
SPENT = 2024, 2025  # years that are closed


@dataclass(frozen=True)
class MoneyPlan:
    """Money for one purpose: thousands of euros promised by year, and whether it stays."""

    region: str
    theme: str
    funder: str
    what: str
    years: dict[int, float]
    structural: bool = False
    what_en: str = ""


def every(first: int, last: int, thousands: float) -> dict[int, float]:
    """The same each year."""
    return dict.fromkeys(range(first, last + 1), thousands)


MONEY = (
    MoneyPlan(
        ZUID,
        PG,
        PROVINCIE,
        "Subsidie voor de Beweging in de geboortezorg",
        every(2024, 2026, 45),
        what_en="Subsidy for the movement in birth care",
    ),
    MoneyPlan(
        ZUID,
        PG,
        GGD_ZUID,
        "Coördinatie Kansrijke Start",
        every(2024, 2028, 30),
        structural=True,
        what_en="Coordination of Kansrijke Start",
    ),
    MoneyPlan(
        ZUID,
        PG,
        "gemeente-heerlen",
        "Brede SPUK: lokale coalitie",
        every(2024, 2026, 12.5),
        what_en="Broad grant: local coalition",
    ),
    MoneyPlan(
        ZUID,
        PG,
        "gemeente-maastricht",
        "Brede SPUK: lokale coalitie",
        every(2024, 2026, 15),
        what_en="Broad grant: local coalition",
    ),
    MoneyPlan(
        ZUID,
        PG,
        "gemeente-sittard-geleen",
        "Brede SPUK: lokale coalitie",
        every(2024, 2026, 10),
        what_en="Broad grant: local coalition",
    ),
    MoneyPlan(
        ZUID,
        LEARNING,
        PROVINCIE,
        "Scholing van professionals",
        {2024: 80, 2025: 80, 2026: 60, 2027: 20},
        what_en="Training of professionals",
    ),
    MoneyPlan(
        ZUID,
        LEARNING,
        "zuyd-hogeschool",
        "Uren van docenten",
        every(2024, 2030, 8),
        structural=True,
        what_en="Hours of teachers",
    ),
    MoneyPlan(
        ZUID,
        PARENTS,
        PROVINCIE,
        "Ouders en ervaringsdeskundigen",
        {2025: 25, 2026: 25, 2027: 25},
        what_en="Parents and experts by experience",
    ),
    MoneyPlan(
        ZUID,
        PARENTS,
        "gemeente-kerkrade",
        "Vergoeding voor ouders",
        every(2026, 2029, 4.25),
        structural=True,
        what_en="Fees for parents",
    ),
    MoneyPlan(
        ZUID,
        SIGNALS,
        GGD_ZUID,
        "Prenataal huisbezoek",
        every(2024, 2030, 52),
        structural=True,
        what_en="Prenatal home visits",
    ),
    MoneyPlan(
        NOORD, PG, GGD_NOORD, "Coördinatie Kansrijke Start", every(2024, 2027, 28), structural=True
    ),
    MoneyPlan(NOORD, PG, PROVINCIE, "Regionale coalitie", every(2024, 2026, 30)),
    MoneyPlan(NOORD, PG, "gemeente-venlo", "Brede SPUK: lokale coalitie", every(2024, 2026, 14)),
    MoneyPlan(NOORD, LEARNING, PROVINCIE, "Scholing van professionals", {2025: 40, 2026: 40}),
    MoneyPlan(MIDDEN, PG, PROVINCIE, "Startgesprekken", {2026: 18, 2027: 9}),
    MoneyPlan(MIDDEN, PG, "gemeente-weert", "Oudercafé", every(2025, 2028, 6.5), structural=True),
    MoneyPlan(MIDDEN, PG, BEWEGING, "Werkvormen en materiaal", every(2025, 2026, 3.75)),
)


def bring_in(cast: Cast, history: History) -> None:
    """Money by year, and the Province as client; what is there stays as it is."""
    organisations = {one.slug: one for one in Organisation.objects.all()}
    there = set(BudgetLine.objects.values_list("region__code", "funder__slug", "what"))
    for plan in MONEY:
        if (plan.region, plan.funder, plan.what) not in there:
            _write(plan, organisations, cast)
    for code in (ZUID, MIDDEN, NOORD):
        if not Client.objects.filter(region__code=code).exists():
            by = cast.coordinator(code)
            actions.set_client(region=region(code), organisation=organisations[PROVINCIE], by=by)


def _write(plan: MoneyPlan, organisations: dict[str, Organisation], cast: Cast) -> None:
    by = cast.coordinator(plan.region)
    purpose = actions.Purpose(
        region=region(plan.region),
        theme=actions.make_theme(programme="Kansrijke Start", title=plan.theme, by=by),
        funder=organisations[plan.funder],
        what=plan.what,
        what_en=plan.what_en,
    )
    years = {
        year: _amounts(year, round(thousands * THOUSAND), structural=plan.structural)
        for year, thousands in plan.years.items()
    }
    actions.save_years(purpose=purpose, years=years, by=by)


def _amounts(year: int, cents: int, *, structural: bool) -> actions.Amounts:
    """What is promised; closed years are spent but for a little, this year is set apart."""
    return actions.Amounts(
        asked=cents + cents // 10 // THOUSAND * THOUSAND,
        promised=cents,
        reserved=cents if year <= max(SPENT) + 1 else 0,
        realised=cents * 96 // 100 if year in SPENT else 0,
        structural=structural,
    )
