"""Facts of programmes: partners that embed, agreements with money, subsidies, pilots; and conversations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Sum

from veerkracht.cocreation.models import PilotReading, ReadingMoment
from veerkracht.conversations.queries import counted_to_be_protected
from veerkracht.funding.models import AwardLine, Claim, Scheme, Stand
from veerkracht.kernel.clock import local, today
from veerkracht.monitoring.count_facts import Source, same, sector_of, sources
from veerkracht.monitoring.count_keys import key_of
from veerkracht.monitoring.count_rules import YEAR, Fact, begins, period_of
from veerkracht.programme.models import EmbeddingAnswer, EmbeddingLevel, EmbeddingPart
from veerkracht.programme.queries import agreements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from veerkracht.monitoring.count_facts import Asked, Found
    from veerkracht.programme.models import Agreement

CENTS = 100
EMBEDDED = frozenset({EmbeddingPart.POLICY.value, EmbeddingPart.PRACTICE.value})
LONGEST = 20  # years of an agreement that are counted


def register() -> None:
    """Put the sources in their registry."""
    sources.add("embedding", Source(("partners-embedding",), embedding_facts, {"track": same}))
    sources.add("agreements", Source(("agreements-funded",), agreement_facts, {"agreement": same}))
    sources.add("subsidies", Source(("subsidy-planned-realised",), subsidy_facts))
    pilots = {"pilot-measure": same}
    sources.add("pilots", Source(("pilots-measures",), pilot_facts, pilots))
    # Nothing makes this one look again between two recounts: a quick count would tell when a conversation was.
    sources.add("conversations", Source(("conversations",), conversation_facts))


def embedding_facts(tracks: Asked) -> Found:
    """Partners that in their last check of a year often or always work so, in policy and in practice."""
    rows = EmbeddingAnswer.objects.filter(check_of__done_at__isnull=False, part__in=EMBEDDED)
    rows = rows if tracks is None else rows.filter(check_of__track__in=tracks)
    told: Iterable[Any] = rows.order_by("check_of__done_at", "check_of").values(
        "part",
        "level",
        "check_of",
        "check_of__done_at",
        "check_of__track",
        "check_of__track__organisation",
        "check_of__track__region__code",
    )
    last: dict[tuple[int, str], dict[str, Any]] = {}
    for row in told:
        period = period_of(local(row["check_of__done_at"]).date(), YEAR)
        known = last.get((row["check_of__track"], period))
        if known is None or known["check_of"] != row["check_of"]:
            known = last[row["check_of__track"], period] = {**row, "often": set()}
        if row["level"] >= EmbeddingLevel.OFTEN:
            known["often"].add(row["part"])
    for (track, period), row in last.items():
        if row["often"] == EMBEDDED:
            yield track, _embedded(period, row)


def _embedded(period: str, row: dict[str, Any]) -> Fact:
    return Fact(
        indicator="partners-embedding",
        period=period,
        who=key_of("partner", row["check_of__track__organisation"]),
        item=key_of("check", row["check_of"]),
        on=local(row["check_of__done_at"]).date(),
        area=row["check_of__track__region__code"],
    )


def agreement_facts(numbers: Asked) -> Found:
    """Agreements in each year in which they held, up to this one, of which the money lasts until the end."""
    found = agreements() if numbers is None else agreements().filter(pk__in=numbers)
    for row in found.order_by("pk"):
        if _is_funded(row):
            yield from ((row.pk, fact) for fact in _years_of(row))


def _is_funded(row: Agreement) -> bool:
    """Whether its money is structural, or promised up to and including its last year."""
    if row.budget_line_id is None:
        return False
    year: int | None = getattr(row, "money_year", None)
    lasts = row.until is not None and year is not None and year >= row.until.year
    return bool(getattr(row, "money_goes_on", False)) or lasts


def _years_of(row: Agreement) -> Iterator[Fact]:
    ends = [day for day in (row.until, row.ended_on, today()) if day is not None]
    last = min(ends).year
    for year in range(max(row.since.year, last - LONGEST), last + 1):
        yield Fact(
            indicator="agreements-funded",
            period=str(year),
            who=key_of("agreement", row.pk),
            item=key_of("agreement", row.pk),
            on=max(row.since, date(year, 1, 1)),
            area=row.region.code,
        )


def subsidy_facts(schemes: Asked) -> Found:
    """What was spent from each scheme, by organisation and year, in whole euros."""
    claims = Claim.objects.filter(stand=Stand.REALISED)
    claims = claims if schemes is None else claims.filter(scheme__in=schemes)
    sums = claims.values_list(
        "scheme", "scheme__region__code", "day__year", "organisation_id"
    ).annotate(cents=Sum("amount"))
    for scheme, region, year, organisation, cents in sums.order_by(
        "scheme", "day__year", "organisation_id"
    ):
        key = key_of("subsidy", scheme, year, organisation)
        yield (
            scheme,
            Fact(
                indicator="subsidy-planned-realised",
                period=str(year),
                who=key,
                item=key,
                on=begins(str(year)),
                area=region,
                number=(cents + CENTS // 2) // CENTS,
                contributor=key_of("organisation", organisation) if organisation else 0,
            ),
        )


def planned_euros() -> dict[tuple[str, str], int]:
    """What was planned by region and year, in whole euros: each award spread evenly over the days of its scheme."""
    awarded = AwardLine.objects.values("scheme").annotate(cents=Sum("amount"))
    cents = {row["scheme"]: row["cents"] for row in awarded}
    found: dict[tuple[str, str], int] = {}
    for scheme in Scheme.objects.select_related("region"):
        for year, share in _spread(scheme.from_day, scheme.until_day, cents.get(scheme.pk, 0)):
            place = scheme.region.code, str(year)
            found[place] = found.get(place, 0) + share // CENTS
    return {place: number for place, number in found.items() if number}


def _spread(first: date, last: date, cents: int) -> Iterator[tuple[int, int]]:
    days = (last - first).days + 1
    for year in range(first.year, last.year + 1):
        begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        yield year, cents * ((end - begin) // timedelta(days=1) + 1) // days


def pilot_facts(measures: Asked) -> Found:
    """Public measures with a target, of which the last reading reached it."""
    rows = PilotReading.objects.filter(
        moment=ReadingMoment.END,
        measure__target__isnull=False,
        measure__public=True,
        measure__pilot__public=True,
    )
    rows = rows if measures is None else rows.filter(measure__in=measures)
    for row in rows.select_related("measure__pilot__region", "measure__pilot__sector"):
        measure = row.measure
        if measure.target is None or not _reached(row.value, measure.target, up=measure.up):
            continue
        yield (
            measure.pk,
            Fact(
                indicator="pilots-measures",
                period=period_of(row.day, YEAR),
                who=key_of("pilot-measure", measure.pk),
                item=key_of("pilot-reading", row.pk),
                on=row.day,
                area=measure.pilot.region.code,
                sector=sector_of(measure.pilot.sector.code),
            ),
        )


def _reached(value: Any, target: Any, *, up: bool) -> bool:
    return bool(value >= target if up else value <= target)


def conversation_facts(_numbers: Asked) -> Found:
    """Conversations of each quarter for which nothing can come any more, by region."""
    for (quarter, region), number in counted_to_be_protected().items():
        key = key_of("conversations", quarter, region)
        period = quarter.replace("-", "-Q")
        yield (
            int(quarter.replace("-", "")),
            Fact(
                indicator="conversations",
                period=period,
                who=key,
                item=key,
                on=begins(period),
                area=region,
                number=number,
            ),
        )
