"""Reading offers: one's own, those of a region, and those that may be shown on a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, QuerySet, When

from veerkracht.cocreation.models import HelpKind, Offer, OfferState, Shows
from veerkracht.people.policies import regions_of_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

RELATED = ("organisation", "area", "region", "sector", "person")


@dataclass(frozen=True)
class PublicOffer:
    """What may be shown of an offer: only what its owner said yes to; else empty."""

    number: int
    area: Area
    region: Area
    organisation: str
    organisation_id: int | None
    name: str
    kinds: tuple[str, ...]
    themes: str


def offer_with(token: str) -> Offer | None:
    """An offer by what stands in its address."""
    return Offer.objects.select_related(*RELATED).filter(token=token).first()


def offers_public(region: Area | None = None) -> list[PublicOffer]:
    """Offers whose owner lets the organisation and municipality be shown, by municipality: one query.

    For the map of the movement and whoever else shows who is active where.
    """
    rows = Offer.objects.filter(state=OfferState.ACCEPTED, shows__contains=[Shows.ORGANISATION])
    rows = rows.select_related("organisation", "area", "region").order_by("area__name", "pk")
    return [_public(one) for one in (rows.filter(region=region) if region else rows)]


def _public(one: Offer) -> PublicOffer:
    themes = Shows.THEMES in one.shows
    return PublicOffer(
        number=one.pk,
        area=one.area,
        region=one.region,
        organisation=one.organisation_shown,
        organisation_id=one.organisation_id,
        name=one.name if Shows.NAME in one.shows else "",
        kinds=tuple(str(HelpKind(kind).label) for kind in one.kinds) if themes else (),
        themes=one.themes if themes else "",
    )


def offers_for(person: Person) -> QuerySet[Offer]:
    """Confirmed offers of the regions that somebody coordinates: what waits first, then the latest."""
    regions = [one.pk for one in regions_of_coordinator(person)]
    rows = Offer.objects.filter(region__in=regions).exclude(
        state__in=[OfferState.ASKED, OfferState.REFUSED]
    )
    waiting = Case(When(state=OfferState.CONFIRMED, then=0), default=1)
    return rows.select_related(*RELATED).order_by(waiting, "-made_at", "-pk")


def waiting_for(person: Person) -> QuerySet[Offer]:
    """Offers that wait for a coordinator, the oldest first."""
    regions = [one.pk for one in regions_of_coordinator(person)]
    rows = Offer.objects.filter(region__in=regions, state=OfferState.CONFIRMED)
    return rows.select_related("area").order_by("made_at")
