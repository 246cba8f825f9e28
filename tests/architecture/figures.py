"""The budget of the house's style, measured as text: function and file lengths, types, docstrings."""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "veerkracht"
MEDIAN, P95, LONGEST, FILE = 8, 30, 50, 500
Function = ast.FunctionDef | ast.AsyncFunctionDef


def own_files() -> Iterator[Path]:
    """Every Python file of the house but tests and migrations."""
    for path in sorted(SOURCE.rglob("*.py")):
        if not {"migrations", "tests"} & set(path.parts):
            yield path


def functions() -> Iterator[tuple[Path, Function]]:
    """Every function with its file."""
    for path in own_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, Function):
                yield path, node


def length(function: Function) -> int:
    """Lines from def to the end without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        first = function.body[0]
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def is_typed(function: Function) -> bool:
    """Whether every argument but self and cls, and the answer, has a type."""
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    typed = all(one.annotation for one in named if one.arg not in {"self", "cls"})
    return typed and (function.returns is not None or function.name == "__init__")


def over_budget() -> list[str]:
    """What goes over the budget, in words; empty when all is well."""
    found = list(functions())
    lengths = [length(function) for _, function in found]
    percentiles = statistics.quantiles(lengths, n=100, method="inclusive")
    faults = [
        f"{path}:{function.lineno} {function.name}: {length(function)} lines, at most {LONGEST}"
        for path, function in found
        if length(function) > LONGEST
    ]
    faults += [
        f"{path}:{function.lineno} {function.name}: not fully typed"
        for path, function in found
        if not is_typed(function)
    ]
    faults += [
        f"{path}: over {FILE} lines"
        for path in own_files()
        if len(path.read_text().splitlines()) > FILE
    ]
    if statistics.median(lengths) > MEDIAN:
        faults.append(f"functions: median {statistics.median(lengths)} lines, at most {MEDIAN}")
    if percentiles[94] > P95:
        faults.append(f"functions: p95 {percentiles[94]} lines, at most {P95}")
    return faults


def main() -> int:
    """Print the faults; 1 when there are any."""
    faults = over_budget()
    print("\n".join(faults) or "Within the budget.")  # noqa: T201
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
