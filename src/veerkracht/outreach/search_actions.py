"""Keeping the index: what changed is read again after the commit, and everything once a night."""

from __future__ import annotations

import threading
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.search import SearchVector
from django.db import connection
from django.db.models import Value
from django.utils import translation

from veerkracht.kernel import page_cache
from veerkracht.kernel.clock import now
from veerkracht.kernel.searching import documents
from veerkracht.outreach import search_rules as rules
from veerkracht.outreach.models import SearchDocument, SearchWord
from veerkracht.outreach.search_models import LONGEST_WORD
from veerkracht.training.queries import index_text, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models.expressions import CombinedExpression

    from veerkracht.kernel.searching import Document, DocumentsChanged

TOPIC = "search"
BATCH = 500
MOST_TEXT = 20_000
LANGUAGES = [code for code, _name in settings.LANGUAGES]
TOLD = ("url", "title", "text", "kind", "kind_words", "areas", "sectors", "when", "weight", "words")


class _Waiting(threading.local):
    """Documents of which this thread was told that they changed, by source, until its commit."""

    def __init__(self) -> None:
        self.keys: dict[str, set[str]] = defaultdict(set)


_waiting = _Waiting()


def note(event: DocumentsChanged) -> None:
    """Remember what changed until the commit. After a rollback it is read in vain at the next one."""
    _waiting.keys[event.source] |= set(event.keys)


def read_noted() -> None:
    """Read everything again that was noted; whoever comes second finds nothing left."""
    told, _waiting.keys = _waiting.keys, defaultdict(set)
    known = dict(documents.items())
    for source, keys in told.items():
        if source in known:
            refresh(source, keys)


def refresh(source: str, keys: Collection[str] | None = None) -> int:
    """Bring documents of a source (these, or all) up to date in both languages; returns how many there are."""
    count = 0
    for language in LANGUAGES:
        with translation.override(language):
            count += _refresh(source, keys, language)
    page_cache.clear(TOPIC)
    return count


def _refresh(source: str, keys: Collection[str] | None, language: str) -> int:
    there = SearchDocument.objects.filter(source=source, language=language)
    if keys is not None:
        there = there.filter(key__in=keys)
    found = iter(dict(documents.items())[source](keys))
    seen: set[str] = set()
    while batch := list(islice(found, BATCH)):
        unique = {one.key: one for one in batch if one.key not in seen}
        seen |= set(unique)
        _keep(source, language, list(unique.values()))
    gone = [pk for pk, key in there.values_list("pk", "key") if key not in seen]
    SearchDocument.objects.filter(pk__in=gone).delete()
    return len(seen)


def _keep(source: str, language: str, told: list[Document]) -> None:
    moment = now()
    rows = [
        SearchDocument(
            source=source,
            key=one.key,
            language=language,
            url=one.url[:400],
            title=one.title[:300],
            text=_text(one),
            kind=one.kind,
            kind_words=one.kind_words[:80],
            areas=list(one.where),
            sectors=list(one.about),
            when=one.when,
            fresh=one.when or moment,
            weight=one.weight,
            words=lemmas(one),
        )
        for one in sorted(told, key=lambda one: one.key)
    ]
    SearchDocument.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["source", "key", "language"],
        update_fields=TOLD,
    )
    learn(language, (f"{row.title} {row.text}" for row in rows))


def _text(one: Document) -> str:
    """Lead and text as one line, in which lines of their own are told apart."""
    lines = [line.strip() for part in (one.lead, one.text) for line in part.splitlines()]
    told = " · ".join(" ".join(line.split()) for line in lines if line)
    return told[:MOST_TEXT].replace("\x00", "")


def lemmas(one: Document) -> CombinedExpression:
    """The words of a document by their lemmas: title, then kind and lead, then text."""
    weighted = (
        ("A", one.title),
        ("B", f"{one.kind_words} {one.lead}"),
        ("D", one.text[:MOST_TEXT]),
    )
    title, lead, text = (
        SearchVector(Value(index_text(words.replace("\x00", ""))), config="simple", weight=weight)
        for weight, words in weighted
    )
    return title + lead + text


def learn(language: str, texts: Iterable[str]) -> None:
    """Add the words of these texts to those that are known, in one order for everybody."""
    words = {word for text in texts for word in kept_words(text)}
    new = words - set(
        SearchWord.objects.filter(language=language, word__in=words).values_list("word", flat=True)
    )
    rows = [
        SearchWord(language=language, word=word, near=rules.rests(word)) for word in sorted(new)
    ]
    SearchWord.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def kept_words(text: str) -> set[str]:
    """The words of a text that somebody may mean: long enough, and no numbers."""
    return {
        word
        for word in words_of(text)
        if rules.SHORTEST <= len(word) <= LONGEST_WORD and not word.isdigit()
    }


def rebuild() -> int:
    """Read every source again, forget what no source tells, and count the words; how many documents there are."""
    _waiting.keys.clear()  # all that was noted is read here
    SearchDocument.objects.exclude(
        source__in=[name for name, _source in documents.items()]
    ).delete()
    count = sum(refresh(name) for name, _source in documents.items())
    _count_words()
    with connection.cursor() as cursor:  # estimates decide between the index by words and by date
        cursor.execute("ANALYZE outreach_searchdocument, outreach_searchword")
    return count


def _count_words() -> None:
    """In how many documents each word occurs now; words that no longer occur go."""
    for language in LANGUAGES:
        times: dict[str, int] = defaultdict(int)
        rows = SearchDocument.objects.filter(language=language).values_list("title", "text")
        for title, text in rows.iterator(chunk_size=BATCH):
            for word in kept_words(f"{title} {text}"):
                times[word] += 1
        known = SearchWord.objects.filter(language=language)
        stale = [one for one in known.only("pk", "word", "times") if times[one.word] != one.times]
        SearchWord.objects.filter(pk__in=[one.pk for one in stale if not times[one.word]]).delete()
        counted = [one for one in stale if times[one.word]]
        for one in counted:
            one.times = times[one.word]
        SearchWord.objects.bulk_update(counted, ["times"], batch_size=BATCH)
