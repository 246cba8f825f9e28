"""Reading claims and payment lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.expressions import CombinedExpression

from veerkracht.coalitions import expense_rules as rules
from veerkracht.coalitions.expense_rules import ClaimState
from veerkracht.coalitions.models import BankNumber, Claim, PayingAccount, PaymentRun
from veerkracht.kernel.sealing import unseal
from veerkracht.people.policies import regions_of_coordinator

if TYPE_CHECKING:
    from veerkracht.coalitions.models import Coalition
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

TOTAL = F("fee_cents") + F("travel_cents") + F("ticket_cents") + F("childcare_cents")
BANK_NUMBER = "bank number"


def claims() -> QuerySet[Claim]:
    """Claims with what a page says of them."""
    return Claim.objects.select_related("coalition__region", "person", "meeting", "approved_by")


def claims_of(person: Person) -> QuerySet[Claim]:
    """Somebody's own, the latest first."""
    return claims().filter(person=person).order_by("-day", "-pk")


def claimed_in(coalition: Coalition, person: Person | None) -> QuerySet[Claim]:
    """What somebody asked for days of one coalition and did not take back, the latest first: once a day."""
    found = Claim.objects.filter(coalition=coalition, person=person)
    return found.exclude(state=ClaimState.WITHDRAWN).order_by("-day")


def claims_guided_by(person: Person) -> QuerySet[Claim]:
    """Claims in coalitions that somebody guides, those that wait first, the oldest of them on top."""
    regions = [one.pk for one in regions_of_coordinator(person)]
    mine = Q(coalition__coordinator=person) | Q(coalition__region__in=regions)
    return claims().filter(mine).order_by("day", "pk")


def has_number() -> Exists:
    """Whether the person of a claim has a bank number with us."""
    return Exists(BankNumber.objects.filter(person=OuterRef("person")))


def approved(region: Area) -> QuerySet[Claim]:
    """Approved claims of a region that are on no list yet; ``has_number`` says whether they can be paid."""
    found = claims().filter(coalition__region=region, state=ClaimState.APPROVED, run=None)
    return found.annotate(has_number=has_number()).order_by("approved_at", "pk")


def payable(region: Area, by: Person) -> QuerySet[Claim]:
    """Of those, what ``by`` may pay: with a bank number, neither their own nor approved by them."""
    numbered = BankNumber.objects.filter(person__isnull=False).values("person")
    found = approved(region).filter(person__in=numbered)
    return found.exclude(person=by).exclude(approved_by=by)


@dataclass(frozen=True)
class Line:
    """What one person gets by a list: claims and cents, with the bank number for the payer's eyes only."""

    claim_number: int
    name: str
    holder: str
    number: str
    cents: int
    day: date
    coalition: str


def lines_of(run: PaymentRun) -> list[Line]:
    """The lines of a list with readable bank numbers; empty where it was wiped. Two queries."""
    rows = list(claims().filter(run=run).order_by("person__name", "day", "pk"))
    people = [one.person_id for one in rows]
    numbers = {one.person_id: one for one in BankNumber.objects.filter(person__in=people)}
    return [_line(one, numbers.get(one.person_id or 0)) for one in rows]


def _line(one: Claim, bank: BankNumber | None) -> Line:
    return Line(
        claim_number=one.pk,
        name=str(one.person or ""),
        holder=bank.holder if bank else "",
        number=unseal(BANK_NUMBER, bank.sealed) if bank else "",
        cents=one.total_cents,
        day=one.day,
        coalition=one.coalition.name,
    )


def runs_of(region: Area) -> QuerySet[PaymentRun]:
    """The lists of a region with how many claims and cents, the latest first."""
    found = PaymentRun.objects.filter(region=region)
    return found.annotate(cents=Sum(_of_run())).order_by("-made_at")


def _of_run() -> CombinedExpression:
    total = F("claims__fee_cents") + F("claims__travel_cents")
    return total + F("claims__ticket_cents") + F("claims__childcare_cents")


def account_of(region: Area) -> PayingAccount | None:
    """From which account a region pays."""
    return PayingAccount.objects.filter(region=region).first()


def account_number(account: PayingAccount) -> str:
    """The readable number of the account that a region pays from; for the bank's file."""
    return unseal(BANK_NUMBER, account.sealed)


def received_in(person: Person, year: int, *, apart_from: int | None = None) -> int:
    """Cents that were approved or paid to somebody for days of a year, all parts together."""
    counted = Claim.objects.filter(
        person=person, day__year=year, state__in=[ClaimState.APPROVED, ClaimState.PAID]
    )
    found = counted.exclude(pk=apart_from or 0).aggregate(total=Sum(TOTAL))
    return int(found["total"] or 0)


def goes_over(claim: Claim) -> bool:
    """Whether with this claim somebody gets more in that year than a volunteer may without tax; one query."""
    if claim.person is None:
        return False
    before = received_in(claim.person, claim.day.year, apart_from=claim.pk)
    return rules.is_over(before, claim.total_cents, claim.day)


def bank_number_of(person: Person) -> BankNumber | None:
    """The sealed number of somebody, to be shown masked."""
    return BankNumber.objects.filter(person=person).first()
