"""Reading schemes: where their money stands, what they cover, who waits for money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Sum
from django.utils.translation import gettext as _

from veerkracht.funding.models import (
    LIVE_WAITS,
    Account,
    AccountKind,
    Ceiling,
    Claim,
    Cover,
    MoneyWait,
    Performance,
    PerformanceKind,
    Scheme,
    Stand,
)
from veerkracht.funding.policies import readable
from veerkracht.funding.scheme_rules import Part, bar
from veerkracht.kernel.clock import now
from veerkracht.kernel.money import euros
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from veerkracht.people.models import Person

LABELS = {
    "realised": AccountKind.REALISED.label,
    "committed": AccountKind.COMMITTED.label,
    "reserved": AccountKind.RESERVED.label,
    "available": AccountKind.AVAILABLE.label,
}


@dataclass(frozen=True)
class Money:
    """Where the money of a scheme stands, in cents, with the parts of its bar."""

    balances: dict[str, int]

    @property
    def awarded(self) -> int:
        """The ceiling."""
        return -self.balances.get("awarded", 0)

    @property
    def available(self) -> int:
        """What is free."""
        return self.balances.get("available", 0)

    @property
    def parts(self) -> list[tuple[Part, str]]:
        """The parts of the bar with their names."""
        return [(part, str(LABELS[part.kind])) for part in bar(self.balances)]

    @property
    def sentence(self) -> str:
        """How it stands, read aloud."""
        if not self.awarded:
            return _("Er is nog geen plafond vastgesteld.")
        return _(
            "Van %(awarded)s is %(realised)s besteed, %(committed)s vastgelegd en %(reserved)s "
            "gereserveerd. Vrij is %(available)s."
        ) % {
            "awarded": euros(self.awarded),
            **{kind: euros(self.balances.get(kind, 0)) for kind in LABELS},
        }


def schemes_of(person: Person) -> QuerySet[Scheme]:
    """The schemes that somebody may see, the newest first."""
    found = Scheme.objects.filter(readable(person)).select_related("region", "funder", "client")
    return found.order_by("-from_day", "name", "pk")


def money_of(schemes: Iterable[Scheme]) -> dict[int, Money]:
    """Scheme → where its money stands; one query."""
    found: dict[int, dict[str, int]] = {scheme.pk: {} for scheme in schemes}
    rows = Account.objects.filter(scheme__in=found).values_list("scheme_id", "kind", "balance")
    for pk, kind, balance in rows:
        found[pk][kind] = balance
    return {pk: Money(balances) for pk, balances in found.items()}


@dataclass(frozen=True)
class Done:
    """One performance: planned and done in places or hours, and what was spent in cents."""

    performance: Performance
    done: float
    expected: float
    realised: int


def performances_of(scheme: Scheme) -> list[Done]:
    """Each performance with what is done (spent) and expected (fixed or reserved) so far; two queries."""
    rows = Performance.objects.filter(line__scheme=scheme).select_related("line")
    sums: dict[tuple[int, str], tuple[int, int]] = {}
    found = Claim.objects.filter(scheme=scheme).values_list("performance", "stand")
    for pk, stand, number, amount in found.annotate(Sum("number"), Sum("amount")):
        sums[pk, stand] = (number, amount)
    return [_done(one, sums) for one in rows.order_by("line", "pk")]


def _done(one: Performance, sums: dict[tuple[int, str], tuple[int, int]]) -> Done:
    unit = 60 if one.kind == PerformanceKind.HOURS else 1
    realised, amount = sums.get((one.pk, Stand.REALISED), (0, 0))
    expected = sum(
        sums.get((one.pk, stand), (0, 0))[0] for stand in (Stand.COMMITTED, Stand.RESERVED)
    )
    return Done(one, realised / unit, expected / unit, amount)


def covers_of(scheme: Scheme) -> QuerySet[Cover]:
    """The editions that a scheme pays for, the first to come first."""
    related = ("edition__course", "edition__municipality", "performance")
    return (
        Cover.objects.filter(scheme=scheme)
        .select_related(*related)
        .order_by("-edition__starts_at", "pk")
    )


def to_cover(scheme: Scheme) -> QuerySet[Edition]:
    """Editions of the region within the period that no scheme pays for yet and that did not begin."""
    found = Edition.objects.filter(
        region=scheme.region_id,
        starts_at__date__range=(scheme.from_day, scheme.until_day),
        starts_at__gt=now(),
        cover=None,
    ).exclude(state="cancelled")
    return found.select_related("course", "municipality").order_by("starts_at", "pk")


def waiting_of(scheme: Scheme) -> QuerySet[MoneyWait]:
    """Who waits for money, in order of asking; who is told comes first."""
    found = MoneyWait.objects.filter(scheme=scheme, state__in=LIVE_WAITS)
    return found.select_related("person", "edition__course", "edition__cover").order_by(
        "state", "asked_at", "pk"
    )


def ceilings_of(scheme: Scheme) -> QuerySet[Ceiling]:
    """Ceilings of years, then of organisations."""
    found = Ceiling.objects.filter(scheme=scheme).select_related("organisation")
    return found.order_by("year", "organisation__name")


def short_hours(scheme: Scheme) -> dict[str, int]:
    """Minutes of coaching that were held without money left, and what they would cost."""
    short = Claim.objects.filter(scheme=scheme, stand=Stand.SHORT)
    return short.aggregate(
        minutes=Sum("number"), amount=Sum("amount"), n=Count("pk"), last=Max("day")
    )
