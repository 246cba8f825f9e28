"""Reading what may be read of conversations: only how many there were, for who protects that number."""

from __future__ import annotations

from veerkracht.conversations.counting_queries import counted_to_be_protected

__all__ = ["counted_to_be_protected"]
