"""Scripts go over the line without comments, and the first visit stays within what a slow line can bear."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from veerkracht.conversations import shell
from veerkracht.conversations.shell_lean import lean

FIRST_VISIT = (
    150_000  # bytes, compressed: page, style, scripts, font, sets and words in one language
)
FONT = f"atkinson/{shell.FONT}"
PARSE = """
const vm = require('node:vm');
const sources = JSON.parse(require('node:fs').readFileSync(0));
for (const [name, source] of Object.entries(sources)) {
  new vm.SourceTextModule(source, {identifier: name});
}
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("/** Doc. */\nconst a = 1; // why\n", "const a = 1; // why\n"),
        ("  // alone\n\n  call();\n", "call();\n"),
        ("/**\n * Long.\n */\nexport {};\n", "export {};\n"),
        ("/*!\n * Licence: MIT\n */\nx();\n", "/*!\n * Licence: MIT\n */\nx();\n"),
        (
            "const t = `\n  // text\n  /* text */\n`;\n",
            "const t = `\n  // text\n  /* text */\n`;\n",
        ),
        ("/** @type {X} */ (y).z = 1;\n", "/** @type {X} */ (y).z = 1;\n"),
        ("/*\n a\n*/ z();\n", "z();\n"),
        ("const url = 'https://a.example/*';\n", "const url = 'https://a.example/*';\n"),
    ],
)
def test_only_whole_line_comments_go(before: str, after: str) -> None:
    assert lean(before) == after


def test_what_is_lean_stays_lean() -> None:
    source = "/** Doc. */\nfunction f() {\n  // why\n  return `a\n  b`;\n}\n"
    assert lean(lean(source)) == lean(source)


def test_every_script_of_the_shell_still_parses() -> None:
    node = shutil.which("node")
    assert node, "Node reads the scripts"
    sources = {
        one.path: one.body.decode()
        for one in shell.current().files.values()
        if one.path.endswith(".js") and one.group == shell.SHELL
    }
    command = [node, "--no-warnings", "--experimental-vm-modules", "-e", PARSE]
    read = subprocess.run(
        command, input=json.dumps(sources), capture_output=True, text=True, check=False
    )
    assert read.returncode == 0, read.stderr


def test_the_first_visit_fits_a_slow_line() -> None:
    now = shell.current()
    page = now.pages[shell.ROOT_ADDRESS]
    written = page.body.decode()
    asked = {
        name
        for name in now.files
        if f'<link rel="modulepreload" href="{shell.address(now.version, name)}"' in written
        or name in {"ui/veerkracht.css", "conversation.css", "words/nl.json", FONT}
        or name.startswith("sets/")
    }
    assert "start.js" in asked
    files = [page, *(now.files[name] for name in asked)]
    assert sum(min(len(one.packed), len(one.body)) for one in files) <= FIRST_VISIT
