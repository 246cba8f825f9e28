"""The page of the processing register (AVG art. 30)."""

from __future__ import annotations

from veerkracht.config.reference.markdown import code, page, table
from veerkracht.kernel.personal_data import retention
from veerkracht.people import processing

WHAT_IT_IS = (
    "What is held of people, why, on which ground (AVG art. 6) and how long. Made from what each "
    "model declares; `/privacy/` shows the same to visitors."
)


def processing_register() -> str:
    """Which personal data the house holds, from what each model declares."""
    rows = [
        [code(one.model), one.holds.what, one.holds.purpose, one.holds.ground, one.holds.until]
        for one in processing.register()
    ]
    return page(
        "# Processing register",
        WHAT_IT_IS,
        table(["Model", "Wat", "Waarom", "Grond", "Hoe lang"], rows),
        "## Retention",
        "A daily job carries these out; `manage.py retention` shows what is overdue.",
        table(
            ["Rule", "Wat gaat weg"], [[code(name), rule.title] for name, rule in retention.items()]
        ),
    )
