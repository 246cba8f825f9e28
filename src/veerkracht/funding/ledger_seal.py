"""Signing the head of a scheme's chain with the key of the installation, which is not in the database."""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from veerkracht.funding.ledger_posting import hold_scheme
from veerkracht.funding.models import Booking, Seal
from veerkracht.kernel.clock import now


def signing_key() -> Ed25519PrivateKey:
    """The key that signs seals, made from the installation's AUDIT_KEY."""
    seed = hashlib.sha256(b"veerkracht funding seal" + settings.AUDIT_KEY.encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def seal_message(scheme_id: int, bookings: int, last_id: int, link: bytes) -> bytes:
    """The bytes that a seal's signature covers."""
    return b"veerkracht funding seal %d %d %d " % (scheme_id, bookings, last_id) + link


@transaction.atomic
def seal_scheme(scheme_id: int) -> int:
    """Seal the chain as it is now; 0 when the last seal covers it already."""
    head = hold_scheme(scheme_id)
    if Seal.objects.filter(scheme=scheme_id, bookings=head.bookings).exists():
        return 0
    last = Booking.objects.filter(scheme=scheme_id).order_by("-pk").values_list("pk", flat=True)[0]
    link = bytes(head.head)
    Seal.objects.create(
        scheme_id=scheme_id,
        at=now(),
        bookings=head.bookings,
        last_id=last,
        link=link,
        signature=signing_key().sign(seal_message(scheme_id, head.bookings, last, link)),
    )
    return 1
