"""The first texts, read from ``data/*.toml``, as pages that are not saved yet."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from veerkracht.website.every_page import WebsitePage
from veerkracht.website.menu import DUTCH, FIXED_PAGES, INDEXES
from veerkracht.website.models import (
    ContentPage,
    CourseIndexPage,
    HomePage,
    NewsIndexPage,
    PortraitIndexPage,
    StoryIndexPage,
    WordListPage,
)

if TYPE_CHECKING:
    from wagtail.models import Locale

DATA = Path(__file__).parent / "data"
LANGUAGES = ("nl", "en")
KINDS: dict[str, type[WebsitePage]] = {
    "news": NewsIndexPage,
    "stories": StoryIndexPage,
    "portraits": PortraitIndexPage,
    "courses": CourseIndexPage,
    "words": WordListPage,
}
Texts = dict[str, dict[str, Any]]


def texts(language: str) -> Texts:
    """Page key → its fields, as typed in the file of this language."""
    with (DATA / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def home(language: str, locale: Locale) -> HomePage:
    """The home page of a language."""
    fields = _fields(texts(language)["home"])
    slug = "home" if language == DUTCH else f"home-{language}"
    return HomePage(slug=slug, locale=locale, show_in_menus=False, **fields)


def below_home(language: str, locale: Locale) -> dict[str, WebsitePage]:
    """The pages that the header names, and the lists of news, stories and trainings, by key."""
    written = texts(language)
    return {
        page.key: KINDS.get(page.key, ContentPage)(
            slug=page.slugs[language], locale=locale, **_fields(written[page.key])
        )
        for page in (*FIXED_PAGES, *INDEXES)
    }


def fields_of(page: WebsitePage) -> dict[str, Any]:
    """What a first text fills, in a form in which two pages can be compared."""
    plain = {name: getattr(page, name) for name in ("title", "lead", "search_description")}
    return {**plain, "body": _without_numbers(page.body.get_prep_value())}


def _without_numbers(value: Any) -> Any:
    """A stream without the numbers that each of its blocks is given anew."""
    if isinstance(value, dict):
        return {name: _without_numbers(one) for name, one in value.items() if name != "id"}
    return [_without_numbers(one) for one in value] if isinstance(value, list) else value


def _fields(written: dict[str, Any]) -> dict[str, Any]:
    """Streams become the JSON that StreamField reads; the rest stays as it is."""
    return {
        name: json.dumps(value, default=str) if isinstance(value, list) else value
        for name, value in written.items()
    }
