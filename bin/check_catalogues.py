"""Is every sentence of ours translated, and does no sentence collide with one of a package?

Gathers afresh into a temporary place and compares that with the English catalogue. Fails, with the
list, on sentences that are missing, untranslated, fuzzy or no longer used, and on placeholders that
differ. Also fails when a Dutch sentence of ours is at the same time an English sentence of Django,
Wagtail or allauth: their Dutch translation would then replace our words.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

sys.path.insert(0, str(Path(__file__).resolve().parent))
from gather_messages import ENGLISH, SOURCE, gather, prepare

PACKAGES = ("django", "wagtail", "allauth", "modelcluster", "taggit", "django_tasks")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z](?![a-z])|\{\w*\}")


def key(entry: polib.POEntry) -> tuple[str, str]:
    """What tells two sentences apart."""
    return entry.msgctxt or "", entry.msgid


def placeholders(text: str) -> set[str]:
    """The places in a sentence where a value comes."""
    return set(PLACEHOLDER.findall(text))


def translations(entry: polib.POEntry) -> list[str]:
    """Every form of the translation."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def same_placeholders(entry: polib.POEntry) -> bool:
    """A singular may leave out the number; no form may have a placeholder that is not ours."""
    ours = placeholders(entry.msgid) | placeholders(entry.msgid_plural or "")
    *singular, last = translations(entry)
    return placeholders(last) == ours and all(placeholders(form) <= ours for form in singular)


def unfinished(fresh: polib.POFile, english: polib.POFile) -> Iterator[str]:
    """What is missing, left over or not translated."""
    said, known = {key(entry) for entry in fresh}, {key(entry) for entry in english}
    yield from (f"missing (make messages): {words!r}" for _context, words in said - known)
    yield from (f"no longer used: {words!r}" for _context, words in known - said)
    for entry in english:
        if entry.obsolete or entry.fuzzy:
            yield f"fuzzy or obsolete: {entry.msgid!r}"
        elif not all(translations(entry)):
            yield f"not translated: {entry.msgid!r}"
        elif not same_placeholders(entry):
            yield f"placeholders differ: {entry.msgid!r} → {translations(entry)}"


def package_catalogues() -> Iterator[polib.POFile]:
    """The Dutch catalogues that the packages bring."""
    for name in PACKAGES:
        found = importlib.util.find_spec(name)
        for place in (found.submodule_search_locations or []) if found else []:
            for path in Path(place).rglob("locale/nl/LC_MESSAGES/django.po"):
                yield polib.pofile(str(path))


def collisions(fresh: polib.POFile) -> Iterator[str]:
    """Sentences of ours that a package would turn into other Dutch words."""
    ours = {key(entry) for entry in fresh}
    mended = {key(e) for e in polib.pofile(str(SOURCE / "locale/nl/LC_MESSAGES/django.po"))}
    for catalogue in package_catalogues():
        for entry in catalogue:
            theirs = translations(entry)[0]
            if key(entry) in ours - mended and theirs and theirs != entry.msgid:
                yield f"a package turns {entry.msgid!r} into {theirs!r}: choose other words"


def main() -> None:
    """Print what is wrong; the exit status says whether something was."""
    prepare()
    fresh, english = gather(), polib.pofile(str(ENGLISH))
    faults = sorted({*unfinished(fresh, english), *collisions(fresh)})
    print("\n".join(faults) if faults else f"{len(english)} sentences, all in English.")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
