"""Reading what there is nearby."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When

from veerkracht.conversations import prepare_rules as rules
from veerkracht.conversations.prepare_models import LocalOffer
from veerkracht.kernel.clock import today
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities, region_of
from veerkracht.ui.dimensions import DIMENSIONS, KEYS, Dimension

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class Nearby:
    """What a municipality has to offer: its own list of help, and the rest by name."""

    municipality: Area
    region: Area | None
    social_map: LocalOffer | None
    offers: tuple[LocalOffer, ...]

    def by_dimension(self, only: str = "") -> list[tuple[Dimension, list[LocalOffer]]]:
        """The offers under each side of life that has some."""
        chosen = [one for one in DIMENSIONS if only in {"", one.key}]
        found = [(one, [row for row in self.offers if one.key in row.dimensions]) for one in chosen]
        return [(one, rows) for one, rows in found if rows]


def shown() -> QuerySet[LocalOffer]:
    """Offers that hold today and that somebody looked at in the past year."""
    day = today()
    holds = Q(valid_until=None) | Q(valid_until__gte=day)
    return LocalOffer.objects.filter(holds, checked_on__gte=rules.shown_since(day))


def nearby(code: str) -> Nearby | None:
    """What there is in a municipality of today and in the whole of its region; None for no such code."""
    municipality = municipalities().filter(code=code).first()
    if municipality is None:
        return None
    region = region_of(municipality)
    whole = Q(municipality=None, region=region) if region else Q(pk__in=[])
    rows = list(shown().filter(Q(municipality=municipality) | whole).order_by("title", "pk"))
    maps = [row for row in rows if row.is_social_map]
    return Nearby(
        municipality,
        region,
        maps[0] if maps else None,
        tuple(row for row in rows if not row.is_social_map),
    )


def municipalities_with_offers() -> QuerySet[Area]:
    """Every municipality of today by name; ``has`` tells whether something stands there of its own."""
    rows = Q(local_offers__in=shown())
    return municipalities().annotate(has=Count("local_offers", filter=rows))


def kept_offers(
    regions: Sequence[Area], *, municipality: str = "", dimension: str = "", waiting: bool = False
) -> QuerySet[LocalOffer]:
    """The offers of these regions for who keeps them: what waits to be looked at first."""
    found = LocalOffer.objects.filter(region__in=regions).select_related("region", "municipality")
    if municipality:
        found = found.filter(municipality__code=municipality)
    if dimension in KEYS:
        found = found.filter(dimensions__contains=[dimension])
    if waiting:
        found = found.filter(needs_a_look())
    first = Case(When(needs_a_look(), then=0), default=1, output_field=IntegerField())
    return found.order_by(first, "municipality__name", "title", "pk")


def needs_a_look() -> Q:
    """The condition for offers that somebody must look at: not checked for half a year, or over."""
    day = today()
    return Q(checked_on__lte=rules.check_before(day)) | Q(valid_until__lt=day)


def waiting_offers(region_ids: Iterable[int]) -> QuerySet[LocalOffer]:
    """Offers of these regions that wait for somebody to look, the longest first."""
    found = LocalOffer.objects.filter(needs_a_look(), region__in=list(region_ids))
    return found.select_related("municipality", "region").order_by("checked_on", "pk")


def as_file(found: Nearby) -> dict[str, Any]:
    """What the resident's app reads: nothing about anybody, only what there is."""
    return {
        "municipality": {"code": found.municipality.code, "name": found.municipality.name},
        "social_map": found.social_map.link if found.social_map else None,
        "offers": [_told(row) for row in found.offers],
    }


def _told(row: LocalOffer) -> dict[str, Any]:
    return {
        "title": row.title,
        "text": row.text,
        "for_whom": row.for_whom,
        "dimensions": row.dimensions,
        "link": row.link,
        "phone": row.phone,
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "checked_on": row.checked_on.isoformat(),
    }
