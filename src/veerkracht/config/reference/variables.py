"""The page of settings: every variable of the environment that is read, and what it does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from veerkracht.config.env import ROOT
from veerkracht.config.reference.markdown import code, page, table

READERS = {
    "text": "text",
    "site": "web address",
    "number": "whole number",
    "flag": "yes or no",
    "words": "list, commas",
}
SOURCES = ("settings.py", "env.py")
REQUIRED = "**required in production**"


class Variable(NamedTuple):
    """A variable: its name, its kind, and its default as the code writes it."""

    name: str
    kind: str
    default: str


def variables() -> str:
    """Every variable, with what .env.example says of it."""
    said = explanations()
    rows = [
        [code(one.name), one.kind, one.default, said.get(one.name, "")] for one in read_variables()
    ]
    return page(
        "# Settings",
        "Variables of the environment. A missing or odd value stops the start with advice. "
        "[`.env.example`](../../.env.example) can be copied.",
        table(["Variable", "Kind", "Default", "What it does"], rows),
        "`make demo` also reads `PORT` (8000), and `make test` reads `WORKERS` (2).",
    )


def read_variables() -> list[Variable]:
    """What the settings read, in the order of the file; each variable once."""
    found: dict[str, Variable] = {}
    for file in SOURCES:
        tree = ast.parse((ROOT / "src/veerkracht/config" / file).read_text())
        for call in _calls(tree):
            one = _variable(call)
            found.setdefault(one.name, one)
    return list(found.values())


def explanations() -> dict[str, str]:
    """Variable → the comment above it in .env.example."""
    said: dict[str, str] = {}
    comment: list[str] = []
    for line in (ROOT / ".env.example").read_text().splitlines():
        named = re.match(r"#?([A-Z][A-Z0-9_]+)=", line)
        if named:
            said[named[1]] = " ".join(comment)
        comment = [*comment, line.removeprefix("# ")] if line.startswith("# ") else []
    return said


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls of env's readers with a fixed name, from top to bottom."""
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and _reader(node) in READERS
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]
    return iter(sorted(found, key=lambda node: (node.lineno, node.col_offset)))


def _reader(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return function.attr if function.value.id == "env" else ""
    return function.id if isinstance(function, ast.Name) else ""


def _variable(call: ast.Call) -> Variable:
    name = ast.literal_eval(call.args[0])
    named = {word.arg: word.value for word in call.keywords}
    default = call.args[1] if len(call.args) > 1 else named.get("default")
    return Variable(name, READERS[_reader(call)], _default(default))


def _default(node: ast.expr | None) -> str:
    """A default in words: what production gets, where it depends on the mode."""
    if node is None:
        return REQUIRED
    if isinstance(node, ast.IfExp) and ast.unparse(node.test) == "PRODUCTION":
        node = node.body
    written = ast.unparse(node)
    return _SPOKEN.get(written, code(written.replace("'", "")))


_SPOKEN = {
    "None": REQUIRED,
    "''": "empty",
    "True": "yes",
    "False": "no",
    "PRODUCTION": "yes in production",
    "not TEST": "yes, except in tests",
    "Mode.PRODUCTION": "`production`",
    "str(ROOT / 'var')": "`var` in the repository",
    "PUBLIC_HOST": "the host of `PUBLIC_URL`; in the demo and tests this machine alone",
    "CONTACT_EMAIL": "that of `CONTACT_EMAIL`",
    "SECRET_KEY": "that of `SECRET_KEY`",
    "f'{SITE_NAME} <{CONTACT_EMAIL}>'": "made of `SITE_NAME` and `CONTACT_EMAIL`",
}
