"""Recording what was done, and sealing it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection, transaction

from veerkracht.audit import rules
from veerkracht.audit.models import Detail, Entry, Head, fresh_salt
from veerkracht.kernel import rows
from veerkracht.kernel.clock import now

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import Model

BATCH = 5_000
SEALING_LOCK = 7_310_421  # an advisory lock: one sealer at a time
ENTRY_FIELDS = ("at", "by_id", "verb", "subject_kind", "subject_id", "region_id")


def record(
    verb: str,
    subject: Model,
    *,
    by: Model | None,
    region_id: int | None = None,
    values: dict[str, Any] | None = None,
) -> None:
    """Write that ``by`` did ``verb`` to ``subject``; ``values`` holds names or before/after values."""
    record_many([(verb, subject, values)], by=by, region_id=region_id)


def record_many(
    facts: Sequence[tuple[str, Model, dict[str, Any] | None]],
    *,
    by: Model | None,
    region_id: int | None = None,
) -> None:
    """Write several entries in one statement (and their details in a second)."""
    moment = now()
    salts = [fresh_salt() for _ in facts]
    entries = [
        Entry(
            at=moment,
            by_id=by.pk if by else None,
            verb=verb,
            subject_kind=subject._meta.label_lower,
            subject_id=subject.pk,
            region_id=region_id,
            details_hash=rules.details_hash(salt, values) if values else b"",
        )
        for (verb, subject, values), salt in zip(facts, salts, strict=True)
    ]
    rows.insert(entries, numbers=any(values for _, _, values in facts))
    details = [
        Detail(entry=entry, salt=salt, values=values)
        for entry, salt, (_, _, values) in zip(entries, salts, facts, strict=True)
        if values
    ]
    if details:
        Detail.objects.bulk_create(details)


def seal() -> int:
    """Chain what is not yet sealed, in order, and sign the new head. Returns how many were sealed.

    An advisory lock lets one process seal at a time. An entry whose transaction commits late is
    sealed in the next round: the chain orders by sealing, and ``entry_id`` stands in the hash.
    """
    with transaction.atomic():
        if not _alone():
            return 0
        head = Head.objects.order_by("-sequence").first()
        entries = list(Entry.objects.filter(sequence__isnull=True).order_by("id")[:BATCH])
        if not entries:
            return 0
        sequence, previous = (head.sequence, bytes(head.chain_hash)) if head else (0, rules.GENESIS)
        for entry in entries:
            sequence += 1
            entry.sequence = sequence
            entry.chain_hash = previous = rules.chain_hash(previous, fact_of(entry))
        Entry.objects.bulk_update(entries, ["sequence", "chain_hash"], batch_size=500)
        _sign(sequence, previous)
    return len(entries)


def forget_details(subject: Model) -> int:
    """Delete the names and values kept about one thing; the chained facts stay. Returns how many went."""
    about = Detail.objects.filter(
        entry__subject_kind=subject._meta.label_lower, entry__subject_id=subject.pk
    )
    return about.delete()[0]


def forget_details_of(subjects: Sequence[Model]) -> int:
    """The same for several things of one model, in one statement."""
    if not subjects:
        return 0
    about = Detail.objects.filter(
        entry__subject_kind=subjects[0]._meta.label_lower,
        entry__subject_id__in=[one.pk for one in subjects],
    )
    return about.delete()[0]


def forget_details_before(moment: datetime) -> int:
    """Delete details older than a moment, for retention; the chain stays whole. Returns how many went."""
    return Detail.objects.filter(entry__at__lt=moment).delete()[0]


def fact_of(entry: Entry) -> rules.Fact:
    """The chained part of an entry that has its sequence."""
    return rules.Fact(
        sequence=entry.sequence or 0,
        entry_id=entry.pk,
        details_hash=bytes(entry.details_hash),
        **{name: getattr(entry, name) for name in ENTRY_FIELDS},
    )


def signing_key() -> Ed25519PrivateKey:
    """The key that signs heads, made from the installation's AUDIT_KEY."""
    seed = hashlib.sha256(b"veerkracht audit head" + settings.AUDIT_KEY.encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def head_message(sequence: int, chain_hash: bytes) -> bytes:
    """The bytes that a head's signature covers."""
    return b"veerkracht audit head %d " % sequence + chain_hash


def _sign(sequence: int, chain_hash: bytes) -> None:
    signature = signing_key().sign(head_message(sequence, chain_hash))
    Head.objects.create(
        sealed_at=now(), sequence=sequence, chain_hash=chain_hash, signature=signature
    )


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALING_LOCK])
        return bool(cursor.fetchone()[0])
