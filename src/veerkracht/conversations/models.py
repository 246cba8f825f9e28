"""What is kept of conversations: each part has a file of its own."""

from __future__ import annotations

from veerkracht.conversations.counting_models import (
    CountedConversation,
    CountedQuarter,
    Instrument,
    SectorGroup,
)
from veerkracht.conversations.prepare_models import LocalOffer

__all__: list[str] = [
    "CountedConversation",
    "CountedQuarter",
    "Instrument",
    "LocalOffer",
    "SectorGroup",
]
