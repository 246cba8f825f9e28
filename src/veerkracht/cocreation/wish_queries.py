"""Reading wishes: the board of who coordinates, what everybody may see, and what is alike."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from veerkracht.cocreation import wish_alike as alike
from veerkracht.cocreation import wish_rules as rules
from veerkracht.cocreation.models import Need, NeedAsker, NeedMove, NeedOutcome, NeedState
from veerkracht.cocreation.wish_actions import terms_of
from veerkracht.cocreation.wish_outcomes import OutcomeShown, shown_each
from veerkracht.kernel.together import read
from veerkracht.people.policies import regions_of_coordinator

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

IN_COLUMN = 15
MOST_COMPARED = 5_000
RELATED = ("area", "theme", "region")


@dataclass(frozen=True)
class Wanted:
    """What one looks for on the board; all of it must hold. Numbers of rows, and words as they were typed."""

    region: int | None = None
    sector: int | None = None
    area: int | None = None
    theme: int | None = None
    came: str = ""
    words: str = ""

    def condition(self) -> Q:
        """The same as a condition."""
        exact = {"region": self.region, "area": self.area, "theme": self.theme, "came": self.came}
        found = Q(**{name: value for name, value in exact.items() if value})
        if self.sector:
            through = Need.sectors.through.objects.filter(need=OuterRef("pk"))
            found &= Q(Exists(through.filter(sector=self.sector)))
        terms = terms_of(self.words[:200])
        return found & Q(terms__contains=terms) if terms else found


@dataclass(frozen=True)
class Column:
    """A column of the board: the first of its wishes, and how many there are in all."""

    state: NeedState
    number: int
    needs: list[Need] = field(default_factory=list)


def needs_for(person: Person) -> QuerySet[Need]:
    """Wishes that stand on the board of the regions that somebody coordinates; the last that moved first."""
    regions = [one.pk for one in regions_of_coordinator(person)]
    found = Need.objects.filter(region__in=regions, merged_into=None)
    return found.select_related(*RELATED).order_by("-moved_at", "-pk")


def board(person: Person, wanted: Wanted) -> tuple[list[Column], int]:
    """Four columns, and how many were laid aside: three queries, however many wishes there are."""
    found = needs_for(person).filter(wanted.condition())
    numbers = found.order_by().values_list("state").annotate(n=Count("pk"))
    rows, *firsts = read(
        [numbers, *(found.filter(state=state)[:IN_COLUMN] for state in rules.COLUMNS)]
    )
    counted = dict(rows)
    columns = [
        Column(NeedState(state), counted.get(state, 0), needs)
        for state, needs in zip(rules.COLUMNS, firsts, strict=True)
    ]
    with_sectors([need for needs in firsts for need in needs])
    return columns, counted.get(rules.ASIDE, 0)


def with_sectors(needs: Sequence[Need]) -> Sequence[Need]:
    """Read the sectors of these wishes, and how many were merged into each, in two queries."""
    prefetch_related_objects(list(needs), "sectors")
    rows = Need.objects.filter(merged_into__in=[one.pk for one in needs]).values_list("merged_into")
    merged = dict(rows.annotate(n=Count("pk")).order_by())
    for one in needs:
        one.__dict__["together"] = merged.get(one.pk, 0)
    return needs


@dataclass(frozen=True)
class Whole:
    """A wish with its past, what came of it, and those that were merged into it."""

    need: Need
    moves: list[NeedMove]
    rows: list[tuple[NeedOutcome, OutcomeShown | None]]
    merged: list[Need]
    waiting: bool  # whether somebody hears of the next step


def whole(need: Need) -> Whole:
    """All that belongs to a wish: one message, and one for each kind of thing that came of it."""
    moves, rows, merged, waits = read(
        [
            need.moves.select_related("by").order_by("at", "pk"),
            need.outcomes.order_by("added_at", "pk"),
            need.merged.select_related(*RELATED).order_by("pk"),
            _waiting(need)[:1],
        ]
    )
    return Whole(need, moves, shown_each(rows), merged, waiting=bool(waits))


def is_awaited(need: Need) -> bool:
    """Whether somebody hears of the next step."""
    return _waiting(need).exists()


def _waiting(need: Need) -> QuerySet[NeedAsker]:
    family = Q(need=need) | Q(need__merged_into=need)
    return NeedAsker.objects.filter(family, confirmed_at__isnull=False, stopped_at=None)


# What is alike


def _texts(needs: QuerySet[Need]) -> list[alike.Text]:
    """Wishes as the comparing sees them, in two queries; the newest when there are very many."""
    rows = list(needs.order_by("-pk").values_list("pk", "terms", "area", "theme")[:MOST_COMPARED])
    sectors: dict[int, set[int]] = defaultdict(set)
    through = Need.sectors.through.objects.filter(need__in=[row[0] for row in rows])
    for need, sector in through.values_list("need", "sector"):
        sectors[need].add(sector)
    return [
        alike.Text(pk, frozenset(terms), area, frozenset(sectors[pk]), theme)
        for pk, terms, area, theme in rows
    ]


def alike_to(need: Need, most: int = 5) -> list[tuple[Need, alike.Alike]]:
    """Wishes of the same region that may be the same as this one, the likest first."""
    here = Need.objects.filter(region=need.region_id, merged_into=None)
    near = here.filter(Q(terms__overlap=need.terms) | Q(pk=need.pk))
    index = alike.index_of(_texts(near))
    found = alike.alike_to(index, need.pk, most) if need.pk in index.texts else []
    return _with_needs(found)


def _with_needs(found: Iterable[alike.Alike]) -> list[tuple[Need, alike.Alike]]:
    pairs = list(found)
    needs = Need.objects.select_related(*RELATED).in_bulk([one.other for one in pairs])
    return [(needs[one.other], one) for one in pairs]


def alike_in(region: Area, most: int = 25) -> list[tuple[Need, Need, alike.Alike]]:
    """The pairs of a region's wishes that are most alike; those that were answered are left out."""
    here = Need.objects.filter(region=region, merged_into=None).exclude(state__in=rules.ANSWERED)
    found = alike.pairs(alike.index_of(_texts(here)), most)
    keys = {key for pair in found for key in (pair.one, pair.other)}
    needs = Need.objects.select_related(*RELATED).in_bulk(keys)
    return [(needs[one.one], needs[one.other], one) for one in found]


