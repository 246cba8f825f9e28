"""Loaded by pytest before anything else: tests run in test mode, with a folder of their own."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

os.environ.setdefault("VEERKRACHT_MODE", "test")
os.environ.setdefault("VEERKRACHT_VAR", str(ROOT / "var" / "test"))
# whitenoise warns about a folder that is not there, and warnings are errors
Path(os.environ["VEERKRACHT_VAR"], "static").mkdir(parents=True, exist_ok=True)
