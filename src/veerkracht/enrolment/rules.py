"""Who gets a place, who is next, for how long. Pure: values in, decision out.

The states and the moves between them stand in :data:`MOVES`; the diagram in the docs is made from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

MOST_TOGETHER = 10  # people in one wish
MOST_EDITIONS = 8  # editions in one wish


class Rule(StrEnum):
    """Why a move was made; shown to coordinators, and to a person about their own moves."""

    FREE_PLACE = "free-place"
    FIRST_THAT_FITS = "first-that-fits"
    FULL = "full"
    OTHERS_WAIT_LONGER = "others-wait-longer"
    STRICT_ORDER = "strict-order"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    OFFER_RAN_OUT = "offer-ran-out"
    PLACED_ELSEWHERE = "placed-elsewhere"
    LEFT = "left"
    LEFT_LATE = "left-late"
    REMOVED = "removed-by-coordinator"
    TAKEN_BACK = "taken-back"
    HANDED_OVER = "handed-over"
    TOOK_OVER = "took-over"
    CALLED_OFF = "called-off"
    SHARES = "shares"
    CAP_REACHED = "cap-reached"
    INTEREST = "interest"
    TO_APPROVE = "to-approve"
    APPROVED = "approved"
    NOT_APPROVED = "not-approved"


# state before → state after → the rules that may make the move; "" is "not yet enrolled"
MOVES: dict[str, dict[str, frozenset[Rule]]] = {
    "": {
        "placed": frozenset({Rule.FREE_PLACE, Rule.FIRST_THAT_FITS, Rule.SHARES, Rule.TOOK_OVER}),
        "waiting": frozenset({Rule.FULL, Rule.OTHERS_WAIT_LONGER, Rule.CAP_REACHED, Rule.INTEREST}),
        "asked": frozenset({Rule.TO_APPROVE}),
    },
    "asked": {
        "placed": frozenset({Rule.APPROVED}),
        "waiting": frozenset({Rule.APPROVED}),
        "refused": frozenset({Rule.NOT_APPROVED}),
        "withdrawn": frozenset({Rule.LEFT, Rule.REMOVED, Rule.TAKEN_BACK}),
        "settled": frozenset({Rule.PLACED_ELSEWHERE}),
        "called-off": frozenset({Rule.CALLED_OFF}),
    },
    "waiting": {
        "offered": frozenset({Rule.STRICT_ORDER, Rule.FIRST_THAT_FITS, Rule.SHARES}),
        "withdrawn": frozenset({Rule.LEFT, Rule.REMOVED, Rule.TAKEN_BACK}),
        "settled": frozenset({Rule.PLACED_ELSEWHERE}),
        "called-off": frozenset({Rule.CALLED_OFF}),
    },
    "offered": {
        "placed": frozenset({Rule.ACCEPTED}),
        "declined": frozenset({Rule.DECLINED, Rule.REMOVED, Rule.TAKEN_BACK}),
        "lapsed": frozenset({Rule.OFFER_RAN_OUT}),
        "settled": frozenset({Rule.PLACED_ELSEWHERE}),
        "called-off": frozenset({Rule.CALLED_OFF}),
    },
    "placed": {
        "cancelled": frozenset({Rule.LEFT, Rule.LEFT_LATE, Rule.REMOVED, Rule.TAKEN_BACK}),
        "handed-over": frozenset({Rule.HANDED_OVER}),
        "called-off": frozenset({Rule.CALLED_OFF}),
    },
}


def may_move(before: str, after: str, rule: Rule) -> bool:
    """Whether a rule may make this move."""
    return rule in MOVES.get(before, {}).get(after, frozenset())


# Whom a share is for


@dataclass(frozen=True)
class Group:
    """Whom places are kept for or capped to: one of a sector, an organisation, an area, or students."""

    sector: int | None = None
    organisation: int | None = None
    municipalities: frozenset[int] = frozenset()
    students: bool = False


@dataclass(frozen=True)
class Profile:
    """What decides to which groups somebody belongs."""

    sector: int | None = None
    organisation: int | None = None
    municipality: int | None = None
    student: bool = False


def belongs(profile: Profile, group: Group) -> bool:
    """Whether somebody is one of the group."""
    if group.students:
        return profile.student
    if group.municipalities:
        return profile.municipality in group.municipalities
    if group.organisation is not None:
        return profile.organisation == group.organisation
    return group.sector is not None and profile.sector == group.sector


# Who gets a place

OPEN = 0  # the pool of places that are for everybody; other pools have the number of their share


@dataclass(frozen=True)
class Member:
    """The shares that somebody may draw a kept place from, and those that cap their group."""

    kept: frozenset[int] = frozenset()
    capped: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Party:
    """People in the queue of one edition who come together: their wish and how many they are.

    ``members`` says of each which shares matter to them; empty when the edition has none.
    """

    wish: UUID
    size: int
    members: tuple[Member, ...] = ()


@dataclass(frozen=True)
class Room:
    """Free places by pool (:data:`OPEN` or a share), and how many more people each cap lets in."""

    pools: Mapping[int, int]
    caps: Mapping[int, int] = field(default_factory=dict)

    @property
    def free(self) -> int:
        """Places free in all pools."""
        return sum(self.pools.values())

    def without(self, pools: Collection[int]) -> Room:
        """The room that is left for those who may not draw from these pools."""
        if not pools:
            return self
        return Room({pool: n for pool, n in self.pools.items() if pool not in pools}, self.caps)

    def less(self, members: Sequence[Member], plan: Sequence[int]) -> Room:
        """The room that is left when these members sit down as planned."""
        sat = Counter(plan)
        came = Counter(share for member in members for share in member.capped)
        pools = {pool: n - sat[pool] for pool, n in self.pools.items()}
        return Room(pools, {share: n - came[share] for share, n in self.caps.items()})


@dataclass(frozen=True)
class Turn:
    """A party whose turn it is, by which rule, how many earlier parties it passes, and a pool for each."""

    party: Party
    rule: Rule
    passed_over: int
    pools: tuple[int, ...] = ()


def members_of(party: Party) -> tuple[Member, ...]:
    """One member for each place that a party needs."""
    return party.members or (Member(),) * party.size


def within_caps(members: Sequence[Member], room: Room) -> bool:
    """Whether no cap is exceeded when all of these come."""
    came = Counter(share for member in members for share in member.capped)
    return all(n <= room.caps.get(share, 0) for share, n in came.items())


def seat_plan(members: Sequence[Member], room: Room) -> tuple[int, ...] | None:
    """A pool for each member, kept places first; None when they cannot all be seated together.

    Augmenting paths (Kuhn 1955): whoever sits in a pool that another needs moves to one of their own.
    """
    if len(members) > room.free or not within_caps(members, room):
        return None
    seated: dict[int, int] = {}  # member → pool
    for place in range(len(members)):
        if not _seat(place, members, room, seated, set()):
            return None
    return tuple(seated[place] for place in range(len(members)))


def _seat(
    place: int, members: Sequence[Member], room: Room, seated: dict[int, int], tried: set[int]
) -> bool:
    for pool in (*sorted(members[place].kept), OPEN):
        if pool in tried or room.pools.get(pool, 0) == 0:
            continue
        tried.add(pool)
        there = [other for other, sits in seated.items() if sits == pool]
        moved = len(there) < room.pools[pool] or any(
            _seat(other, members, room, seated, tried) for other in there
        )
        if moved:
            seated[place] = pool
            return True
    return False


def next_turns(queue: Sequence[Party], free: int | Room, *, best_fit: bool) -> list[Turn]:
    """Whose turn it is when places are to be had; ``queue`` is in order of request.

    Strict order: a party that does not fit keeps for itself every pool that it could draw from.
    Best fit goes on to later parties that do fit; the larger party keeps its rank. A kept place goes
    past those whom it is not for, and a group at its cap is passed: both are the edition's stated shares.
    """
    room = free if isinstance(free, Room) else Room({OPEN: free})
    turns: list[Turn] = []
    held: set[int] = set()
    passed = larger = 0
    for party in queue:
        left = room.without(held)
        if left.free == 0:
            break
        members = members_of(party)
        plan = seat_plan(members, left)
        if plan is None:
            passed += 1
            larger += party.size > room.free
            if not best_fit and within_caps(members, room):
                held |= {OPEN}.union(*(member.kept for member in members))
            continue
        room = room.less(members, plan)
        by_size = best_fit and larger == passed
        late = Rule.FIRST_THAT_FITS if by_size else Rule.SHARES
        turns.append(Turn(party, late if passed else Rule.STRICT_ORDER, passed, plan))
    return turns


@dataclass(frozen=True)
class Met:
    """What somebody meets who comes now: a pool for each when there is a place, and the rule."""

    rule: Rule
    pools: tuple[int, ...] = ()
    passed_over: int = 0


def on_arrival(queue: Sequence[Party], party: Party, room: Room, *, best_fit: bool) -> Met:
    """What a party meets that is in the queue at its rank by request, behind it or between others."""
    turns = next_turns(queue, room, best_fit=best_fit) if room.free else []
    mine = next((turn for turn in turns if turn.party.wish == party.wish), None)
    if mine:
        rule = Rule.FREE_PLACE if mine.rule is Rule.STRICT_ORDER else mine.rule
        return Met(rule, mine.pools, mine.passed_over)
    members = members_of(party)
    if not within_caps(members, room):
        return Met(Rule.CAP_REACHED)
    return Met(Rule.FULL if seat_plan(members, room) is None else Rule.OTHERS_WAIT_LONGER)


# Where somebody stands who waits


@dataclass(frozen=True)
class Standing:
    """Which place a party has in line, from 1, for each sort of place that it can have.

    ``place`` is for places for everybody; for a party whose group is at its ``cap``, for one of that
    group. ``kept`` has a place for each share that the party may draw from. ``stopped`` asked earlier
    but are passed for now, because their group is at its cap. ``ahead`` is how many people the parties
    before it are, for a place for everybody.
    """

    place: int
    kept: tuple[tuple[int, int], ...] = ()
    cap: int | None = None
    stopped: int = 0
    ahead: int = 0


def standings(queue: Sequence[Party], room: Room) -> dict[UUID, Standing]:
    """Where each party of the queue stands, by wish, among those who want the same places."""
    found: dict[UUID, Standing] = {}
    kept, capped = Counter[int](), Counter[int]()
    before = stopped = ahead = 0
    for party in queue:
        pools, caps = _shares_of(party)
        full = next((share for share in caps if room.caps.get(share, 0) == 0), None)
        in_pools = tuple((share, 1 + kept[share]) for share in pools)
        found[party.wish] = (
            Standing(1 + before, in_pools, stopped=stopped, ahead=ahead)
            if full is None
            else Standing(1 + capped[full], cap=full)
        )
        capped.update(caps)
        if within_caps(members_of(party), room):
            before += 1
            ahead += party.size
            kept.update(pools)
        else:
            stopped += 1
    return found


def groups_of(party: Party) -> list[int]:
    """The shares that matter to anybody of the party."""
    return sorted({share for shares in _shares_of(party) for share in shares})


def _shares_of(party: Party) -> tuple[list[int], list[int]]:
    """The shares that any of the party may draw from, and those that cap any of them."""
    none = frozenset[int]()
    pools = none.union(*(member.kept for member in party.members))
    return sorted(pools), sorted(none.union(*(member.capped for member in party.members)))


# How long an offer stands

OFFER_WINDOWS: tuple[tuple[timedelta, timedelta], ...] = (
    # at least so long before the start → so long to answer
    (timedelta(days=7), timedelta(hours=48)),
    (timedelta(days=3), timedelta(hours=24)),
    (timedelta(days=1), timedelta(hours=6)),
    (timedelta(hours=4), timedelta(hours=1)),
)


APPROVAL_PATIENCE = 3  # working days after which who must approve is reminded, once
SATURDAY = 5

CONFIRM_WINDOW = timedelta(days=5)  # after interest: the dates are new, people must look around
CONFIRM_AHEAD = timedelta(days=14)  # … when there is time for that


def offer_window(
    moment: datetime, starts_at: datetime | None, *, dates_are_new: bool = False
) -> timedelta | None:
    """How long somebody has to answer an offer made now; None: there are no dates, or it is too late."""
    if starts_at is None:
        return None
    left = starts_at - moment
    if dates_are_new and left >= CONFIRM_AHEAD:
        return CONFIRM_WINDOW
    return next((window for at_least, window in OFFER_WINDOWS if left >= at_least), None)


def working_days_before(moment: datetime, days: int) -> datetime:
    """The moment so many working days earlier: Saturdays and Sundays do not count."""
    while days:
        moment -= timedelta(days=1)
        days -= moment.weekday() < SATURDAY
    return moment


# When one may ask and leave


class Refusal(StrEnum):
    """Why something cannot be done; ``words.py`` says it in a sentence."""

    NOT_PUBLISHED = "not-published"
    NOT_YET_OPEN = "not-yet-open"
    CLOSED = "closed"
    CALLED_OFF = "called-off"
    NO_PEOPLE = "no-people"
    TOO_MANY_PEOPLE = "too-many-people"
    SAME_PERSON_TWICE = "same-person-twice"
    DIFFERENT_COURSES = "different-courses"
    TOO_MANY_EDITIONS = "too-many-editions"
    LARGER_THAN_GROUP = "larger-than-group"
    ALREADY_ENROLLED = "already-enrolled"
    PLACED_ON_OTHER_DATE = "placed-on-other-date"
    OVERLAPS = "overlaps"
    NO_LONGER_LIVE = "no-longer-live"
    OFFER_RAN_OUT = "offer-ran-out"
    NO_OFFER = "no-offer"
    STARTED = "started"
    NOT_PLACED = "not-placed"
    OWN_ADDRESS = "own-address"
    INVITATION_OVER = "invitation-over"
    KEPT_FOR_OTHERS = "kept-for-others"
    GROUP_AT_CAP = "group-at-cap"
    DECIDED_ALREADY = "decided-already"
    NOT_YET_BEGUN = "not-yet-begun"
    SHARE_IS_OVER = "share-is-over"


def why_not_open(
    *, state: str, opens_at: datetime, closes_at: datetime, moment: datetime
) -> Refusal | None:
    """Why one cannot enrol at this moment; None when one can."""
    if state == "cancelled":
        return Refusal.CALLED_OFF
    if state != "published":
        return Refusal.NOT_PUBLISHED
    if moment < opens_at:
        return Refusal.NOT_YET_OPEN
    return Refusal.CLOSED if moment >= closes_at else None


def why_not_together(people: Sequence[int], courses: Sequence[int]) -> Refusal | None:
    """Why these people cannot make one wish for editions of these courses; None when they can."""
    if not people:
        return Refusal.NO_PEOPLE
    if len(people) > MOST_TOGETHER:
        return Refusal.TOO_MANY_PEOPLE
    if len(set(people)) < len(people):
        return Refusal.SAME_PERSON_TWICE
    if len(courses) > MOST_EDITIONS:
        return Refusal.TOO_MANY_EDITIONS
    return Refusal.DIFFERENT_COURSES if len(set(courses)) != 1 else None


@dataclass(frozen=True)
class Leaving:
    """What leaving means from a state: the state after and the rule."""

    after: str
    rule: Rule


def on_leaving(
    state: str, *, moment: datetime, cancel_until: datetime, by_coordinator: bool
) -> Leaving | None:
    """What happens to somebody who leaves; None when there is nothing to leave."""
    after = {
        "asked": "withdrawn",
        "waiting": "withdrawn",
        "offered": "declined",
        "placed": "cancelled",
    }.get(state)
    if after is None:
        return None
    if by_coordinator:
        return Leaving(after, Rule.REMOVED)
    if state == "offered":
        return Leaving(after, Rule.DECLINED)
    late = state == "placed" and moment > cancel_until
    return Leaving(after, Rule.LEFT_LATE if late else Rule.LEFT)
