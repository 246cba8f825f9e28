"""Reading quiet ideas: one's own while writing, all in one's own order, and what was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from veerkracht.cocreation.idea_rules import order_for
from veerkracht.cocreation.models import Idea, IdeaBallot, IdeaDot, IdeaRound
from veerkracht.kernel.clock import now

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Council
    from veerkracht.people.models import Person


def rounds_of(council: Council) -> QuerySet[IdeaRound]:
    """Every question, the latest first."""
    return IdeaRound.objects.filter(council=council).order_by("-opened_at", "-pk")


def round_with(pk: int) -> QuerySet[IdeaRound]:
    """One question with its think tank."""
    related = ("council__region", "council__series", "council__coordinator", "meeting")
    return IdeaRound.objects.filter(pk=pk).select_related(*related)


def own_ideas(about: IdeaRound, person: Person) -> list[Idea]:
    """What somebody wrote, while it may still be changed."""
    return sorted(Idea.objects.filter(round=about, writer=person), key=lambda one: one.words)


def ideas_for(about: IdeaRound, person: Person) -> list[Idea]:
    """All ideas in this person's own order."""
    known = {str(one.pk): one for one in Idea.objects.filter(round=about)}
    return [known[key] for key in order_for(person.pk, about.pk, list(known))]


def counted(about: IdeaRound) -> list[Idea]:
    """All ideas, the most dots first."""
    return list(Idea.objects.filter(round=about).order_by("-dots", "words"))


def own_dots(about: IdeaRound, person: Person) -> dict[str, int]:
    """What somebody gave, by the key of the idea."""
    mine = IdeaDot.objects.filter(ballot__round=about, ballot__person=person)
    return {str(key): number for key, number in mine.values_list("idea", "dots")}


def waiting_for(person: Person) -> QuerySet[IdeaRound]:
    """Questions that wait for somebody: to write something, or to give dots."""
    moment = now()
    wrote = Idea.objects.filter(round=OuterRef("pk"), writer=person)
    gave = IdeaBallot.objects.filter(round=OuterRef("pk"), person=person, spent__gt=0)
    found = IdeaRound.objects.filter(
        settled_at=None, council__members__person=person, council__members__until=None
    )
    writing = Q(writes_until__gt=moment) & ~Q(Exists(wrote))
    voting = Q(writes_until__lte=moment, votes_until__gt=moment) & ~Q(Exists(gave))
    return found.filter(writing | voting).order_by("votes_until")
