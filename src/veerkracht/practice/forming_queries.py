"""Reads of joining and forming groups."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Q

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.meetings.models import Member, SeriesState
from veerkracht.practice.forming_models import (
    JoinWish,
    Proposal,
    Proposed,
    Round,
    RoundState,
    WishState,
)
from veerkracht.practice.forming_words import REASONS, part_in_words, why_in_words
from veerkracht.practice.group_actions import PURPOSE
from veerkracht.practice.group_models import Group
from veerkracht.training.models import Edition, EditionState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

RECENT = timedelta(days=90)
OPEN_ROUNDS = [RoundState.SEARCHING, RoundState.FOUND, RoundState.FAILED]


def wish_of(person: Person) -> JoinWish | None:
    """Somebody's wish that holds, with its group."""
    rows = JoinWish.objects.select_related("municipality", "region", "group__series")
    return rows.filter(person=person).exclude(state=WishState.WITHDRAWN).first()


@dataclass(frozen=True)
class RegionWaits:
    """A region with how many people wait for a group, and its rounds, the last first."""

    region: Area
    waiting: int
    rounds: list[Round]

    @property
    def open_round(self) -> Round | None:
        """The round that is searched or proposed now."""
        return next((one for one in self.rounds if one.state in OPEN_ROUNDS), None)


def waits(regions: list[Area]) -> list[RegionWaits]:
    """For each of these regions. Two queries."""
    wishes = JoinWish.objects.filter(region__in=regions, state=WishState.OPEN)
    waiting = Counter(wishes.values_list("region", flat=True))
    rounds: dict[int, list[Round]] = {}
    made = Round.objects.filter(region__in=regions).exclude(state=RoundState.DISCARDED)
    for one in made.annotate(number=Count("proposals")).order_by("-pk"):
        rounds.setdefault(one.region_id, []).append(one)
    return [RegionWaits(one, waiting[one.pk], rounds.get(one.pk, [])[:10]) for one in regions]


def editions_to_invite(regions: list[Area]) -> QuerySet[Edition]:
    """Editions that ended in the last three months, each with ``to_invite``: who came and was not asked before."""
    wishing = JoinWish.objects.exclude(state=WishState.WITHDRAWN).values("person")
    came = Q(enrolments__state=State.PLACED) & ~Q(enrolments__came=False)
    told = ~Q(enrolments__person__in=wishing)
    ended = Edition.objects.filter(
        region__in=regions,
        state=EditionState.PUBLISHED,
        ends_at__range=(now() - RECENT, now()),
    )
    counted = ended.annotate(to_invite=Count("enrolments", filter=came & told, distinct=True))
    return counted.filter(to_invite__gt=0).select_related("course").order_by("-ends_at", "pk")


@dataclass(frozen=True)
class Shown:
    """A proposed group as a page shows it."""

    proposal: Proposal
    when: str
    where: str
    why: str
    members: list[JoinWish]


@dataclass(frozen=True)
class LeftOver:
    """Somebody without a group, and why in words."""

    wish: JoinWish
    reasons: list[str]


def shown_groups(made: Round) -> list[Shown]:
    """The proposed groups with their people. Two queries."""
    members: dict[int | None, list[JoinWish]] = {}
    for one in _proposed(made).filter(proposal__isnull=False):
        members.setdefault(one.proposal_id, []).append(one.wish)
    return [
        Shown(
            proposal=one,
            when=part_in_words(one.part),
            where=one.venue.name if one.venue else "",
            why=why_in_words(one.facts, one.part, one.venue.name if one.venue else ""),
            members=members.get(one.pk, []),
        )
        for one in made.proposals.select_related("venue", "facilitator", "group")
    ]


def left_over(made: Round) -> list[LeftOver]:
    """Who has no group in this round. One query."""
    return [
        LeftOver(one.wish, [str(REASONS[kind]) for kind in one.reasons if kind in REASONS])
        for one in _proposed(made).filter(proposal=None)
    ]


def _proposed(made: Round) -> QuerySet[Proposed]:
    related = made.proposed.select_related("wish__person__organisation", "wish__municipality")
    return related.order_by("wish__person__name", "pk")


def formed_groups(regions: list[Area]) -> QuerySet[Group]:
    """Groups of these regions that came out of a round and have not ended, by name."""
    found = Group.objects.filter(proposal__isnull=False, series__region__in=regions).exclude(
        series__state=SeriesState.ENDED
    )
    return found.select_related("series__region").order_by("series__name", "pk")


def without_wish(person: Person) -> QuerySet[Enrolment]:
    """Trainings somebody followed in the last two months, when they neither wish nor have a group."""
    wishes = JoinWish.objects.filter(person=person)
    meets = Member.objects.filter(person=person, until=None, series__purpose=PURPOSE)
    return (
        Enrolment.objects.filter(person=person, state=State.PLACED)
        .exclude(came=False)
        .filter(~Exists(wishes), ~Exists(meets))
        .filter(edition__ends_at__range=(now() - RECENT, now()))
        .select_related("edition__course")
        .order_by("-edition__ends_at")
    )
