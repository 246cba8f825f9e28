"""Every page speaks one language: English pages hold no Dutch of ours, Dutch pages no loose English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polib
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.access import world as worlds
from tests.access.table import TABLE
from tests.access.world import World

pytestmark = [pytest.mark.django_db]
ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "src/veerkracht/locale/en/LC_MESSAGES/django.po"
ROLES = ("anonymous", "professional", "trainer", "coordinator", "administrator")
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


@cache
def telltales() -> re.Pattern[str]:
    """Parts of our Dutch sentences, at least two words long, that English says differently."""
    parts = set()
    for entry in polib.pofile(str(CATALOGUE)):
        english = " ".join([entry.msgstr, *entry.msgstr_plural.values()])
        for dutch in PLACEHOLDER.split(f"{entry.msgid} {entry.msgid_plural}".replace("\n", " ")):
            part = dutch.strip(" .,:;?!")
            if " " in part and part not in english:
                parts.add(re.escape(part))
    return re.compile(r"\b(" + "|".join(sorted(parts, key=len, reverse=True)) + r")\b")


@pytest.fixture
def world(db: None, settings: Any) -> World:
    """Somebody in every role, and things that were typed in both languages."""
    settings.RATE_LIMITS, settings.SECOND_FACTOR_REQUIRED = False, False
    made = worlds.build()
    made.course.summary_en = "Learn to work with Positive Health."
    made.course.summary = "Positieve Gezondheid."
    made.course.save()
    made.message.subject, made.message.text = "Laptop", "Tablet?"
    made.message.save()
    return made


def pages(world: World, role: str, language: str) -> Iterator[tuple[str, Spoken]]:
    """Every page that this role may see, by its address."""
    client = Client()
    if role != "anonymous":
        client.force_login(world.people[role])
    for row in TABLE:
        if row.expected(role) != 200 or row.name in APART:
            continue
        with override(language):
            address = reverse(row.name, args=row.arguments(world))
        answer = client.get(address, headers={"accept-language": language})
        if answer.headers["Content-Type"].startswith("text/html") and answer.status_code == 200:
            yield address, spoken(answer.content.decode())


@pytest.mark.parametrize("role", ROLES)
def test_an_english_page_says_nothing_in_dutch(world: World, role: str) -> None:
    wrong = []
    for address, page in pages(world, role, "en"):
        said = NAMES.sub("", text_of(page))
        dutch = {*telltales().findall(said), *DUTCH.findall(said)}
        if dutch or page.language not in {"en", ""}:
            wrong.append(f"{address} ({page.language}): {sorted(dutch)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
def test_a_dutch_page_shows_no_words_of_the_code_or_of_packages(world: World, role: str) -> None:
    wrong = []
    for address, page in pages(world, role, "nl"):
        said = text_of(page)
        found = [*CODE.findall(said), *(words for words in ALLAUTH_ENGLISH if words in said)]
        if found or page.language not in {"nl", ""}:
            wrong.append(f"{address} ({page.language}): {found}")
    assert not wrong, "\n".join(wrong)


def test_the_ear_for_dutch_hears_a_dutch_page(world: World) -> None:
    silent = [
        address
        for address, page in pages(world, "anonymous", "nl")
        if page.language and not telltales().search(text_of(page))
    ]
    assert silent == []
