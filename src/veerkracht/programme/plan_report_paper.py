"""A report on paper: PDF/UA-1 by typst. What people typed goes in as data only, never as markup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "typst"


def report_pdf(told: dict[str, Any]) -> bytes:
    """The pages of a report; the same words give the same bytes. Only the fonts inside typst are used."""
    made: bytes = typst.compile(
        TEMPLATES / "plan_report.typ",
        root=TEMPLATES,
        format="pdf",
        sys_inputs={"facts": json.dumps(told, ensure_ascii=False)},
        pdf_standards="ua-1",
        ignore_system_fonts=True,
    )
    return made
