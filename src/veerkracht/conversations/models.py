"""What is kept of conversations: each part has a file of its own."""

from __future__ import annotations

from veerkracht.conversations.counting_models import (
    CountedConversation,
    CountedQuarter,
    Instrument,
    SectorGroup,
)
from veerkracht.conversations.kept_models import (
    ErasedWeb,
    KeptBox,
    KeptWeb,
    Share,
    ShareOpening,
    Voice,
)
from veerkracht.conversations.prepare_models import LocalOffer
from veerkracht.conversations.question_models import (
    QuestionEdition,
    QuestionSet,
    QuestionTranslation,
    TranslationHand,
)
from veerkracht.conversations.together_models import Invitation, ReaderKey

__all__: list[str] = [
    "CountedConversation",
    "CountedQuarter",
    "ErasedWeb",
    "Instrument",
    "Invitation",
    "KeptBox",
    "KeptWeb",
    "LocalOffer",
    "QuestionEdition",
    "QuestionSet",
    "QuestionTranslation",
    "ReaderKey",
    "SectorGroup",
    "Share",
    "ShareOpening",
    "TranslationHand",
    "Voice",
]
