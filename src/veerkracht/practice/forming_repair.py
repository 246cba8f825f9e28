"""What to do when somebody drops out: who moves, at most two, as ``planning.forming`` finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from veerkracht.meetings.models import Member, SeriesState
from veerkracht.planning.forming import ONLINE, Repair, repair
from veerkracht.planning.forming import Group as Formed
from veerkracht.practice.forming_models import JoinWish, Proposal, Round, WishState
from veerkracht.practice.forming_problem import LANGUAGES, Asked, open_wishes, problem_of

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.practice.group_models import Group


@dataclass(frozen=True)
class Moved:
    """Somebody goes to a group; ``source`` is None for who waits."""

    person: Person
    source: Group | None
    target: Group


@dataclass(frozen=True)
class Plan:
    """Who moves when somebody drops out; nobody when the group stays large enough."""

    moves: tuple[Moved, ...]


def repair_of(group: Group, gone: Person) -> Plan | None:
    """The fewest moves, at most two; None when that is not enough, or the group was not formed here."""
    formed = Proposal.objects.filter(group=group).select_related("round__region").first()
    if formed is None:
        return None
    beside = list(
        Proposal.objects.filter(round__region=formed.round.region, group__isnull=False)
        .exclude(group__series__state=SeriesState.ENDED)
        .select_related("group__series", "venue")
        .order_by("pk")
    )
    asked, members = _asked(formed.round, beside)
    groups = [_formed(asked, one, members.get(one.group_id or 0, [])) for one in beside]
    if gone.pk not in {key for one in groups for key in one.people}:
        return None
    found = repair(asked.problem, groups, gone.pk)
    return None if found is None else _plan(asked, beside, found)


def _asked(made: Round, beside: list[Proposal]) -> tuple[Asked, dict[int, list[int]]]:
    """The problem of who waits and who is in these groups; group → who is in it and wished to."""
    present = Member.objects.filter(
        series__intervision_group=OuterRef("group"), person=OuterRef("person"), until=None
    )
    placed = JoinWish.objects.filter(
        Exists(present), group__in=[one.group_id for one in beside], state=WishState.PLACED
    )
    wishes = list(placed.select_related("person__organisation", "municipality").order_by("pk"))
    members: dict[int, list[int]] = {}
    for one in wishes:
        members.setdefault(one.group_id or 0, []).append(one.person_id)
    return problem_of(made, [*wishes, *open_wishes(made.region)]), members


def _formed(asked: Asked, one: Proposal, people: list[int]) -> Formed:
    places = [area.pk for area in asked.areas]
    venue = ONLINE if one.venue_id is None else places.index(one.venue_id)
    leader = None if one.facilitator_id is None else -one.facilitator_id
    language = LANGUAGES.index(one.language)
    return Formed(tuple(sorted(people)), one.part, venue, language, leader)


def _plan(asked: Asked, beside: list[Proposal], found: Repair) -> Plan:
    def group(index: int) -> Group:
        known = beside[index].group
        if known is None:
            raise AssertionError("a formed group has a group")
        return known

    return Plan(
        tuple(
            Moved(
                asked.wishes[move.person].person,
                None if move.source is None else group(move.source),
                group(move.target),
            )
            for move in found.moves
        )
    )
