"""Reference pages that are written by the code itself: docs/reference/<name>.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import override

from veerkracht.config.env import ROOT
from veerkracht.kernel.personal_data import retention
from veerkracht.kernel.registries import Registry
from veerkracht.people import processing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER = ROOT / "docs/reference"
NOTE = "<!-- Written by `manage.py write_reference`; change the code instead. -->"

WHAT_IT_IS = (
    "What is held of people, why, on which ground (AVG art. 6) and how long. Made from what each model declares; "
    "`/privacy/` shows the same to visitors."
)

documents: Registry[Callable[[], str]] = Registry("Pages of docs/reference that the code writes")


def rendered() -> dict[Path, str]:
    """Every page: where it lies and what it should say; in Dutch where it repeats the screen."""
    with override(settings.LANGUAGE_CODE):
        return {
            FOLDER / f"{name}.md": f"{NOTE}\n\n{write().rstrip()}\n"
            for name, write in documents.items()
        }


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; bars in cells are escaped."""
    cells = [
        [str(cell).replace("|", "\\|").replace("\n", " ") for cell in row]
        for row in [head, ["---"] * len(head), *rows]
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def processing_register() -> str:
    """Which personal data the house holds, from what each model declares."""
    lines = [
        [
            f"`{one.model}`",
            str(one.holds.what),
            str(one.holds.purpose),
            str(one.holds.ground),
            str(one.holds.until),
        ]
        for one in processing.register()
    ]
    rules = [[f"`{name}`", str(rule.title)] for name, rule in retention.items()]
    return "\n\n".join(
        [
            "# Processing register",
            WHAT_IT_IS,
            table(["Model", "Wat", "Waarom", "Grond", "Hoe lang"], lines),
            "## Retention",
            "A daily job carries these out; `manage.py retention` shows what is overdue.",
            table(["Rule", "Wat gaat weg"], rules),
        ]
    )


documents.add("processing-register", processing_register)
