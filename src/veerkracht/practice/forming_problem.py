"""From wishes in the database to a problem for ``planning.forming``, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from veerkracht.meetings.models import Member
from veerkracht.people.models import Register, RoleKind
from veerkracht.people.queries import with_role
from veerkracht.places import queries as places
from veerkracht.planning.forming import Demands, Facilitator, Problem, Wish
from veerkracht.practice.forming_models import (
    MOST_KM,
    JoinWish,
    KeptApart,
    Language,
    Round,
    WishState,
)
from veerkracht.practice.forming_words import THEMES
from veerkracht.practice.group_rules import RULES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

LANGUAGES = list(Language.values)
THEME_CODES = list(THEMES)
REGISTERS = list(Register.values)
LEADS = 3  # groups that somebody from outside leads at most


@dataclass(frozen=True)
class Asked:
    """A problem, and what its numbers stand for. Keys of people are keys of persons."""

    problem: Problem
    wishes: dict[int, JoinWish]
    areas: tuple[Area, ...]


def open_wishes(region: Area) -> QuerySet[JoinWish]:
    """Who waits for a group in a region, first come first."""
    found = JoinWish.objects.filter(region=region, state=WishState.OPEN, person__is_active=True)
    return found.select_related("person__organisation", "municipality").order_by("made_at", "pk")


def asked_by(made: Round, *, pinned: Iterable[Iterable[int]] = ()) -> Asked:
    """The problem of a round: its open wishes, but for those who are pinned already."""
    held = {person for group in pinned for person in group}
    wishes = [one for one in open_wishes(made.region) if one.person_id not in held]
    return problem_of(made, wishes)


def problem_of(made: Round, wishes: Sequence[JoinWish]) -> Asked:
    """The problem of these wishes, with the demands of a round."""
    areas = tuple(places.municipalities().order_by("pk"))
    at = {area.pk: number for number, area in enumerate(areas)}
    professions = _numbered(one.person.function.strip().lower() for one in wishes)
    people = tuple(_wish(one, at, professions) for one in wishes if one.municipality_id in at)
    within = places.municipalities(made.region).values_list("pk", flat=True)
    problem = Problem(
        people=people,
        distances=_distances(areas),
        venues=tuple(at[pk] for pk in sorted(within) if pk in at),
        demands=Demands(
            least=made.least,
            most=made.most,
            of_one_organisation=made.of_one_organisation,
            outside_facilitator=made.outside_facilitator,
        ),
        authority=_by_address(wishes, "authority_with"),
        apart=_by_address(wishes, "not_with") | _kept_apart(made.region, wishes),
        met=_met(wishes),
        facilitators=_facilitators(made, at) if made.outside_facilitator else (),
    )
    return Asked(problem, {one.person_id: one for one in wishes}, areas)


def _wish(one: JoinWish, at: dict[int, int], professions: dict[str, int]) -> Wish:
    return Wish(
        key=one.person_id,
        slots=sum(1 << part for part in one.parts),
        home=at[one.municipality_id],
        travel_km=one.travel_km if one.in_person else 0,
        in_person=one.in_person,
        online=one.online,
        languages=sum(1 << LANGUAGES.index(code) for code in one.languages),
        organisation=one.person.organisation_id,
        profession=professions[one.person.function.strip().lower()],
        themes=sum(1 << THEME_CODES.index(code) for code in one.themes if code in THEME_CODES),
        experience=one.experience,
        register=REGISTERS.index(one.register) if one.register in REGISTERS else None,
        group_least=RULES[one.register].people if one.register in RULES else 0,
    )


def _numbered(words: Iterable[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(dict.fromkeys(words))}


def _distances(areas: Sequence[Area]) -> tuple[tuple[int, ...], ...]:
    """Whole kilometres, rounded up; who has no centre is far from everywhere but home."""
    rows = []
    for here in areas:
        known = dict(places.distances_from(here))
        rows.append(tuple(0 if here == there else _whole(known.get(there.pk)) for there in areas))
    return tuple(rows)


def _whole(km: float | None) -> int:
    return 10 * MOST_KM if km is None else int(km + 0.999)


def _by_address(wishes: Sequence[JoinWish], field: str) -> frozenset[frozenset[int]]:
    known = {one.person.email.lower(): one.person_id for one in wishes}
    return frozenset(
        frozenset((one.person_id, known[address]))
        for one in wishes
        for address in getattr(one, field)
        if address in known and known[address] != one.person_id
    )


def _kept_apart(region: Area, wishes: Sequence[JoinWish]) -> frozenset[frozenset[int]]:
    known = {one.person_id for one in wishes}
    rows = KeptApart.objects.filter(region=region, one__in=known, other__in=known)
    return frozenset(frozenset(pair) for pair in rows.values_list("one", "other"))


def _met(wishes: Sequence[JoinWish]) -> frozenset[frozenset[int]]:
    """Pairs who are or were in one series of meetings."""
    people = [one.person_id for one in wishes]
    together: dict[int, set[int]] = {}
    for series, person in Member.objects.filter(person__in=people).values_list("series", "person"):
        together.setdefault(series, set()).add(person)
    return frozenset(
        frozenset(pair) for several in together.values() for pair in combinations(several, 2)
    )


def _facilitators(made: Round, at: dict[int, int]) -> tuple[Facilitator, ...]:
    """Trainers of the region can lead: any part of the week, anywhere in it, or online."""
    return tuple(_leader(one, at) for one in with_role(RoleKind.TRAINER, made.region))


def _leader(person: Person, at: dict[int, int]) -> Facilitator:
    return Facilitator(
        key=-person.pk,
        slots=(1 << 15) - 1,
        home=at.get(person.municipality_id or 0, 0),
        travel_km=10 * MOST_KM,
        groups=LEADS,
        online=True,
        languages=(1 << len(LANGUAGES)) - 1,
        organisation=person.organisation_id,
    )
