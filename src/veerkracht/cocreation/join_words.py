"""Words that questions, offers and placements share: letters, lemmas, and who may be named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.training.queries import index_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from veerkracht.cocreation.models import Offer

AROUND = ".,;:!?()[]“”‘’\"'…"  # signs that stand around a word and are no part of it
SHORTEST = 4  # letters of a word that tells something
COMPOUND = (
    11  # letters from which a word that ends in -en is most likely a plural that no dictionary has
)
TELLS_NOTHING = frozenset(
    {
        *("graag", "willen", "kunnen", "hebben", "moeten", "vraag", "vragen", "mensen", "iemand"),
        *("anders", "samen", "werken", "maken", "komen", "gaan", "weten", "doen", "onze", "hier"),
        *("daar", "meer", "veel", "goed", "nieuw", "gezondheid", "positief", "positieve", "hulp"),
        *("zoek", "zoeken", "helpen", "leren", "beginnen", "geven", "zonder", "begin"),
    }
)


def hello(name: str) -> str:
    """The first line of a letter to somebody by the name that they typed."""
    return _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")


def absolute(name: str, *arguments: Any) -> str:
    """The full address of one of our pages."""
    return f"{settings.PUBLIC_URL}{reverse(name, args=arguments)}"


def telling(texts: Iterable[str]) -> frozenset[str]:
    """The lemmas of the words in texts that tell something, each once."""
    return frozenset(as_written(texts))


def as_written(texts: Iterable[str]) -> dict[str, str]:
    """The lemmas of the words in texts that tell something, each with the word as it was first written.

    A capital at the start of a sentence is no part of the word.
    """
    found: dict[str, str] = {}
    for text in texts:
        starts = True
        for word in text.replace(",", " ").split():
            forms = index_text(word).split()
            if forms and len(forms[-1]) >= SHORTEST:
                plain = word.strip(AROUND)
                found.setdefault(_one_of(forms[-1]), _small(plain) if starts else plain)
            starts = word.endswith((".", "!", "?", ":"))
    return {lemma: word for lemma, word in found.items() if lemma not in TELLS_NOTHING}


def _small(word: str) -> str:
    """“Ouders” → “ouders”; “NS” stays."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def _one_of(lemma: str) -> str:
    """“wandelgroepen” → “wandelgroep”."""
    return lemma[:-2] if len(lemma) >= COMPOUND and lemma.endswith("en") else lemma


def who(offer: Offer) -> str:
    """An offer as an asker may read it: the organisation, or a name that may be shown; else empty."""
    return offer.organisation_shown or (offer.name if "name" in offer.shows else "")


def list_of(words: Iterable[str]) -> str:
    """“a, b en c”."""
    *before, last = [str(one) for one in words]
    return (
        _("%(before)s en %(last)s") % {"before": ", ".join(before), "last": last}
        if before
        else last
    )
