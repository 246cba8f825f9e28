"""The chain: how an entry's hash follows from the one before it. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = bytes(32)


@dataclass(frozen=True)
class Fact:
    """What of an entry goes into the chain."""

    sequence: int
    entry_id: int
    at: datetime
    by_id: int | None
    verb: str
    subject_kind: str
    subject_id: int | None
    region_id: int | None
    details_hash: bytes


def details_hash(salt: bytes, values: dict[str, Any]) -> bytes:
    """SHA-256 (32 bytes) over salt and values in one canonical form."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(salt + text.encode()).digest()


def chain_hash(previous: bytes, fact: Fact) -> bytes:
    """SHA-256 (32 bytes) over the previous hash and this fact."""
    moment = fact.at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = [
        fact.sequence,
        fact.entry_id,
        moment,
        fact.by_id,
        fact.verb,
        fact.subject_kind,
        fact.subject_id,
        fact.region_id,
        fact.details_hash.hex(),
    ]
    return hashlib.sha256(previous + json.dumps(parts).encode()).digest()
