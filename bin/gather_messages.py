"""Gather every sentence of ours from code and templates into the English catalogue.

Reruns without changes give the same file: entries stand in the order of the files, without dates
or places. What is no longer said leaves the catalogue; what is new waits with an empty translation.
Needs `xgettext` (Debian: gettext).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django
import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "veerkracht"
ENGLISH = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEADER = "Our sentences are Dutch in the code; here is each of them in plain English."
METADATA = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
KEYWORDS = (
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "_n:1,2",  # as some modules call it
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)


def sources() -> list[Path]:
    """All files that may hold sentences, in a fixed order; tests and migrations speak to nobody."""
    found = (path for kind in ("*.py", "*.html", "*.txt") for path in SOURCE.rglob(kind))
    silent = {"tests", "migrations", "node_modules", "locale"}
    return sorted(path for path in found if not silent & set(path.relative_to(SOURCE).parts))


def as_python(path: Path) -> str:
    """The file's text as xgettext can read it: templates become calls of gettext."""
    text = path.read_text(encoding="utf-8")
    return text if path.suffix == ".py" else templatize(text, origin=str(path))


def gather() -> polib.POFile:
    """A fresh catalogue, without translations. Raises SystemExit with advice without xgettext."""
    program = shutil.which("xgettext")
    if program is None:
        sys.exit("xgettext is missing. On Debian: apt-get install gettext")
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder) / f"{number:04}.py" for number, _ in enumerate(sources())]
        for copy, path in zip(copies, sources(), strict=True):
            copy.write_text(as_python(path), encoding="utf-8")
        target = Path(folder) / "fresh.pot"
        keywords = [f"--keyword={word}" for word in KEYWORDS]
        options = ["--language=Python", "--from-code=UTF-8", "--no-location", "--no-wrap"]
        subprocess.run(  # the files are ours
            [program, *options, *keywords, "-o", str(target), *map(str, copies)], check=True
        )
        return polib.pofile(str(target), wrapwidth=0)


def merged(fresh: polib.POFile, known: polib.POFile) -> polib.POFile:
    """The fresh sentences with the translations that were known."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.header, catalogue.metadata = HEADER, METADATA
    for entry in fresh:
        before = known.find(entry.msgid, msgctxt=entry.msgctxt)
        if before and bool(before.msgid_plural) == bool(entry.msgid_plural):
            entry.msgstr, entry.msgstr_plural = before.msgstr, before.msgstr_plural
        catalogue.append(entry)
    return catalogue


def prepare() -> None:
    """Make Django's template reader usable without our settings."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()


def main() -> None:
    """Write the English catalogue anew and say what is left to translate."""
    prepare()
    known = polib.pofile(str(ENGLISH)) if ENGLISH.exists() else polib.POFile()
    catalogue = merged(gather(), known)
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(ENGLISH))
    print(f"{len(catalogue)} sentences, {len(catalogue.untranslated_entries())} to translate.")


if __name__ == "__main__":
    main()
