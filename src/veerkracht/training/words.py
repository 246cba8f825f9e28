"""Dutch words for search: lemmas instead of stems.

PostgreSQL's Dutch stemmer does not find "gezinnen" when one asks for "gezin". Used alike for what
is stored and for what is asked.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import simplemma

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_SIGNS = 20_000  # of a stored text
MOST_ASKED = 200  # characters of a question
MOST_WORDS = 10  # words of a question
LONGEST_WORD = 60
SHORT_WORD = 4  # up to this many letters an ending may well belong to the word

_WORD = re.compile(r"[^\W_]+")
_STOP = """
aan al als bij dan dat de deze die dit door een en er het hoe ik in is je kan met mijn na naar
niet of om ook op over te tot uit van voor wat we wie wij wordt ze zich zijn zo a an and are as
at be by for from how in is it of on or that the this to we what with you your
"""
STOP_WORDS = frozenset(_STOP.split())


def index_text(*texts: str) -> str:
    """The words of texts, folded, and their lemmas, ready for ``to_tsvector('simple', …)``."""
    found: list[str] = []
    for word in _words(" ".join(texts)[:MOST_SIGNS]):
        if word not in STOP_WORDS:
            found += forms(word)
    return " ".join(found)


def words_of(text: str) -> list[str]:
    """The telling words of a text, folded, in their order: stop words are left out."""
    found = (fold(word) for word in _words(text[:MOST_SIGNS]) if word not in STOP_WORDS)
    return list(dict.fromkeys(found))


def question(text: str) -> str:
    """A ``tsquery`` for ``to_tsquery('simple', …)``: every word must occur; the last may go on.

    Only letters and digits come through, each word between quotes, so nothing typed can be read as
    an operator. Empty when nothing is asked.
    """
    asked = list(_words(text[:MOST_ASKED]))[:MOST_WORDS]
    if not asked:
        return ""
    last = asked[-1]
    telling = [word for word in asked[:-1] if word not in STOP_WORDS]
    parts = [_any_of(forms(word)) for word in telling]
    if last not in STOP_WORDS or not parts:
        parts.append(_any_of(forms(last), prefix=True))
    return " & ".join(parts)


def forms(word: str) -> tuple[str, ...]:
    """A folded word and its lemma, each once."""
    return tuple(dict.fromkeys((fold(word), lemma(word))))


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """The dictionary form of a Dutch word, folded: ``gezinnen`` → ``gezin``.

    Words that the dictionary lacks, mostly compounds and professions, lose a plural ending.
    """
    found = str(simplemma.lemmatize(word, lang="nl")).lower()
    if found == word and not simplemma.is_known(word, lang="nl"):
        found = _singular(word)
    return fold(found)


def fold(word: str) -> str:
    """Without capitals and diacritics: ``Coördinator`` → ``coordinator``."""
    apart = unicodedata.normalize("NFKD", word.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _singular(word: str) -> str:
    if len(word) > SHORT_WORD and word.endswith("igen"):
        return word[:-1]
    if len(word) > SHORT_WORD and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _words(text: str) -> Iterable[str]:
    for match in _WORD.finditer(unicodedata.normalize("NFC", text).lower()):
        yield match.group()[:LONGEST_WORD]


def _any_of(words: Iterable[str], *, prefix: bool = False) -> str:
    """Any of the forms; with ``prefix`` the first of them, as typed, may go on."""
    parts = [part for word in words for part in _WORD.findall(word)]
    quoted = [f"'{part}'" for part in parts]
    if prefix:
        quoted[0] += ":*"
    return f"({' | '.join(quoted)})"
