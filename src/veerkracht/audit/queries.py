"""Reading and checking the trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature

from veerkracht.audit import rules
from veerkracht.audit.actions import fact_of, head_message, signing_key
from veerkracht.audit.models import Detail, Entry, Head

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Verdict:
    """The outcome of a check: how many entries are sealed, how many wait, and every fault found."""

    sealed: int
    waiting: int
    faults: tuple[str, ...]


def entries_about(subject: Model) -> QuerySet[Entry]:
    """What was done to one thing, newest first."""
    found = Entry.objects.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)
    return found.order_by("-id")


def verify() -> Verdict:
    """Walk the whole chain: each hash, each remaining detail, each signed head, and gaps."""
    faults: list[str] = []
    hashes: dict[int, bytes] = {}
    previous, expected = rules.GENESIS, 1
    for entry in Entry.objects.filter(sequence__isnull=False).order_by("sequence").iterator():
        if entry.sequence != expected:
            faults.append(f"entry {expected} is missing before {entry.sequence}")
        previous = rules.chain_hash(previous, fact_of(entry))
        if previous != bytes(entry.chain_hash or b""):
            faults.append(f"entry {entry.sequence} ({entry}) was changed")
            previous = bytes(entry.chain_hash or b"")
        expected = (entry.sequence or 0) + 1
        hashes[expected - 1] = previous
    faults += _faulty_details() + _faulty_heads(hashes)
    waiting = Entry.objects.filter(sequence__isnull=True).count()
    return Verdict(sealed=len(hashes), waiting=waiting, faults=tuple(faults))


def _faulty_details() -> list[str]:
    return [
        f"the details of entry {detail.entry_id} were changed"
        for detail in Detail.objects.select_related("entry").iterator()
        if rules.details_hash(bytes(detail.salt), detail.values) != bytes(detail.entry.details_hash)
    ]


def _faulty_heads(hashes: dict[int, bytes]) -> list[str]:
    public_key, faults = signing_key().public_key(), []
    for head in Head.objects.order_by("sequence").iterator():
        message = head_message(head.sequence, bytes(head.chain_hash))
        try:
            public_key.verify(bytes(head.signature), message)
        except InvalidSignature:
            faults.append(f"head {head.sequence} is not signed by this installation")
        if hashes.get(head.sequence) != bytes(head.chain_hash):
            faults.append(f"head {head.sequence} does not fit the chain")
    if hashes and not Head.objects.filter(sequence=max(hashes)).exists():
        faults.append(f"entries after the last head: {max(hashes)}")
    return faults
