"""Turning what somebody drops or pastes into rows of plain text. Pure: bytes in, a table out."""

from __future__ import annotations

from veerkracht.imports.reading.files import read
from veerkracht.imports.reading.table import Problem, Row, Table, Unreadable

__all__ = ["Problem", "Row", "Table", "Unreadable", "read"]
