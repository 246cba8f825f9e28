"""Compile every catalogue (.po → .mo) without system gettext."""

from __future__ import annotations

from pathlib import Path

import polib

for source in Path(__file__).resolve().parents[1].glob("src/veerkracht/locale/*/LC_MESSAGES/*.po"):
    polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
