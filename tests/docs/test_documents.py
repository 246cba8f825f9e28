"""What the documents promise is there: links, pictures, commands, decisions, public metadata."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from veerkracht.config.reference.variables import explanations, read_variables

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
MAKE = re.compile(r"(?:^|[`\s])make ([a-z][a-z-]*)(?=[\s`]|$)", re.MULTILINE)
LARGEST_PICTURE = 200_000
MACHINE_PATHS = [f"/{folder}/" for folder in ("work", "root", "home", "tmp")]
DECISION_PARTS = ("## Context", "## Decision", "## Rejected", "## Consequences")


def documents() -> list[Path]:
    """Every Markdown file that a reader may open, also those beside the code."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/veerkracht/*/*.md")]
    return sorted(found)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def links(path: Path) -> Iterator[tuple[bool, str]]:
    """Links of a document to files of ours; whether each is a picture, and where it leads."""
    text = FENCE.sub("", path.read_text())
    for picture, target in LINK.findall(text):
        if "://" not in target and not target.startswith(("mailto:", "#")):
            yield bool(picture), unquote(target.partition("#")[0])


def shell_lines(path: Path) -> Iterator[str]:
    """Lines of fenced shell commands."""
    for language, body in FENCE.findall(path.read_text()):
        if language == "sh":
            yield from body.splitlines()


def make_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text()
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", text, re.MULTILINE))


def management_commands() -> set[str]:
    found = ROOT.glob("src/veerkracht/*/management/commands/*.py")
    own = {path.stem for path in found if path.stem != "__init__"}
    return own | {"migrate", "collectstatic"}


def decisions() -> list[Path]:
    return sorted(ROOT.glob("docs/adr/0*.md"))


@pytest.mark.parametrize("document", documents(), ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    lost = [target for _, target in links(document) if not (document.parent / target).exists()]
    assert lost == []


def test_each_picture_is_shown_somewhere_and_small() -> None:
    pictures = set(ROOT.glob("docs/pictures/*"))
    shown = {
        (document.parent / target).resolve()
        for document in documents()
        for picture, target in links(document)
        if picture
    }
    assert pictures == shown
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []


def test_each_picture_has_words_for_who_does_not_see_it() -> None:
    silent = [
        name_of(document)
        for document in documents()
        if re.search(r"!\[\s*\]", document.read_text())
    ]
    assert silent == []


def test_the_readme_has_two_commands() -> None:
    assert list(shell_lines(ROOT / "README.md")) == ["make demo", "make test"]


@pytest.mark.parametrize("document", documents(), ids=name_of)
def test_each_make_target_that_is_named_exists(document: Path) -> None:
    code = "\n".join([*shell_lines(document), *re.findall(r"`[^`\n]+`", document.read_text())])
    assert set(MAKE.findall(code)) - make_targets() == set()


@pytest.mark.parametrize("document", documents(), ids=name_of)
def test_each_management_command_that_is_named_exists(document: Path) -> None:
    code = "\n".join([*shell_lines(document), *re.findall(r"`[^`\n]+`", document.read_text())])
    named = re.findall(r"(?:manage\.py|(?:^|-- |`)veerkracht) ([a-z_]+)", code, re.MULTILINE)
    assert set(named) - management_commands() == set()


def test_no_document_speaks_of_the_machine_it_was_written_on() -> None:
    public = [*documents(), ROOT / "publiccode.yml", ROOT / ".env.example"]
    found = [
        (name_of(path), place)
        for path in public
        for place in MACHINE_PATHS
        if place in path.read_text()
    ]
    assert found == []


@pytest.mark.parametrize("decision", decisions(), ids=name_of)
def test_each_decision_says_its_status_and_what_was_rejected(decision: Path) -> None:
    text = decision.read_text()
    assert re.search(r"^\*\*Status:\*\* (accepted|replaced by)", text, re.MULTILINE)
    assert [part for part in DECISION_PARTS if part not in text] == []
    assert text.startswith(f"# {decision.name[:4]} ")


def test_decisions_are_numbered_and_listed() -> None:
    numbers = [int(path.name[:4]) for path in decisions()]
    assert numbers == list(range(1, len(numbers) + 1))
    listed = (ROOT / "docs/adr/README.md").read_text()
    assert [path.name for path in decisions() if f"({path.name})" not in listed] == []


def test_publiccode_has_what_the_standard_requires() -> None:
    said = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    required = {
        *("publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus"),
        *("softwareType", "description", "legal", "maintenance", "localisation"),
    }
    assert required - set(said) == set()
    assert said["publiccodeYmlVersion"] == "0.4"
    assert said["legal"]["license"] == "EUPL-1.2"
    assert said["localisation"]["availableLanguages"] == ["nl", "en"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_publiccode_describes_itself_within_the_lengths_of_the_standard(language: str) -> None:
    said = yaml.safe_load((ROOT / "publiccode.yml").read_text())["description"][language]
    assert len(said["shortDescription"]) <= 150
    assert 150 <= len(said["longDescription"]) <= 10_000
    assert said["features"]
    assert all((ROOT / picture).exists() for picture in said["screenshots"])


def test_the_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert all(f"## {number}. " in text for number in range(1, 16))


def test_every_setting_is_explained() -> None:
    said = explanations()
    assert set(said) == {one.name for one in read_variables()}
    assert all(said.values())


def test_the_example_of_settings_can_be_read_by_a_shell() -> None:
    read = subprocess.run(
        ["/bin/sh", "-euc", '. ./.env.example; printf %s "$SITE_OWNER"'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert read.stdout == "Beweging Limburg Positief Gezond"
    assert read.stderr == ""
