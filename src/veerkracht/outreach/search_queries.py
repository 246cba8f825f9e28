"""Searching the index: documents that hold every word, what to narrow down by, and what may have been meant."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Func, TextField, Value
from django.utils.translation import get_language

from veerkracht.kernel.bilingual import in_language
from veerkracht.outreach import search_rules as rules
from veerkracht.outreach.models import SearchDocument, SearchWord
from veerkracht.people.models import Sector
from veerkracht.places.models import Area
from veerkracht.training.queries import forms, question, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from django.db.models import QuerySet

A_PAGE = 10
MOST = 1_000  # documents that are ranked and counted; of a word in more the freshest
MOST_CHOICES = 8  # of one way to narrow down
MOST_NEAR = 400  # words that are compared with a mistyped one
LOOKED_THROUGH = 6_000  # characters of a text for its excerpt


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; ``exact`` when no word may be taken for another."""

    words: str = ""
    kind: str = ""
    sector: str = ""
    area: str = ""
    page: int = 1
    exact: bool = False


@dataclass(frozen=True)
class Hit:
    """A document as it is shown: title and the telling part of its text in pieces."""

    url: str
    kind: str
    title: list[rules.Piece]
    text: list[rules.Piece]
    when: datetime | None


@dataclass(frozen=True)
class Choice:
    """A way to narrow down: how many documents are left with it."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Results:
    """A page of what was found. ``more``: there are more than ``count``; ``instead``: the words that were meant."""

    asked: Asked
    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    more: bool = False
    pages: int = 1
    instead: str = ""
    kinds: list[Choice] = field(default_factory=list)
    sectors: list[Choice] = field(default_factory=list)
    areas: list[Choice] = field(default_factory=list)


@dataclass(frozen=True)
class _Candidate:
    pk: int
    kind: tuple[str, str]
    sectors: list[str]
    areas: list[str]
    rank: float


def search(asked: Asked) -> Results:
    """What holds every word; where nothing does, what holds the words that were probably meant."""
    found = _search(asked, asked.words)
    if found.count or asked.exact or not asked.words:
        return found
    meant = meant_by(asked.words)
    if not meant:
        return found
    better = _search(asked, meant)
    return replace(better, instead=meant) if better.count else found


def _search(asked: Asked, words: str) -> Results:
    candidates = _candidates(asked, words)
    if not candidates:
        return Results(asked)
    candidates.sort(key=lambda one: -one.rank)
    more = len(candidates) > MOST
    candidates = candidates[:MOST]
    pages = -(-len(candidates) // A_PAGE)
    page = min(max(asked.page, 1), pages)
    shown = [one.pk for one in candidates[(page - 1) * A_PAGE : page * A_PAGE]]
    return Results(
        asked=replace(asked, page=page),
        hits=_hits(shown, words),
        count=len(candidates),
        more=more,
        pages=pages,
        kinds=_kinds(candidates),
        sectors=_named([code for one in candidates for code in one.sectors], _sector_names),
        areas=_named([code for one in candidates for code in one.areas], _area_names),
    )


def _candidates(asked: Asked, words: str) -> list[_Candidate]:
    wanted = question(words)
    if not wanted:
        return []
    query = SearchQuery(wanted, config="simple", search_type="raw")
    found = _narrowed(asked).filter(words=query).order_by("-fresh")
    rows = found.annotate(rank=SearchRank(F("words"), query) * F("weight")).values_list(
        "pk", "kind", "kind_words", "sectors", "areas", "rank"
    )
    return [
        _Candidate(pk, (kind, name), sectors, areas, rank)
        for pk, kind, name, sectors, areas, rank in rows[: MOST + 1]
    ]


def _narrowed(asked: Asked) -> QuerySet[SearchDocument]:
    found = SearchDocument.objects.filter(language=get_language())
    narrower: dict[str, Any] = {
        "kind": asked.kind,
        "sectors__contains": [asked.sector] if asked.sector else None,
        "areas__contains": [asked.area] if asked.area else None,
    }
    return found.filter(**{name: value for name, value in narrower.items() if value})


def _hits(shown: list[int], words: str) -> list[Hit]:
    rows = SearchDocument.objects.defer("words", "areas", "sectors").in_bulk(shown)
    is_asked = asked_in(words)
    return [
        Hit(
            url=row.url,
            kind=row.kind_words,
            title=rules.pieces(row.title, is_asked),
            text=rules.excerpt(row.text[:LOOKED_THROUGH], is_asked),
            when=row.when,
        )
        for row in (rows[pk] for pk in shown if pk in rows)
    ]


def asked_in(words: str) -> Callable[[str], bool]:
    """Whether a word of a text is one that was asked, in whatever form; the last one may go on."""
    asked = words_of(words)
    told = {form for word in asked for form in forms(word)}
    last = forms(asked[-1])[0] if asked else ""
    begins = tuple({form[:3] for form in told})

    def is_asked(word: str) -> bool:
        small = word.lower()
        if not small.startswith(begins) and not forms_start(small, begins):
            return False
        mine = forms(small)
        return bool(last and mine[0].startswith(last)) or not told.isdisjoint(mine)

    return is_asked


def forms_start(word: str, begins: tuple[str, ...]) -> bool:
    """Whether a word with accents begins so once they are gone; cheap for one without."""
    return not word.isascii() and forms(word)[0].startswith(begins)


# What to narrow down by


def _kinds(candidates: list[_Candidate]) -> list[Choice]:
    names = {one.kind[0]: one.kind[1] for one in candidates}
    counts = rules.counted((one.kind[0] for one in candidates), MOST_CHOICES)
    return [Choice(code, names[code], count) for code, count in counts]


def _named(codes: list[str], names: Callable[[list[str]], Mapping[str, str]]) -> list[Choice]:
    counts = rules.counted(codes, MOST_CHOICES)
    known = names([code for code, _count in counts]) if counts else {}
    return [Choice(code, known[code], count) for code, count in counts if code in known]


def _sector_names(codes: list[str]) -> dict[str, str]:
    return {one.code: in_language(one, "name") for one in Sector.objects.filter(code__in=codes)}


def _area_names(codes: list[str]) -> dict[str, str]:
    return dict(
        Area.objects.filter(code__in=codes).order_by("valid_from").values_list("code", "name")
    )


def label_of(kind: str, code: str) -> str:
    """The name of what was chosen to narrow down by, also when nothing is left with it."""
    if kind == "kind":
        named = SearchDocument.objects.filter(kind=code, language=get_language())
        return str(named.values_list("kind_words", flat=True).first() or code)
    names = _sector_names if kind == "sector" else _area_names
    return names([code]).get(code, code)


# What may have been meant


def meant_by(words: str) -> str:
    """The same with every unknown word replaced by the nearest known one; "" when nothing is nearer."""
    asked = words_of(words)
    unknown = _unknown(asked)
    better = {word: rules.nearest(word, _near(word)) for word in unknown}
    if not any(better.values()):
        return ""
    return " ".join(better.get(word) or word for word in asked)


def _unknown(asked: list[str]) -> list[str]:
    """The words of which the index has no form; the last one may be the beginning of one. One query."""
    if not asked:
        return []
    there = SearchDocument.objects.filter(language=get_language())
    occurs = []
    for word in asked:
        last = word == asked[-1]  # may be the beginning of a word; asked twice it may not
        wanted = SearchQuery(
            question(word if last else f"{word} {word}"), config="simple", search_type="raw"
        )
        told = Value(word, output_field=TextField())
        occurs.append(there.filter(words=wanted).order_by().values_list(told, flat=True)[:1])
    found = set(occurs[0].union(*occurs[1:], all=True))
    return [word for word in asked if word not in found]


def _near(word: str) -> dict[str, int]:
    folded = forms(word)[0]
    if not rules.forgiven(folded):
        return {}
    near = SearchWord.objects.filter(
        language=get_language(), near__overlap=_asked_of_index(rules.rests(folded))
    )
    return dict(near.order_by("-times").values_list("word", "times")[:MOST_NEAR])


def _asked_of_index(rests: list[str]) -> Func:
    """The same array, unknown to the planner: it takes comparing arrays for cheap and would read every word."""
    words = Value(rests, output_field=SearchWord._meta.get_field("near"))
    return Func(words, template="(SELECT %(expressions)s)")
