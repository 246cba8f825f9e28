"""What a page says, and whether it speaks one language: English holds no Dutch of ours, Dutch no loose English."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from html.parser import HTMLParser

import polib

from tests.environment import ROOT

CATALOGUE = ROOT / "src/veerkracht/locale/en/LC_MESSAGES/django.po"
# one language by nature: files for programs, Wagtail's own screens, and the gallery for developers
APART = {"healthy", "wagtailadmin_home", "admin:index", "ui:gallery", "ui:example_page"}
# the conversation's own pages have their language in the address, or in what one chose
APART |= {"own:page", "own:page_en", "own:professional", "own:paper", "own:paper_of"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]+>")
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title", "content", "data-label")
ALLAUTH_ENGLISH = ("Sign In", "Sign Up", "Password", "Enter a ", "Ensure this", "Email address")
CODE = re.compile(r"(?<![-\w])(None|True|False|NoneType)(?![-\w])")  # not If-None-Match
# words that stand in nearly every Dutch sentence and in no English one
DUTCH = re.compile(r"\b(de|het|een|niet|je|jouw|wij|ook|wordt|naar|meer|alle|nog|uur)\b")
# names stay as they are: of the other language in the menu, of municipalities, registers and bodies
NAMES = re.compile(
    r"Nederlands|aan de (Maas|Geul)|Autoriteit Persoonsgegevens|Kwaliteitsregister \w+"
    r"|Voor volwassenen|Voor jongeren|Voor \(aanstaande\) ouders|Met plaatjes"  # our question sets
)
# where texts are written and translated: they stand there in their own language, in fields and labels
APART |= {
    f"conversations:{name}"
    for name in (
        "question_edition",
        "change_question_draft",
        "question_translation",
        "review_translation",
    )
}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Spoken(HTMLParser):
    """What a page says: its text and the attributes that are read aloud, and its language.

    What is marked as of another language (a text that somebody typed, a name in a menu) is passed over.
    """

    def __init__(self) -> None:
        super().__init__()
        self.language, self.said, self._open = "", [], []

    said: list[str]
    _open: list[tuple[str, bool]]  # elements around this place, and whether each is passed over

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang") or ""
        foreign = given.get("lang", self.language) not in {self.language, ""}
        silent = self._silent() or foreign or tag in {"script", "style"}
        if tag not in VOID:
            self._open.append((tag, silent))
        if not silent and (tag != "meta" or given.get("name") == "description"):
            self.said += [given[name] or "" for name in SPOKEN_ATTRIBUTES if name in given]

    def handle_endtag(self, tag: str) -> None:
        while any(one == tag for one, _silent in self._open):
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._silent():
            self.said.append(data)

    def _silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def spoken(html: str) -> Spoken:
    """The page, read."""
    parser = Spoken()
    parser.feed(html)
    return parser


def text_of(page: Spoken) -> str:
    """All that is said, a space between parts."""
    return " ".join(" ".join(page.said).split())


def faults(name: str, page: Spoken, language: str) -> list[str]:
    """What a page with this name says that it should not in this language; nothing where all is well."""
    if name in APART:
        return []
    said = text_of(page)
    if language == "en":
        said = NAMES.sub("", said)
        found = [*dutch_in(said), *DUTCH.findall(said)]
    else:
        found = [*CODE.findall(said), *(words for words in ALLAUTH_ENGLISH if words in said)]
    if page.language not in {language, ""}:
        found.append(f"its language is {page.language}")
    return sorted(set(found))


WORD = re.compile(r"\w+")


def dutch_in(said: str) -> list[str]:
    """Parts of our Dutch sentences that this text holds."""
    words = set(WORD.findall(said))
    likely = (part for word in words for part in telltales().get(word, ()))
    return [part for part in likely if part in said and re.search(rf"\b{re.escape(part)}\b", said)]


@cache
def telltales() -> dict[str, list[str]]:
    """Parts of our Dutch sentences, at least two words long, that English says differently, by their first word."""
    parts = set()
    for entry in polib.pofile(str(CATALOGUE)):
        english = " ".join([entry.msgstr, *entry.msgstr_plural.values()])
        for dutch in PLACEHOLDER.split(f"{entry.msgid} {entry.msgid_plural}".replace("\n", " ")):
            part = dutch.strip(" .,:;?!")
            if " " in part and part not in english:
                parts.add(part)
    found = defaultdict(list)
    for part in parts:
        if first := WORD.search(part):
            found[first.group()].append(part)
    return dict(found)
