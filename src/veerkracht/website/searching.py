"""What the index of the search holds of the website: published pages, and each word of the word list."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page

from veerkracht.kernel.clock import wall_time
from veerkracht.kernel.searching import Document, changed, documents
from veerkracht.website.about import About
from veerkracht.website.every_page import WebsitePage
from veerkracht.website.fixed_pages import PLACES, places
from veerkracht.website.models import BelowIndex, ContentPage, NewsPage, WordListPage
from veerkracht.website.queries import address_of
from veerkracht.website.wordlist import in_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

PAGES, WORDS = "website", "website.words"
MOST_TEXT = 20_000
NO_WORDS = ("icon", "address", "source_address", "page")  # of a block: codes and addresses
MORNING = time(9)
A_WORD = 150  # who looks for a word wants to know first what it is


def register() -> None:
    """Put pages and words in the index."""
    documents.add(PAGES, pages, order=10)
    documents.add(WORDS, words, order=12)
    documents.add(PLACES, places, order=14)


def tell(page: Page) -> None:
    """A page went online, offline or became different."""
    changed(PAGES, page.pk)
    specific = page.specific
    if isinstance(specific, WordListPage):
        changed(WORDS, *(one.anchor for one in _words_of(specific)))


def tell_all() -> None:
    """Every page may be new, such as the first ones, and those that are not in Wagtail."""
    changed(PLACES, *(one.key for one in places(None)))
    online = list(Page.objects.live().filter(depth__gt=1).specific())
    changed(PAGES, *(page.pk for page in online))
    for page in online:
        if isinstance(page, WordListPage):
            tell(page)


def pages(keys: Collection[str] | None) -> Iterator[Document]:
    """Published pages in this language that anybody may see: a query for each type."""
    online = Page.objects.live().public().filter(depth__gt=1)
    online = online.filter(locale__language_code=get_language())
    for page in (online if keys is None else online.filter(pk__in=keys)).specific():
        if isinstance(page, WebsitePage):
            yield _document(page)


def _document(page: WebsitePage) -> Document:
    lead = " ".join(dict.fromkeys((str(getattr(page, "lead", "")), page.search_description)))
    kind = (page if isinstance(page, BelowIndex) else ContentPage)._meta
    about = page if isinstance(page, About) else None
    return Document(
        key=str(page.pk),
        title=page.title,
        url=address_of(page),
        kind=str(kind.model_name),
        kind_words=str(kind.verbose_name),
        lead=lead.strip(),
        text=" ".join(texts_of(page))[:MOST_TEXT],
        where=(about.area.code,) if about and about.area else (),
        about=(about.sector.code,) if about and about.sector else (),
        when=wall_time(datetime.combine(page.on, MORNING)) if isinstance(page, NewsPage) else None,
    )


def words(keys: Collection[str] | None) -> Iterator[Document]:
    """Each word of the list in this language, with its place on the page: one query."""
    for page in WordListPage.objects.live().filter(locale__language_code=get_language()):
        for one in _words_of(page):
            if keys is None or one.anchor in keys:
                yield Document(
                    key=one.anchor,
                    title=one.word,
                    url=f"{address_of(page)}#{one.anchor}",
                    kind="woord",
                    kind_words=_("woord"),
                    lead=one.also,
                    text=one.meaning,
                    weight=A_WORD,
                )


def _words_of(page: WordListPage) -> Iterable[Any]:
    return in_order(block.value for block in page.words)


def texts_of(page: WebsitePage) -> list[str]:
    """Every sentence in the body of a page, without markup."""
    return [strip_tags(text) for text in _within(page.body) if text]


def _within(value: Any) -> Iterator[str]:
    """The texts anywhere inside a stream, a block or a list."""
    if isinstance(value, StreamValue):
        for child in value:
            yield from _within(child.value)
    elif hasattr(value, "source"):  # rich text
        yield value.source.replace("<", " <")
    elif hasattr(value, "items"):
        for name, child in value.items():
            if name not in NO_WORDS:
                yield from _within(child)
    elif hasattr(value, "__iter__") and not isinstance(value, str):
        for child in value:
            yield from _within(child)
    elif isinstance(value, str):
        yield value
