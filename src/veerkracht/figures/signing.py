"""The key with which this installation signs releases: Ed25519 (RFC 8032), made from AUDIT_KEY.

An installation keeps AUDIT_KEY as long as its audit trail, so the public half stays the same and can stand elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


def sign(digest: str) -> str:
    """The signature over a digest (64 hexadecimal digits, as ASCII), in base64."""
    return base64.b64encode(_key(settings.AUDIT_KEY).sign(digest.encode())).decode()


def public_key() -> str:
    """The public half: 32 bytes, in base64."""
    raw = _key(settings.AUDIT_KEY).public_key().public_bytes_raw()
    return base64.b64encode(raw).decode()


def is_signed(digest: str, signature: str, key: str) -> bool:
    """Whether this signature over the digest was made with the private half of ``key``."""
    try:
        known = Ed25519PublicKey.from_public_bytes(base64.b64decode(key))
        known.verify(base64.b64decode(signature), digest.encode())
    except (ValueError, InvalidSignature):
        return False
    return True


@lru_cache(maxsize=4)
def _key(secret: str) -> Ed25519PrivateKey:
    seed = hashlib.sha256(f"veerkracht release of figures{secret}".encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)
