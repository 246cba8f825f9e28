"""The whole way of a count to everybody: counted, drafted, protected, attacked, published by a second person."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from tests import factories
from veerkracht.kernel.clock import today
from veerkracht.places.queries import region

if TYPE_CHECKING:
    from collections.abc import Mapping

    from veerkracht.figures.models import Release

MONITORING = "veerkracht.monitoring"
INDICATOR = "professionals-trained"


def is_there() -> bool:
    """Whether counting and releasing are part of this house."""
    parts = (f"{MONITORING}.count_models", f"{MONITORING}.release_check_actions")
    return all(find_spec(one) is not None for one in parts)


def publish_counted(counts: Mapping[tuple[str, str], int], period: str) -> Release:
    """A release about Zuid-Limburg of what was counted by area and sector, made as people make it."""
    cells: Any = import_module(f"{MONITORING}.count_models").CountedCell
    actions: Any = import_module(f"{MONITORING}.release_actions")
    checking: Any = import_module(f"{MONITORING}.release_check_actions")
    cells.objects.filter(indicator=INDICATOR).delete()
    cells.objects.bulk_create(
        cells(
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
    release: Release = actions.publish_draft(draft=draft, by=factories.coordinator())
    return release
