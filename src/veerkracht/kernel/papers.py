"""Paper: a PDF/UA made by typst from a template and facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst


def pdf(template: Path, facts: dict[str, Any]) -> bytes:
    """The PDF of a template; what people typed reaches it only as JSON in ``sys.inputs.facts``.

    Only the fonts inside typst are used, so that every machine writes the same bytes; a name in a script that they
    lack gets a font of the machine. A template may read what lies in its own folder.
    """
    inputs = {"facts": json.dumps(facts, ensure_ascii=False)}
    try:
        return _compile(template, inputs, own_fonts=True)
    except typst.TypstError:
        return _compile(template, inputs, own_fonts=False)


def _compile(template: Path, inputs: dict[str, str], *, own_fonts: bool) -> bytes:
    made: bytes = typst.compile(
        template,
        root=template.parent,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards="ua-1",
        ignore_system_fonts=own_fonts,
    )
    return made
