"""Models of monitoring; they live with their part."""

from __future__ import annotations

from veerkracht.monitoring.count_models import (
    Changed,
    CountedCell,
    CountedFact,
    CountedUnit,
    Denominator,
    DenominatorKind,
    ExternalSeries,
    ExternalValue,
    IndicatorVersion,
    Recount,
    Target,
)
from veerkracht.monitoring.release_models import DraftState, ReleaseDraft
from veerkracht.monitoring.research_models import (
    RecordKind,
    ResearchExport,
    ResearchGround,
    ResearchObjection,
    ResearchRequest,
    ResearchState,
)

__all__ = [
    "Changed",
    "CountedCell",
    "CountedFact",
    "CountedUnit",
    "Denominator",
    "DenominatorKind",
    "DraftState",
    "ExternalSeries",
    "ExternalValue",
    "IndicatorVersion",
    "RecordKind",
    "Recount",
    "ReleaseDraft",
    "ResearchExport",
    "ResearchGround",
    "ResearchObjection",
    "ResearchRequest",
    "ResearchState",
    "Target",
]
