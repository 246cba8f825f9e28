"""Models of monitoring; they live with their part."""

from veerkracht.monitoring.release_models import DraftState, ReleaseDraft

__all__ = ["DraftState", "ReleaseDraft"]
