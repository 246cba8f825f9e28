"""The figures of a final account: read from the claims of a period, added up by rules. No names.

The form is JSON: amounts in whole cents, days as ``YYYY-MM-DD``; so it can be frozen, hashed and drawn.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Sum

from veerkracht.disclosure.thresholds import protect_list
from veerkracht.enrolment.models import Enrolment
from veerkracht.funding.models import (
    AwardLine,
    Booking,
    Cause,
    Claim,
    CoFunding,
    DeviationNote,
    FinalAccount,
    Performance,
    PerformanceKind,
    Scheme,
    SchemeRules,
    SchemeStep,
    Stand,
)
from veerkracht.kernel.clock import local
from veerkracht.kernel.together import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

Figures = dict[str, Any]
MINUTES = 60


def figures_of(account: FinalAccount) -> Figures:
    """What is accounted on now, for a draft; a closed account keeps its own."""
    return account.figures or figures(account)


def figures(account: FinalAccount) -> Figures:
    """Every line, performance, step, note and piece of evidence of a draft's period.

    What a closed account of the scheme holds already, is not counted again.
    """
    scheme, since, until = account.scheme, account.from_day, account.until_day
    claims = Claim.objects.filter(scheme=scheme, day__range=(since, until), stand=Stand.REALISED)
    booked, steps, notes, rules, proven, closed = read(
        [
            _by_hand(scheme, since, until),
            SchemeStep.objects.filter(scheme=scheme).order_by("on", "pk"),
            _notes(scheme, since, until),
            SchemeRules.objects.filter(scheme=scheme).order_by("-version")[:1],
            claims.select_related("performance").order_by("day", "cause", "cause_id"),
            closed_accounts(scheme),
        ]
    )
    before = Accounted.of(closed)
    booked = [one for one in booked if one.pk not in before.bookings]
    proven = [one for one in proven if (one.cause, one.cause_id) not in before.claims]
    sums = _sums(proven)
    awarded = list(_lines(scheme))
    lines = [_line(line, sums, account, before) for line in awarded]
    total = _total(lines, sum(one.amount for one in booked))
    return {
        "supplement": account.supplement,
        "scheme": scheme.name,
        "reference": scheme.reference,
        "funder": str(scheme.funder),
        "client": str(scheme.client),
        "from": since.isoformat(),
        "until": until.isoformat(),
        "lines": lines,
        "total": total,
        "whole": _whole(sum(one.amount for one in awarded), total, before),
        "people": _people(proven),
        "by_hand": [_booked(one) for one in booked],
        "steps": [_step(one) for one in steps],
        "notes": [_note(one) for one in notes],
        "evidence": _evidence(proven, asked=rules[0].names_asked),
    }


def closed_accounts(scheme: Scheme) -> QuerySet[FinalAccount]:
    """The closed accounts of a scheme, supplements too."""
    found = FinalAccount.objects.filter(scheme=scheme, closed_at__isnull=False)
    return found.order_by("from_day", "pk")


@dataclass(frozen=True)
class Accounted:
    """What closed accounts hold: claims by cause and number, bookings by hand, money of others, and cents."""

    claims: frozenset[tuple[str, int]]
    bookings: frozenset[int]
    paid: frozenset[tuple[str, str, int, str]]
    realised: int

    @classmethod
    def of(cls, closed: Iterable[FinalAccount]) -> Accounted:
        """Read from their frozen figures."""
        found = [one.figures for one in closed if one.figures]
        return cls(
            frozenset((row["cause"], row["number"]) for one in found for row in one["evidence"]),
            frozenset(row["booking"] for one in found for row in one["by_hand"]),
            frozenset(
                (line["name"], row["payer"], row["year"], row["evidence"])
                for one in found
                for line in one["lines"]
                for row in line["co_evidence"]
            ),
            sum(one["total"]["realised"] for one in found),
        )


def digest(found: Figures) -> str:
    """SHA-256 in hexadecimal over the figures in one canonical form."""
    text = json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _lines(scheme: Scheme) -> QuerySet[AwardLine]:
    found = AwardLine.objects.filter(scheme=scheme).order_by("pk")
    return found.prefetch_related("performances", "paid_by_others")


def _sums(claims: Iterable[Claim]) -> dict[int, tuple[int, int]]:
    """Performance → how many (places, or minutes) and how many cents."""
    found: dict[int, tuple[int, int]] = {}
    for claim in claims:
        number, amount = found.get(claim.performance_id, (0, 0))
        found[claim.performance_id] = (number + claim.number, amount + claim.amount)
    return found


def _line(
    line: AwardLine, sums: dict[int, tuple[int, int]], account: FinalAccount, before: Accounted
) -> dict[str, Any]:
    """A budget line; the award and the plan stand in the account itself, not once more in a supplement."""
    rows = [_performance(one, *sums.get(one.pk, (0, 0))) for one in line.performances.all()]
    years = range(account.from_day.year, account.until_day.year + 1)
    others = [
        one
        for one in line.paid_by_others.all()
        if one.year in years and (line.name, one.payer, one.year, one.evidence) not in before.paid
    ]
    awarded, planned = (0, 0) if account.supplement else (line.amount, line.co_funding)
    realised = sum(row["realised"] for row in rows)
    return {
        "name": line.name,
        "awarded": awarded,
        "realised": realised,
        "difference": awarded - realised,
        "co_planned": planned,
        "co_realised": sum(one.amount for one in others),
        "co_evidence": [_paid(one) for one in others],
        "performances": rows,
    }


def _paid(one: CoFunding) -> dict[str, Any]:
    return {"payer": one.payer, "year": one.year, "amount": one.amount, "evidence": one.evidence}


def _performance(one: Performance, number: int, amount: int) -> dict[str, Any]:
    in_hours = one.kind == PerformanceKind.HOURS
    return {
        "name": one.name,
        "kind": one.kind,
        "planned": one.planned,
        "done": number / MINUTES if in_hours else number,
        "realised": amount,
    }


def _total(lines: list[dict[str, Any]], by_hand: int) -> dict[str, int]:
    """All lines, and what was booked by hand beside them."""
    named = ("awarded", "realised", "co_planned", "co_realised")
    total = {name: sum(line[name] for line in lines) for name in named}
    total["by_hand"] = by_hand
    total["realised"] += by_hand
    total["difference"] = total["awarded"] - total["realised"]
    return total


def _whole(awarded: int, total: dict[str, int], before: Accounted) -> dict[str, int]:
    """The award of the whole scheme beside what earlier accounts hold and what this one adds."""
    spent = before.realised + total["realised"]
    return {"awarded": awarded, "before": before.realised, "difference": awarded - spent}


def _people(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """How many different people had a place, by year; hidden below ten, and what would tell it."""
    found = {one.cause_id: one.day.year for one in claims if one.cause == Cause.PLACE}
    years: dict[int, set[int]] = defaultdict(set)
    for pk, person in Enrolment.objects.filter(pk__in=found).values_list("pk", "person_id"):
        years[found[pk]].add(person)
    safe = protect_list({str(year): len(people) for year, people in years.items()}).cells
    return [{"year": year, "people": safe[str(year)].told("<10")} for year in sorted(years)]


def _by_hand(scheme: Scheme, since: date, until: date) -> QuerySet[Booking, Any]:
    """What was booked by hand on what is spent, with reason and evidence."""
    found = Booking.objects.filter(
        scheme=scheme, kind__in=["manual", "counter"], at__date__range=(since, until)
    ).annotate(amount=Sum("entries__amount", filter=Q(entries__account__kind="realised")))
    return found.filter(amount__isnull=False).order_by("pk")


def _booked(one: Any) -> dict[str, Any]:
    return {
        "booking": one.pk,
        "day": local(one.at).date().isoformat(),
        "amount": one.amount,
        "reason": one.reason,
        "evidence": one.evidence,
    }


def _step(one: SchemeStep) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "on": one.on.isoformat(),
        "amount": one.amount,
        "document": one.document,
    }


def _notes(scheme: Scheme, since: date, until: date) -> QuerySet[DeviationNote]:
    found = DeviationNote.objects.filter(scheme=scheme, year__range=(since.year, until.year))
    return found.select_related("performance").order_by("year", "pk")


def _note(one: DeviationNote) -> dict[str, Any]:
    named = one.performance.name if one.performance else ""
    return {"year": one.year, "performance": named, "text": one.text}


def _evidence(claims: Sequence[Claim], *, asked: bool) -> list[dict[str, Any]]:
    """Each place and appointment by its number; a name only where the funder's rules ask for one."""
    places = [one.cause_id for one in claims if one.cause == Cause.PLACE]
    names = _names(places) if asked else {}
    return [
        {
            "performance": one.performance.name,
            "cause": one.cause,
            "number": one.cause_id,
            "day": one.day.isoformat(),
            "amount": one.amount,
            **({"name": names.get(one.cause_id, "")} if asked else {}),
        }
        for one in claims
    ]


def _names(enrolments: list[int]) -> dict[int, str]:
    return dict(Enrolment.objects.filter(pk__in=enrolments).values_list("pk", "person__name"))
