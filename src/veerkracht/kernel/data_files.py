"""Reading the small data files that come with the apps."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Rows = list[dict[str, str]]


def read_rows(path: Path) -> Rows:
    """The rows of a comma-separated file by column name; lines that start with # are remarks."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
