"""What is kept of conversations: each part has a file of its own."""

from __future__ import annotations

from veerkracht.conversations.kept_models import KeptBox, KeptWeb, Share, ShareOpening, Voice
from veerkracht.conversations.together_models import Invitation, ReaderKey

__all__: list[str] = [
    "Invitation",
    "KeptBox",
    "KeptWeb",
    "ReaderKey",
    "Share",
    "ShareOpening",
    "Voice",
]
