"""The verbs of offers nearby: keeping, looking whether they still hold, taking away."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.conversations.prepare_models import LocalOffer
from veerkracht.conversations.prepare_policies import check_may_keep_offers
from veerkracht.conversations.prepare_rules import shown_since
from veerkracht.kernel import page_cache
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import after_commit
from veerkracht.ui.dimensions import KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from veerkracht.people.models import Person
    from veerkracht.places.models import Area


@dataclass(frozen=True)
class OfferContents:
    """What an offer says."""

    title: str
    text: str
    for_whom: str
    dimensions: Sequence[str]
    link: str = ""
    phone: str = ""
    valid_until: date | None = None
    is_social_map: bool = False


def topic(region_id: int) -> str:
    """What the public pages of a region's offers are cleared by."""
    return f"offers:{region_id}"


@transaction.atomic
def save_offer(
    *,
    contents: OfferContents,
    region: Area,
    municipality: Area | None,
    by: Person,
    offer: LocalOffer | None = None,
) -> LocalOffer:
    """Make an offer, or change one; who does so says that it holds today.

    Raises RuleBroken without a side of life, without a way in, with a day in the past, or for a second
    social map of a municipality.
    """
    check_may_keep_offers(by, region.pk)
    if offer is not None:
        check_may_keep_offers(by, offer.region_id)
    _check(contents, municipality)
    kept = offer or LocalOffer()
    before = kept.region_id
    for name, value in asdict(contents).items():
        setattr(kept, name, value)
    kept.dimensions = [key for key in KEYS if key in contents.dimensions]
    kept.region, kept.municipality, kept.checked_on = region, municipality, today()
    _write(kept)
    record(
        "offer.changed" if offer else "offer.made",
        kept,
        by=by,
        region_id=region.pk,
        values={"title": kept.title},
    )
    after_commit(page_cache.clear, "offers", *{topic(pk) for pk in (before, region.pk) if pk})
    return kept


def _write(offer: LocalOffer) -> None:
    try:
        with transaction.atomic():
            offer.save()
    except IntegrityError as error:
        message = _("Deze gemeente heeft al een sociale kaart. Pas die aan.")
        raise RuleBroken(message, field="is_social_map") from error


def _check(contents: OfferContents, municipality: Area | None) -> None:
    if not set(contents.dimensions) & set(KEYS) or not set(contents.dimensions) <= set(KEYS):
        raise RuleBroken(_("Kies minstens één kant van het leven."), field="dimensions")
    if not contents.link and not contents.phone:
        raise RuleBroken(_("Vul een website of een telefoonnummer in."), field="link")
    if contents.link and not contents.link.startswith(("https://", "http://")):
        raise RuleBroken(_("Een website begint met https://."), field="link")
    if contents.valid_until and contents.valid_until < today():
        raise RuleBroken(_("Deze dag is al voorbij."), field="valid_until")
    if contents.is_social_map and not (municipality and contents.link):
        message = _("Een sociale kaart hoort bij één gemeente en heeft een website.")
        raise RuleBroken(message, field="is_social_map")


@transaction.atomic
def confirm_offer(*, offer: LocalOffer, by: Person) -> None:
    """Somebody looked: it still holds. Raises RuleBroken when its last day is over."""
    check_may_keep_offers(by, offer.region_id)
    if offer.valid_until and offer.valid_until < today():
        raise RuleBroken(_("Dit aanbod is voorbij. Pas de datum aan, of haal het weg."))
    LocalOffer.objects.filter(pk=offer.pk).update(checked_on=today())
    record("offer.confirmed", offer, by=by, region_id=offer.region_id)
    after_commit(page_cache.clear, "offers", topic(offer.region_id))


@transaction.atomic
def remove_offer(*, offer: LocalOffer, by: Person) -> None:
    """Take an offer away."""
    check_may_keep_offers(by, offer.region_id)
    record("offer.removed", offer, by=by, region_id=offer.region_id, values={"title": offer.title})
    after_commit(page_cache.clear, "offers", topic(offer.region_id))
    offer.delete()


def forgotten_offers() -> QuerySet[LocalOffer]:
    """Offers whose last day is more than a year ago."""
    return LocalOffer.objects.filter(valid_until__lt=shown_since(today()))
