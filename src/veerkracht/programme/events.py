"""What programme announces; each event is sent in the transaction that made it true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EmbeddingChecked:
    """A partner said how far it has come, or said it otherwise."""

    track_id: int


@dataclass(frozen=True)
class AgreementChanged:
    """An agreement was made, changed, ended or taken away."""

    agreement_id: int
