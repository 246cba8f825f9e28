"""A resident's browser, for tests: a key, a number, and messages of the protocol."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from veerkracht.conversations.kept_rules import OVERHEAD, written

SMALL, MIDDLE, LARGE = 512, 2_048, 131_072


def some_id() -> str:
    """A number of 16 bytes as it travels."""
    return written(os.urandom(16))


def box(version: int = 1, size: int = SMALL, kind: int = 1) -> str:
    """Something that looks like a box: nobody here can tell it from one."""
    return written(bytes([kind]) + version.to_bytes(8, "big") + os.urandom(size + OVERHEAD - 9))


@dataclass
class Resident:
    """Who holds a card."""

    id: str = field(default_factory=some_id)
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    version: int = 0
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    @property
    def verify(self) -> str:
        """The public half."""
        return written(self.key.public_key().public_bytes_raw())

    def message(self, **changes: Any) -> dict[str, Any]:
        """The next save; ``changes`` replace parts of it, None leaves one out."""
        version = changes.get("version") or self.version + 1
        plain: dict[str, Any] = {
            "do": "save",
            "id": self.id,
            "version": version,
            "verify": self.verify if version == 1 else None,
            "header": box(self.version + 1, MIDDLE),
            "boxes": {},
            "gone": [],
            "shares": [],
            "stopped": [],
        }
        if isinstance(changes.get("version"), int) and version < 2**63:
            plain["header"] = box(version, MIDDLE)
        return {key: value for key, value in (plain | changes).items() if value is not None}

    def sign(self, body: bytes) -> str:
        """What stands in X-Signature."""
        return written(self.key.sign(body))

    def post(self, path: str, message: Any, signature: str | None = None) -> Any:
        """Send this; signed when no other signature is given."""
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        headers = {"X-Signature": self.sign(body) if signature is None else signature}
        return self.client.post(
            f"/gesprek/{path}", body, content_type="application/json", headers=headers
        )

    def save(self, **changes: Any) -> Any:
        """Save, and count on when it was taken."""
        answer = self.post("opslag/bewaar/", self.message(**changes))
        if answer.status_code == 200:
            self.version = answer.json()["version"]
        return answer

    def fetch(self) -> Any:
        """What lies there."""
        return self.post("opslag/haal/", {"id": self.id})

    def erase(self, version: int | None = None) -> Any:
        """Erase it."""
        asked = {"do": "erase", "id": self.id, "version": version or self.version + 1}
        return self.post("opslag/wis/", asked)
