"""Loaded by pytest before anything else: tests run in test mode, with a folder of their own."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

os.environ.setdefault("VEERKRACHT_MODE", "test")
os.environ.setdefault("VEERKRACHT_VAR", str(ROOT / "var" / "test"))
Path(os.environ["VEERKRACHT_VAR"]).mkdir(parents=True, exist_ok=True)
