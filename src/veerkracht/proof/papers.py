"""Where the templates of what proof puts on paper lie."""

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "typst"
