"""Our own data files about Limburg, as rows of text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from veerkracht.kernel.data_files import read_rows

if TYPE_CHECKING:
    from veerkracht.kernel.data_files import Rows

FOLDER = Path(__file__).parent / "data"


def areas() -> Rows:
    """Every area, larger ones first."""
    return read_rows(FOLDER / "limburg.csv")


def memberships() -> Rows:
    """Which area lies in which, and when."""
    return read_rows(FOLDER / "limburg-memberships.csv")


def changes() -> Rows:
    """Mergers and splits."""
    return read_rows(FOLDER / "limburg-changes.csv")
