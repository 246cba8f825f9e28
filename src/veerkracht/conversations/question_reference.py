"""Our own question sets, as files beside the code."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

from veerkracht.conversations.question_rules import WebSet, read_set

FOLDER: Final = Path(__file__).parent / "data" / "sets"
ORDER: Final = ("volwassenen", "jongeren", "ouders", "eenvoudig", "plaatjes")


@cache
def own_sets() -> tuple[WebSet, ...]:
    """Every own set in the order in which a resident meets them. Raises RuleBroken on a wrong file."""
    return tuple(read_set(json.loads((FOLDER / f"{code}.json").read_text())) for code in ORDER)
