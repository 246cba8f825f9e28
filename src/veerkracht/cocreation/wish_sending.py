"""What somebody without an account does: sending a wish, with an address to answer to or without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.cocreation.asker_actions import ask_for_answer
from veerkracht.cocreation.models import NeedSource
from veerkracht.cocreation.wish_actions import Heard, hear
from veerkracht.kernel.errors import RuleBroken
from veerkracht.places.queries import region_of

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Need


@transaction.atomic
def send_wish(*, heard: Heard, email: str = "") -> Need:
    """Put a visitor's wish on the board of the region in which its municipality lies, and ask to confirm the address.

    Raises RuleBroken for a place outside our regions, or an address that was asked too often.
    """
    region = region_of(heard.area) if heard.area else None
    if region is None:
        raise RuleBroken(_("Kies een gemeente in een van onze regio’s."), field="area")
    need = hear(region=region, heard=heard, came=NeedSource.ANYBODY, by=None)
    if email:
        ask_for_answer(need=need, email=email)
    return need
