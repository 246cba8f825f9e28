"""The page of packages: what each is for and under which licence it comes."""

from __future__ import annotations

import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from veerkracht.config.env import ROOT
from veerkracht.config.reference.markdown import code, page, table

CODECS = (
    "`pillow-heif` comes along with Wagtail. Its own code is BSD, but its wheel bundles codecs: "
    "libheif and libde265 (LGPL-3.0) and x265 (GPL-2.0), so that the wheel as a whole is under "
    "GPL-2.0. It is installed beside this program and is no part of this repository. Whoever hands "
    "on an image of a whole installation hands on those codecs, under their own licences."
)
SHORT = {
    "BSD License": "BSD",
    "MIT License": "MIT",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0",
    "Apache Software License": "Apache-2.0",
}
LONGEST_LICENCE = 60  # some packages put the whole text in the field


def packages() -> str:
    """Direct run-time packages with reasons, and all that come along, with licences."""
    direct = reasons()
    others = [name for name in locked() if name not in direct]
    return page(
        "# Packages",
        f"At run time {len(direct)} packages are ours to choose; the reasons stand in "
        "`pyproject.toml`. Exact versions with hashes stand in `requirements/run.txt`.",
        table(
            ["Package", "What it is for", "Licence"],
            [[code(name), why, licence(name)] for name, why in sorted(direct.items())],
        ),
        "## What comes along",
        table(
            ["Package", "Licence"],
            [[code(name), said] for name in others if (said := licence(name))],
        ),
        CODECS,
    )


def reasons() -> dict[str, str]:
    """Direct run-time packages → what each is for, from the comments in pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text()
    block = text.split("dependencies = [", 1)[1].split("\n]", 1)[0]
    lines = re.findall(r'^\s*"([A-Za-z0-9_.-]+).*?",?\s*#\s*(.+)$', block, re.MULTILINE)
    return {name.lower(): why.removeprefix("… ") for name, why in lines}


def locked() -> list[str]:
    """Every package of requirements/run.txt, by name."""
    text = (ROOT / "requirements/run.txt").read_text()
    return sorted(
        {
            name.lower()
            for name in re.findall(r"^([A-Za-z0-9_.-]+)(?:\[.*?\])?==", text, re.MULTILINE)
        }
    )


def licence(name: str) -> str:
    """The licence that the installed package states; empty where it is not installed here."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    stated = _field(said, "License-Expression") or _field(said, "License")
    if stated and len(stated) <= LONGEST_LICENCE:
        return SHORT.get(stated, stated)
    classified = [
        one.rsplit(" :: ", 1)[-1]
        for one in said.get_all("Classifier") or []
        if one.startswith("License :: ")
    ]
    return ", ".join(SHORT.get(one, one) for one in classified) or "see the package"


def _field(said: PackageMetadata, name: str) -> str:
    """What a field says; nothing where a package leaves it out."""
    return str((said.get_all(name) or [""])[0])
