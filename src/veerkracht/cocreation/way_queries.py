"""Reading ways of working: the list and its filters, one with its steps and notes, and what waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Case, QuerySet, When

from veerkracht.cocreation.models import ForWhom, Way, WayState, WayUse
from veerkracht.training.queries import question

if TYPE_CHECKING:
    from veerkracht.people.models import Person

BY_TIME: dict[str, int] = {"15": 15, "30": 30, "60": 60, "120": 120}  # at most so many minutes
MOST_NOTES = 30
SIMPLE = "simple"


@dataclass(frozen=True)
class WayChoice:
    """What a visitor chose; empty means everything."""

    words: str = ""
    for_whom: str = ""
    minutes: str = ""


def published() -> QuerySet[Way]:
    """What is on the site, by title."""
    return Way.objects.filter(state=WayState.PUBLISHED).order_by("title", "pk")


def found(choice: WayChoice) -> QuerySet[Way]:
    """What is on the site and fits the choice; words by their lemmas."""
    rows = with_words(published(), choice.words)
    if choice.for_whom in ForWhom.values:
        rows = rows.filter(for_whom__contains=[choice.for_whom])
    if choice.minutes in BY_TIME:
        rows = rows.filter(minutes__lte=BY_TIME[choice.minutes])
    return rows


def with_words(rows: QuerySet[Way], words: str) -> QuerySet[Way]:
    """Only those that hold every word that was typed."""
    asked = question(words) if words else ""
    if not asked:
        return rows
    vector = SearchVector("words", config=SIMPLE)
    return rows.annotate(found=vector).filter(
        found=SearchQuery(asked, search_type="raw", config=SIMPLE)
    )


def way_at(slug: str) -> Way | None:
    """One with its steps and sectors, whatever its state."""
    rows = Way.objects.select_related("made_by").prefetch_related("steps", "sectors")
    return rows.filter(slug=slug).first()


def notes_of(way: Way, *, hidden: bool = False) -> QuerySet[WayUse]:
    """Who used it and how that went, the latest first; hidden notes only for who keeps the library."""
    rows = WayUse.objects.filter(way=way).select_related("by")
    return (rows if hidden else rows.filter(hidden_at=None)).order_by("-day", "-pk")[:MOST_NOTES]


def made_by(person: Person) -> QuerySet[Way]:
    """One's own ways of working, the latest first."""
    return Way.objects.filter(made_by=person).order_by("-made_at", "-pk")


def to_keep() -> QuerySet[Way]:
    """Everything that may be looked at by who keeps the library: what waits first."""
    waiting = Case(When(state=WayState.REVIEW, then=0), default=1)
    return Way.objects.select_related("made_by").order_by(waiting, "title", "pk")


def to_review() -> QuerySet[Way]:
    """What was proposed, the oldest first."""
    return Way.objects.filter(state=WayState.REVIEW).select_related("made_by").order_by("made_at")
