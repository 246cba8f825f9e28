"""The keys with which this installation signs for a browser: the list of the shell, and receipts of erasure.

Made from AUDIT_KEY, which an installation keeps as long as its audit trail: browsers remember the first.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

SHELL, RECEIPT = "shell list", "receipt of erasure"


def signing_key(purpose: str) -> Ed25519PrivateKey:
    """The key for this purpose."""
    return _made(purpose, settings.AUDIT_KEY)


@lru_cache(maxsize=8)
def _made(purpose: str, secret: str) -> Ed25519PrivateKey:
    seed = hashlib.sha256(f"veerkracht {purpose}{secret}".encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_key(purpose: str) -> bytes:
    """Its public half, 32 bytes."""
    return signing_key(purpose).public_key().public_bytes_raw()


def key_set() -> dict[str, Any]:
    """Both public halves as JWKs (RFC 8037)."""
    return {"keys": [_jwk(purpose) for purpose in (SHELL, RECEIPT)]}


def _jwk(purpose: str) -> dict[str, str]:
    public = public_key(purpose)
    return {
        "kty": "OKP",
        "crv": "Ed25519",
        "x": text(public),
        "kid": key_name(purpose),
        "use": "sig",
    }


def key_name(purpose: str) -> str:
    """The thumbprint of a key (RFC 7638)."""
    known = {"crv": "Ed25519", "kty": "OKP", "x": text(public_key(purpose))}
    return text(hashlib.sha256(json.dumps(known, separators=(",", ":")).encode()).digest())


def signed_statement(purpose: str, statement: dict[str, Any]) -> str:
    """A compact JWS (RFC 7515, EdDSA) of this."""
    head = {"alg": "EdDSA", "typ": "JWT", "kid": key_name(purpose)}
    parts = [text(json.dumps(one, separators=(",", ":")).encode()) for one in (head, statement)]
    signature = signing_key(purpose).sign(".".join(parts).encode())
    return ".".join([*parts, text(signature)])


def text(value: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
