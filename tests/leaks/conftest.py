"""The small world of the table of access: somebody in every role."""

from __future__ import annotations

from tests.access.conftest import world

__all__ = ["world"]
