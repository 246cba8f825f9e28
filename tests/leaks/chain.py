"""The whole way of a count to everybody: counted, drafted, protected, attacked, published by a second person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import factories
from veerkracht.kernel.clock import today
from veerkracht.monitoring import release_actions as actions
from veerkracht.monitoring import release_check_actions as checking
from veerkracht.monitoring.models import CountedCell
from veerkracht.places.queries import region

if TYPE_CHECKING:
    from collections.abc import Mapping

    from veerkracht.figures.models import Release

INDICATOR = "professionals-trained"


def publish_counted(counts: Mapping[tuple[str, str], int], period: str) -> Release:
    """A release about Zuid-Limburg of what was counted by area and sector, made as people make it."""
    CountedCell.objects.filter(indicator=INDICATOR).delete()
    CountedCell.objects.bulk_create(
        CountedCell(
            indicator=INDICATOR,
            period=period,
            area=area,
            sector=sector,
            function="anders",
            units=number,
            number=number,
            key_sum=number,
        )
        for (area, sector), number in counts.items()
    )
    facts = actions.DraftFacts(today(), today().year, [INDICATOR], ["function"])
    draft = actions.make_draft(area=region(factories.ZUID), facts=facts, by=factories.coordinator())
    checking.check_drafts()
    draft.refresh_from_db()
    assert draft.state == "safe", draft.report
    return actions.publish_draft(draft=draft, by=factories.coordinator())
