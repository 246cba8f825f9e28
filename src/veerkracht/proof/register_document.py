"""Printed pages: PDF/UA-1 made by typst. What people typed goes in as data only, never as markup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "typst"


def pdf(template: str, facts: dict[str, Any]) -> bytes:
    """The pages of a template in ``proof/typst`` with these facts; the same facts give the same bytes."""
    made = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        sys_inputs={"facts": json.dumps(facts)},
    )
    if not isinstance(made, bytes):  # a list only when pages are asked for one by one
        raise TypeError("typst gave no single document")
    return made
