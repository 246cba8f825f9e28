"""The few forms of Markdown that generated pages need. Pure."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; bars in cells are escaped."""
    cells = [
        [str(cell).replace("|", "\\|").replace("\n", " ") for cell in row]
        for row in [head, ["---"] * len(head), *rows]
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def page(*parts: str) -> str:
    """Parts of a page, with a blank line between them."""
    return "\n\n".join(part for part in parts if part)


def first_line(thing: object) -> str:
    """The first sentence of what its docstring says; empty without one."""
    said = inspect.getdoc(thing) or ""
    return said.split("\n\n")[0].replace("\n", " ").replace("``", "`")


def code(text: object) -> str:
    """Set as code; nothing stays nothing."""
    return f"`{text}`" if text else ""
