"""What is kept of conversations: each part has a file of its own."""

from __future__ import annotations

__all__: list[str] = []
