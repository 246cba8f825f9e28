"""Models of monitoring; they live with their part."""

from __future__ import annotations

from veerkracht.monitoring.research_models import (
    RecordKind,
    ResearchExport,
    ResearchGround,
    ResearchObjection,
    ResearchRequest,
    ResearchState,
)

__all__ = [
    "RecordKind",
    "ResearchExport",
    "ResearchGround",
    "ResearchObjection",
    "ResearchRequest",
    "ResearchState",
]
