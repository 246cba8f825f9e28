"""The verbs of joining in: say what you offer, confirm it, be accepted, change it, leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.cocreation import join_letters as letters
from veerkracht.cocreation.ask_actions import leave_helper
from veerkracht.cocreation.join_open import check_pace, region_here
from veerkracht.cocreation.join_rules import next_state
from veerkracht.cocreation.join_words import telling
from veerkracht.cocreation.models import Offer
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.people.actions import NewOrganisation, bring_in_organisations, invite_person
from veerkracht.people.models import Organisation
from veerkracht.people.policies import check_may_coordinate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person, Sector
    from veerkracht.places.models import Area

COUNTS = ("asked", "confirmed", "accepted")


@dataclass(frozen=True)
class Offering:
    """What somebody offers, and what of it may be shown."""

    kinds: Sequence[str]
    themes: str
    shows: Sequence[str] = ()
    is_busy: bool = False


@dataclass(frozen=True)
class Joining:
    """Who joins, from where."""

    name: str
    email: str
    area: Area
    offering: Offering
    organisation: Organisation | None = None
    organisation_name: str = ""
    sector: Sector | None = None


@transaction.atomic
def join_in(*, joining: Joining, by: Person | None, language: str = "nl") -> Offer:
    """Keep an offer until it is confirmed by mail; of who is signed in the address is known already.

    The same words of the same address again give the one that is there.
    """
    email = by.email if by else joining.email
    region = region_here(joining.area)
    same = Offer.objects.filter(email=email, themes=joining.offering.themes, state__in=COUNTS)
    there = same.first()
    if there is not None:
        return there
    check_pace(Offer.objects.filter(email=email))
    typed = "" if joining.organisation else joining.organisation_name
    offer = Offer(
        name=joining.name,
        email=email,
        language=language,
        organisation=joining.organisation,
        organisation_name=typed,
        sector=joining.sector,
        area=joining.area,
        region=region,
        made_at=now(),
    )
    _fill(offer, joining.offering)
    offer.save()
    record("offer.made", offer, by=by, region_id=region.pk)
    if by is not None:
        return confirm_offer(offer=offer)
    letters.tell(letters.CONFIRM, offer)
    return offer


def _fill(offer: Offer, offering: Offering) -> None:
    if not offering.kinds:
        raise RuleBroken(_("Kies minstens één soort hulp."), field="kinds")
    if not offering.themes.strip():
        raise RuleBroken(_("Schrijf op waar je veel van weet."), field="themes")
    offer.kinds, offer.themes = list(offering.kinds), offering.themes
    offer.shows, offer.is_busy = list(offering.shows), offering.is_busy
    offer.words = " ".join(sorted(telling([offering.themes])))


def _locked(offer: Offer, step: str) -> Offer:
    row = Offer.objects.select_for_update().get(pk=offer.pk)
    after = next_state(step, row.state)
    if after is None:
        raise OutOfDate(_("Er is intussen iets met dit aanbod gebeurd. Kijk opnieuw."))
    row.state = after
    return row


@transaction.atomic
def confirm_offer(*, offer: Offer) -> Offer:
    """Say yes from the mail: the coordinator looks at it. Again changes nothing."""
    row = Offer.objects.select_for_update().get(pk=offer.pk)
    after = next_state("confirm", row.state)
    if after is None:
        return row
    row.state = after
    row.save(update_fields=["state"])
    record("offer.confirmed", row, by=None, region_id=row.region_id)
    letters.tell_new(row)
    return row


@transaction.atomic
def accept_offer(
    *, offer: Offer, organisation: Organisation | None, make_organisation: bool, by: Person
) -> Offer:
    """Let an offer count: its person is found or made, its organisation linked, or made from what was typed."""
    check_may_coordinate(by, offer.region_id)
    row = _locked(offer, "accept")
    if make_organisation and row.organisation_name:
        organisation = _organisation(row, by)
    row.organisation = organisation or row.organisation
    row.person = invite_person(
        email=row.email,
        name=row.name,
        by=by,
        language=row.language,
        organisation=row.organisation,
        sector=row.sector,
        municipality=row.area,
    )
    row.decided_at = now()
    row.save()
    record("offer.accepted", row, by=by, region_id=row.region_id)
    letters.tell(letters.ACCEPTED, row)
    return row


def _organisation(offer: Offer, by: Person) -> Organisation:
    """An organisation by this name: the one that is there, or a new one in the region."""
    known = Organisation.objects.filter(name__iexact=offer.organisation_name).first()
    if known is not None:
        return known
    given = NewOrganisation(
        name=offer.organisation_name,
        municipality_id=offer.area_id,
        sector_ids=(offer.sector_id,) if offer.sector_id else (),
    )
    made = bring_in_organisations(organisations=[given], region=offer.region, by=by)
    return Organisation.objects.get(pk=made[offer.organisation_name])


@transaction.atomic
def refuse_offer(*, offer: Offer, by: Person) -> None:
    """It does not fit; its row goes after thirty days."""
    check_may_coordinate(by, offer.region_id)
    row = _locked(offer, "refuse")
    row.decided_at = now()
    row.save()
    record("offer.refused", row, by=by, region_id=row.region_id)
    letters.tell(letters.REFUSED, row)


@transaction.atomic
def change_offer(*, offer: Offer, offering: Offering, by: Person | None) -> Offer:
    """Change what one offers, what may be shown, or that one is busy; by who has its address or signed in."""
    row = Offer.objects.select_for_update().get(pk=offer.pk)
    if row.state not in COUNTS:
        raise OutOfDate(_("Dit aanbod is gestopt."))
    _fill(row, offering)
    row.save()
    record("offer.changed", row, by=by, region_id=row.region_id)
    return row


@transaction.atomic
def leave(*, offer: Offer, by: Person | None) -> None:
    """Stop: nothing is shown any more, and what lies there goes on to others."""
    row = _locked(offer, "leave")
    row.decided_at, row.shows, row.is_busy = now(), [], True
    row.save()
    record("offer.left", row, by=by, region_id=row.region_id)
    leave_helper(offer=row)
