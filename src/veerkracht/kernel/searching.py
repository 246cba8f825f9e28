"""What the search of the whole site asks of every app: public documents, which are kept in one index.

An app registers a source in ``documents`` and says with :func:`changed` that some of its documents became
different, came or went. ``searchable`` is the older way, by which a source finds for itself; what it finds
stands below what the index finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from veerkracht.kernel.events import announce
from veerkracht.kernel.registries import Registry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime


@dataclass(frozen=True)
class Document:
    """A public document in the language that is active.

    ``key`` names it within its source, alike in both languages. ``kind`` is a code for the address and
    ``kind_words`` its word on the screen. ``lead`` counts for more than ``text``, which nobody sees but
    for the part around what was asked. ``where`` and ``about`` hold codes of places and of fields of work
    by which one may narrow down. ``weight`` is 100 for most; a document that is read more has more.
    """

    key: str
    title: str
    url: str
    kind: str
    kind_words: str
    lead: str = ""
    text: str = ""
    where: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    when: datetime | None = None
    weight: int = 100


class DocumentSource(Protocol):
    """Yields what anybody may see, in the language that is active."""

    def __call__(self, keys: Collection[str] | None) -> Iterable[Document]:
        """All documents, or of these keys those that are public now."""
        ...


documents: Registry[DocumentSource] = Registry("What stands in the index of the search")


@dataclass(frozen=True)
class DocumentsChanged:
    """Of this source these documents came, went or became different."""

    source: str
    keys: tuple[str, ...]


def changed(source: str, *keys: object) -> None:
    """Say that documents may have changed; whoever keeps the index looks at them after the commit."""
    announce(DocumentsChanged(source, tuple(str(key) for key in keys)))


@dataclass(frozen=True)
class Found:
    """A public document. ``kind`` is a word for the screen; a higher ``rank`` goes first."""

    title: str
    url: str
    text: str
    kind: str
    rank: float
    when: datetime | None = None


class SearchSource(Protocol):
    """Finds what anybody may see, in the language that is active, best first."""

    def __call__(self, asked: str, most: int) -> list[Found]:
        """At most ``most`` documents that hold every word of what was typed."""
        ...


searchable: Registry[SearchSource] = Registry("What the search of the site asks beside the index")


def find(asked: str, most: int = 20) -> list[Found]:
    """What the sources beside the index find for these words, best first, at most ``most`` of each."""
    found = [one for source in searchable for one in source(asked, most)]
    return sorted(found, key=lambda one: -one.rank)
