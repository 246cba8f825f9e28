"""Making a PDF from a template: PDF/UA-1, the same bytes for the same facts, nothing from outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "typst"


def pdf(template: str, facts: dict[str, Any]) -> bytes:
    """The PDF of ``typst/<template>.typ``; what people typed reaches it only as JSON in ``sys.inputs.facts``.

    Fonts are those inside typst, so that every machine writes the same. Raises typst.TypstError on a
    template that cannot be made accessible.
    """
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        format="pdf",
        sys_inputs={"facts": json.dumps(facts)},
        pdf_standards="ua-1",
        ignore_system_fonts=True,
    )