# For everybody


def told_to_all(
    region: int | None = None, theme: int | None = None, state: str = ""
) -> QuerySet[Need]:
    """What everybody may see: understood, planned or done, in our own words."""
    states = (state,) if state in rules.PUBLIC else rules.PUBLIC
    found = Need.objects.filter(state__in=states, merged_into=None)
    if region:
        found = found.filter(region=region)
    if theme:
        found = found.filter(theme=theme)
    return found.select_related(*RELATED).order_by("-moved_at", "-pk")


def with_answers(needs: Sequence[Need]) -> list[tuple[Need, str, list[OutcomeShown]]]:
    """Each wish with the last words that were said about it, and what came of it."""
    keys = [one.pk for one in needs]
    moves, rows = read(
        [
            NeedMove.objects.filter(need__in=keys).exclude(words="").order_by("at", "pk"),
            NeedOutcome.objects.filter(need__in=keys).order_by("added_at", "pk"),
        ]
    )
    said = {move.need_id: move.words for move in moves}
    came: dict[int, list[OutcomeShown]] = defaultdict(list)
    for row, one in shown_each(rows):
        if one is not None:
            came[row.need_id].append(one)
    return [(one, said.get(one.pk, ""), came[one.pk]) for one in needs]


def asker_with(token: str) -> NeedAsker | None:
    """Who asked, by what stands in their address, with the wish that now stands for theirs."""
    related = ("need__region", "need__merged_into__region")
    return NeedAsker.objects.select_related(*related).filter(token=token).first()


def moves_told(need: Need) -> list[NeedMove]:
    """The steps of a wish as who asked may read them, the latest first."""
    return list(need.moves.order_by("-at", "-pk")[:20])


def unread(person: Person) -> QuerySet[Need]:
    """Wishes that were only heard, the oldest first."""
    return needs_for(person).filter(state=NeedState.HEARD).order_by("moved_at", "pk")
