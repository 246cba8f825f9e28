"""The server's own layer around what the browser sealed: AES-256-GCM with the web's key of the key store.

Web, kind and number are bound to each cipher text, so that one thing cannot be put in another's place.
"""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE, TAG = 12, 16
AROUND = NONCE + TAG  # bytes that the layer adds
HEADER, BOX, SHARE, VOICE = b"header", b"box", b"share", b"voice"


class Unopenable(Exception):
    """The key does not fit: the web was erased since, or somebody changed what lies here."""


@dataclass(frozen=True)
class Layer:
    """The layer of one web."""

    web: uuid.UUID
    key: bytes

    def close(self, kind: bytes, thing: uuid.UUID, body: bytes) -> bytes:
        """The body, encrypted."""
        nonce = os.urandom(NONCE)
        return nonce + AESGCM(self.key).encrypt(nonce, body, self._bound(kind, thing))

    def open(self, kind: bytes, thing: uuid.UUID, kept: bytes) -> bytes:
        """The body again; raises Unopenable."""
        try:
            return AESGCM(self.key).decrypt(kept[:NONCE], kept[NONCE:], self._bound(kind, thing))
        except InvalidTag as error:
            raise Unopenable from error

    def _bound(self, kind: bytes, thing: uuid.UUID) -> bytes:
        return b"veerkracht.kept.1" + kind + self.web.bytes + thing.bytes
