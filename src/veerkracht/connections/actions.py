"""The verbs of connections: tokens, webhooks and what they are told."""

from __future__ import annotations

from veerkracht.connections.token_actions import make_token, note_use, revoke_token

__all__ = ["make_token", "note_use", "revoke_token"]
