"""Our own search over published pages: by Dutch lemmas, like the finder.

PostgreSQL's Dutch stemmer misses gezin/gezinnen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Value
from django.utils.html import strip_tags
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.models import Page

from veerkracht.kernel.searching import Found
from veerkracht.training.queries import index_text, question
from veerkracht.website.every_page import WebsitePage
from veerkracht.website.models import PageWords
from veerkracht.website.queries import address_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_TEXT = 20_000
EXCERPT = 220


def index(page: Page) -> None:
    """Keep the words of a page as it is online now; one that is not online is forgotten."""
    shown = page.specific
    if not isinstance(shown, WebsitePage) or not shown.live or shown.get_view_restrictions():
        forget(page.pk)
        return
    lead, text = str(getattr(shown, "lead", "")), " ".join(texts_of(shown))[:MOST_TEXT]
    weighted = (("A", shown.title), ("B", f"{lead} {shown.search_description}"), ("D", text))
    vectors = [
        SearchVector(Value(index_text(words)), config="simple", weight=weight)
        for weight, words in weighted
    ]
    kept, _new = PageWords.objects.get_or_create(
        page_id=page.pk, defaults={"language": "", "words": ""}
    )
    PageWords.objects.filter(pk=kept.pk).update(
        language=shown.locale.language_code,
        text=f"{lead} {text}".strip(),
        words=sum(vectors[1:], vectors[0]),
    )


def forget(page_id: int) -> None:
    """A page that is no longer online is no longer found."""
    PageWords.objects.filter(page=page_id).delete()


def index_missing() -> int:
    """Index every published page that has no words yet; returns how many."""
    missing = [
        page
        for page in Page.objects.live().filter(depth__gt=1, found_by=None).specific()
        if isinstance(page, WebsitePage)
    ]
    for page in missing:
        index(page)
    return len(missing)


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
        for child in value.values():
            yield from _within(child)
    elif hasattr(value, "__iter__") and not isinstance(value, str):
        for child in value:
            yield from _within(child)
    elif isinstance(value, str):
        yield value


def found(asked: str, most: int) -> list[Found]:
    """Pages in this language that hold every word, best first: three queries."""
    wanted = question(asked)
    if not wanted:
        return []
    query = SearchQuery(wanted, config="simple", search_type="raw")
    rows = (
        PageWords.objects.filter(words=query, language=get_language(), page__live=True)
        .annotate(rank=SearchRank(F("words"), query))
        .order_by("-rank", "-page__last_published_at")
        .values_list("page_id", "text", "rank")[:most]
    )
    told = {page: (text, rank) for page, text, rank in rows}
    pages = Page.objects.filter(pk__in=told).specific().defer_streamfields()
    return [_found(page, *told[page.pk]) for page in pages]


def _found(page: Page, text: str, rank: float) -> Found:
    return Found(
        title=page.title,
        url=address_of(page),
        text=excerpt(text),
        kind=str(type(page)._meta.verbose_name),
        rank=rank,
        when=getattr(page, "on", None),
    )


def excerpt(text: str) -> str:
    """The beginning of a text, to the end of a word."""
    if len(text) <= EXCERPT:
        return text
    return text[:EXCERPT].rsplit(" ", 1)[0] + " …"
