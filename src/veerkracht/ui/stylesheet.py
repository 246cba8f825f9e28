"""Builds the one stylesheet: ``python -m veerkracht.ui.stylesheet [folder]``.

The packages are 406 kB and 207 kB, while phones on a bad network matter. So only the rules of
Utrecht whose classes our sources name stay, only the voorbeeld tokens that those rules reach, and
behind them our own files. Needs no Django, so set-up can run it before anything else.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "src/veerkracht"
OURS = Path(__file__).parent / "static/ui"
MODULES = ROOT / "node_modules"
TOKENS = MODULES / "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
OWN_FILES = ("tokens.css", "layout.css", "components.css", "print.css")
BLOCKS = (
    "alert",
    "breadcrumb-nav",
    "button",
    "checkbox",
    "document",
    "form-field",
    "form-field-description",
    "form-field-error-message",
    "form-fieldset",
    "form-label",
    "link",
    "page-footer",
    "pagination",
    "radio-button",
    "root",
    "select",
    "skip-link",
    "status-badge",
    "textarea",
    "textbox",
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS = re.compile(r"utrecht-[a-z0-9_-]+")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_SPACE = re.compile(r"\s*([{};,>])\s*|(?<=:)\s+")


@dataclass(frozen=True)
class Rule:
    """A selector or at-rule with what stands between its braces."""

    head: str
    body: str


def rules(css: str) -> Iterator[Rule]:
    """The top-level rules of a stylesheet without comments."""
    start = depth = opened = 0
    for place, letter in enumerate(css):
        if letter == "{":
            opened = opened if depth else place
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield Rule(css[start:opened].strip(), css[opened + 1 : place].strip())
                start = place + 1


def plain(css: str) -> str:
    """Without comments, and on one line."""
    return " ".join(_COMMENT.sub("", css).split())


def selectors(head: str) -> list[str]:
    """A selector list taken apart at its outer commas."""
    parts, depth, current = [], 0, ""
    for letter in head:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += letter
    return [*parts, current.strip()]


def kept(css: str, classes: set[str]) -> str:
    """The rules of which every Utrecht class is in ``classes``."""
    return "".join(_kept_rule(rule, classes) for rule in rules(css))


def _kept_rule(rule: Rule, classes: set[str]) -> str:
    if rule.head.startswith(("@media", "@supports")):
        inner = kept(rule.body, classes)
        return f"{rule.head}{{{inner}}}" if inner else ""
    if rule.head.startswith("@"):
        return f"{rule.head}{{{rule.body}}}"
    wanted = [one for one in selectors(rule.head) if _wanted(one, classes)]
    return f"{','.join(wanted)}{{{rule.body}}}" if wanted else ""


def _wanted(selector: str, classes: set[str]) -> bool:
    """``:invalid`` is left out as well: it paints an empty form red before anybody typed."""
    return set(_CLASS.findall(selector)) <= classes and ":invalid" not in selector


def declarations(css: str) -> dict[str, str]:
    """Every custom property of a token file, with its value."""
    found: dict[str, str] = {}
    for rule in rules(css):
        for line in rule.body.split(";"):
            name, colon, value = line.partition(":")
            if colon and name.strip().startswith("--"):
                found[name.strip()] = value.strip()
    return found


def reached(css: str, tokens: dict[str, str]) -> dict[str, str]:
    """The tokens that a stylesheet uses, and those that these use in turn."""
    names, found = set(_USED.findall(css)), {}
    while names:
        name = names.pop()
        if name in tokens and name not in found:
            found[name] = tokens[name]
            names |= set(_USED.findall(tokens[name]))
    return found


def classes_in_use(folder: Path = SOURCES) -> set[str]:
    """The Utrecht classes that templates, Python and browser modules name."""
    files = [file for ending in ("html", "py", "js") for file in folder.rglob(f"*.{ending}")]
    return {name for file in files for name in _CLASS.findall(file.read_text("utf-8"))}


def dense(css: str) -> str:
    """Without needless spaces; values keep theirs."""
    return _SPACE.sub(lambda found: found[1] or "", plain(css)).replace(";}", "}")


def build() -> str:
    """The whole stylesheet."""
    classes = classes_in_use()
    utrecht = "".join(kept(plain(_block(name)), classes) for name in BLOCKS)
    own = {name: (OURS / name).read_text("utf-8") for name in OWN_FILES}
    tokens = declarations(plain(TOKENS.read_text("utf-8")))
    ours = declarations(plain(own["tokens.css"]))
    needed = reached(utrecht + "".join(own.values()), {**tokens, **ours})
    rest = ";".join(f"{name}:{value}" for name, value in sorted(needed.items()) if name not in ours)
    licence = "/* Contains NL Design System (Utrecht, voorbeeld), EUPL-1.2 */\n"
    return licence + dense(f":root{{{rest}}}{utrecht}{''.join(own.values())}") + "\n"


def _block(name: str) -> str:
    return (MODULES / f"@utrecht/{name}-css/dist/index.css").read_text("utf-8")


def write(folder: Path = ROOT / "var/styles") -> Path:
    """Writes ``ui/veerkracht.css`` below a folder of ``STATICFILES_DIRS``."""
    target = folder / "ui/veerkracht.css"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(build(), "utf-8")
    return target


if __name__ == "__main__":
    sys.stdout.write(f"{write(*map(Path, sys.argv[1:]))}\n")
