"""Pure: the words of the list from A to Z, each with an anchor that stays."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import chain, count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OTHER = "0–9"


@dataclass(frozen=True)
class Word:
    """A word with its meaning; ``anchor`` names it in an address."""

    word: str
    also: str
    meaning: str
    anchor: str


@dataclass(frozen=True)
class Letter:
    """A letter with the words that begin with it; ``anchor`` names it in an address."""

    letter: str
    anchor: str
    words: list[Word] = field(default_factory=list)


def plain(text: str) -> str:
    """Small letters without accents: how words are put in order."""
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).strip()


def anchor_of(word: str) -> str:
    """``Positieve Gezondheid`` → ``positieve-gezondheid``."""
    return re.sub(r"[^a-z0-9]+", "-", plain(word)).strip("-") or "woord"


def _is_letter(word: str) -> bool:
    """Whether it begins with a letter from A to Z."""
    return "a" <= plain(word)[:1] <= "z"


def in_order(told: Iterable[Mapping[str, Any]]) -> list[Word]:
    """The words from A to Z; a second one with the same anchor gets a number."""
    found: list[Word] = []
    taken: set[str] = set()
    for one in sorted(told, key=lambda one: (_is_letter(one["word"]), plain(one["word"]))):
        anchor = anchor_of(one["word"])
        numbered = (f"{anchor}-{number}" for number in count(2))
        unique = next(name for name in chain([anchor], numbered) if name not in taken)
        taken.add(unique)
        found.append(Word(one["word"], one["also"] or "", one["meaning"], unique))
    return found


def by_letter(told: Iterable[Mapping[str, Any]]) -> list[Letter]:
    """The same by first letter; what begins with no letter stands first."""
    letters: dict[str, Letter] = {}
    for word in in_order(told):
        name = plain(word.word)[:1].upper() if _is_letter(word.word) else OTHER
        anchor = f"letter-{name.lower()}" if name != OTHER else "letter-0"
        letters.setdefault(name, Letter(name, anchor)).words.append(word)
    return list(letters.values())
