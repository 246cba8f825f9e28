"""Reading agreements: whose one sees, how far their money reaches, and which ask for attention today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from veerkracht.kernel.clock import today
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import (
    current_roles,
    is_administrator,
    regions_of_coordinator,
)
from veerkracht.programme import agreement_rules as rules
from veerkracht.programme.agreement_models import (
    REVIEW_AHEAD,
    Agreement,
    AgreementCause,
    AgreementMove,
)
from veerkracht.programme.money_models import BudgetLine

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.people.models import Person


def agreements() -> QuerySet[Agreement]:
    """Every agreement with what a page names, and how far its money reaches.

    ``money_year`` is the last year for which something is promised on its line, ``money_goes_on``
    whether that is structural. A line goes on in other years under the same words, funder and theme.
    """
    line = "budget_line__"
    same = BudgetLine.objects.filter(
        region=OuterRef(f"{line}region"),
        theme=OuterRef(f"{line}theme"),
        funder=OuterRef(f"{line}funder"),
        what=OuterRef(f"{line}what"),
        promised__gt=0,
    ).order_by("-year")
    found = Agreement.objects.select_related("region", "theme", "promised_by", "person")
    return found.select_related("budget_line__funder").annotate(
        money_year=Subquery(same.values("year")[:1]),
        money_goes_on=Subquery(same.values("structural")[:1]),
    )


def agreements_visible_to(person: Person) -> QuerySet[Agreement]:
    """Those of regions that somebody coordinates, of organisations they speak for, and that name them."""
    if is_administrator(person):
        return agreements()
    theirs = [one.organisation_id for one in current_roles(person) if one.kind == RoleKind.EMPLOYER]
    seen = Q(region__in=regions_of_coordinator(person)) | Q(person=person)
    return agreements().filter(seen | Q(promised_by__in=theirs))


def asking_attention(day: date | None = None) -> Q:
    """The condition in the database that ``causes_of`` works out in Python; on ``agreements()``."""
    day = day or today()
    early = Q(until=None) | Q(until__year__gt=F("money_year"))
    money = Q(budget_line__isnull=False) & (
        Q(money_goes_on=False) & early | Q(money_year=None, step__in=rules.PAID)
    )
    due = Q(review_on__lte=day) | Q(until__lte=day + REVIEW_AHEAD)
    return Q(ended_on=None) & (money | due)


def standing(agreement: Agreement) -> rules.Standing:
    """What an alarm depends on; one query for an agreement that did not come from ``agreements()``."""
    found: Any = agreement
    if "money_year" not in agreement.__dict__:
        found = agreements().get(pk=agreement.pk)
    return rules.Standing(
        step=agreement.step,
        until=agreement.until,
        review_on=agreement.review_on,
        is_over=agreement.ended_on is not None,
        has_line=agreement.budget_line_id is not None,
        last_year=found.money_year,
        goes_on=bool(found.money_goes_on),
    )


def causes_of(agreement: Agreement) -> list[AgreementCause]:
    """Why this agreement asks for attention today."""
    found = rules.causes(standing(agreement), today(), REVIEW_AHEAD)
    return [AgreementCause(cause) for cause in found]


@dataclass(frozen=True)
class AgreementFilter:
    """Which agreements to list; what is empty does not narrow."""

    region: int | None = None
    theme: int | None = None
    organisation: int | None = None
    step: str = ""
    structural: str = ""
    only_alarms: bool = False
    ended: bool = False

    def of(self, found: QuerySet[Agreement]) -> QuerySet[Agreement]:
        """These agreements; those that asked to be looked at soonest first."""
        named = {"region": self.region, "theme": self.theme, "promised_by": self.organisation}
        found = found.filter(**{name: value for name, value in named.items() if value})
        found = found.filter(step=self.step) if self.step else found
        found = found.filter(structural=self.structural == "yes") if self.structural else found
        found = found.filter(asking_attention()) if self.only_alarms else found
        found = found.filter(ended_on__isnull=not self.ended)
        return found.order_by(F("review_on").asc(nulls_last=True), "promised_by__name", "pk")


def agreements_due(region_id: int, most: int = 20) -> list[Agreement]:
    """Agreements of a region that ask for attention, the soonest first: for an agenda."""
    found = agreements().filter(asking_attention(), region=region_id)
    return list(found.order_by(F("review_on").asc(nulls_last=True), "pk")[:most])


def moves_of(agreement: Agreement) -> list[AgreementMove]:
    """What happened to an agreement, the latest first."""
    return list(agreement.moves.select_related("by").order_by("-made_at", "-pk"))


def lines_for(region_id: int) -> QuerySet[BudgetLine]:
    """Budget lines that may carry an agreement of a region."""
    found = BudgetLine.objects.filter(region=region_id).select_related("funder", "theme")
    return found.order_by("theme__title", "what", "-year")
