"""Reading what was counted: numbers that refuse to be shown below ten, and tables that hide small cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.conversations import counting_rules as rules
from veerkracht.conversations.counting_models import CountedQuarter, SectorGroup
from veerkracht.conversations.counting_rules import NumberOfConversations
from veerkracht.disclosure.thresholds import ProtectedTable, protect_table
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterable


def counted(quarters: Iterable[str]) -> dict[tuple[str, str], NumberOfConversations]:
    """By quarter and code of the region how many conversations, for later monitoring; one query.

    The numbers can be added up, and refuse to be shown below ten. No page, file or address gives them.
    Leaves out quarters for which something may still come: two readings would tell the difference.
    """
    settled = [one for one in quarters if rules.is_settled(one, today())]
    rows = CountedQuarter.objects.filter(quarter__in=settled)
    found: dict[tuple[str, str], NumberOfConversations] = defaultdict(
        lambda: NumberOfConversations(0)
    )
    for quarter, region, number in rows.values_list("quarter", "region__code", "number"):
        found[quarter, region] += NumberOfConversations(number)
    return dict(found)


def by_region_and_sector(quarter: str) -> ProtectedTable[str, str]:
    """A settled quarter by code of the region and sector group, small cells hidden; one query.

    Raises RuleBroken while something may still come for it.
    """
    if not rules.is_settled(quarter, today()):
        raise RuleBroken(_("De cijfers van dit kwartaal zijn nog niet klaar."))
    rows = CountedQuarter.objects.filter(quarter=quarter)
    found: Counter[tuple[str, str]] = Counter()
    for region, sector, number in rows.values_list("region__code", "sector", "number"):
        found[region, sector] += number
    regions = {region for region, _sector in found}
    every = {(region, sector): 0 for region in regions for sector in SectorGroup.values}
    return protect_table({**every, **found})


def counted_to_be_protected() -> dict[tuple[str, str], int]:
    """By settled quarter and code of the region how many conversations, as plain numbers; one query.

    Only for who hides what is small before anybody sees it: no page, file or address may give these.
    """
    cells = CountedQuarter.objects.values_list("quarter", "region__code", "number")
    found: Counter[tuple[str, str]] = Counter()
    for quarter, region, number in cells.order_by("quarter", "region__code"):
        if rules.is_settled(quarter, today()):
            found[quarter, region] += number
    return dict(found)
