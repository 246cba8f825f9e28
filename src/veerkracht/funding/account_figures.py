"""The figures of a final account: read from the claims of a period, added up by rules. No names.

The form is JSON: amounts in whole cents, days as ``YYYY-MM-DD``; so it can be frozen, hashed and drawn.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
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

    from veerkracht.funding.models import FinalAccount

Figures = dict[str, Any]
MINUTES = 60


def figures_of(account: FinalAccount) -> Figures:
    """What is accounted on now, for a draft; a closed account keeps its own."""
    return account.figures or figures(account.scheme, account.from_day, account.until_day)


def figures(scheme: Scheme, since: date, until: date) -> Figures:
    """Every line, performance, step, note and piece of evidence of a period."""
    claims = Claim.objects.filter(scheme=scheme, day__range=(since, until), stand=Stand.REALISED)
    booked, steps, notes, rules, proven = read(
        [
            _by_hand(scheme, since, until),
            SchemeStep.objects.filter(scheme=scheme).order_by("on", "pk"),
            _notes(scheme, since, until),
            SchemeRules.objects.filter(scheme=scheme).order_by("-version")[:1],
            claims.select_related("performance").order_by("day", "cause", "cause_id"),
        ]
    )
    sums = _sums(proven)
    lines = [_line(line, sums, since, until) for line in _lines(scheme)]
    return {
        "scheme": scheme.name,
        "reference": scheme.reference,
        "funder": str(scheme.funder),
        "client": str(scheme.client),
        "from": since.isoformat(),
        "until": until.isoformat(),
        "lines": lines,
        "total": _total(lines, sum(one.amount for one in booked)),
        "people": _people(proven),
        "by_hand": [_booked(one) for one in booked],
        "steps": [_step(one) for one in steps],
        "notes": [_note(one) for one in notes],
        "evidence": _evidence(proven, asked=rules[0].names_asked),
    }


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
    line: AwardLine, sums: dict[int, tuple[int, int]], since: date, until: date
) -> dict[str, Any]:
    rows = [_performance(one, *sums.get(one.pk, (0, 0))) for one in line.performances.all()]
    others = [one for one in line.paid_by_others.all() if since.year <= one.year <= until.year]
    realised = sum(row["realised"] for row in rows)
    return {
        "name": line.name,
        "awarded": line.amount,
        "realised": realised,
        "difference": line.amount - realised,
        "co_planned": line.co_funding,
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
