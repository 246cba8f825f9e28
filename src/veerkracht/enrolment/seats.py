"""The one place where places are locked, taken and freed. Only ``actions`` may call this.

Two locks per edition keep a place from going to two people and a queue from being passed:

* a *shared* lock for somebody who takes a free place: many may do so at once, each with a seat row
  of their own (``SKIP LOCKED``), and their commits go to disk together;
* an *exclusive* lock for whatever touches the queue: joining it, leaving, offering, lapsing,
  changing the number of places. It waits for the takers and they wait for it.

What is read after the lock is the truth until the transaction ends. The database guards the rest:
there are as many seat rows as places, and no two enrolments can hold one (``enrolment_seat_id_key``).
A cap on a group works the same way, with passes for seats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import Count, F, Value

from veerkracht.enrolment.models import Pass, Seat, Share
from veerkracht.enrolment.policies import holders
from veerkracht.enrolment.rules import OPEN, Room
from veerkracht.kernel.clock import now
from veerkracht.kernel.rows import Asked, ask
from veerkracht.training.models import Edition

LOCKS = 4_071  # the class of our advisory locks; the second number is the edition's id
PEOPLE = 4_072  # the same for people; always taken before the editions

# Only for editions without shares: there every place is for everybody.
TAKE = """
WITH free AS MATERIALIZED (
  SELECT id FROM enrolment_seat WHERE edition_id = %s AND share_id IS NULL AND NOT taken
  AND NOT EXISTS (SELECT FROM enrolment_terms WHERE edition_id = %s AND has_shares)
  ORDER BY number LIMIT %s FOR UPDATE SKIP LOCKED)
UPDATE enrolment_seat SET taken = true FROM free
WHERE enrolment_seat.id = free.id AND (SELECT count(*) FROM free) = %s
RETURNING enrolment_seat.id
"""

# Seats of one pool: of everybody's places, or of those kept for one share.
TAKE_OPEN = """
WITH free AS MATERIALIZED (
  SELECT id FROM enrolment_seat WHERE edition_id = %s AND share_id IS NULL AND NOT taken
  ORDER BY number LIMIT %s FOR UPDATE SKIP LOCKED)
UPDATE enrolment_seat SET taken = true FROM free WHERE enrolment_seat.id = free.id
RETURNING enrolment_seat.id
"""
TAKE_KEPT = TAKE_OPEN.replace("share_id IS NULL", "share_id = %s")

# The key to an enrolment is checked when the transaction ends: a pass may be held before its row is there.
LET_IN = """
UPDATE enrolment_pass SET enrolment_id = %s WHERE id = (
  SELECT id FROM enrolment_pass WHERE share_id = %s AND enrolment_id IS NULL
  LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id
"""

OFFER = """
UPDATE enrolment_enrolment SET state = 'offered', seat_id = given.seat, offer_expires_at = %s, changed_at = %s
FROM unnest(%s::bigint[], %s::bigint[]) AS given(enrolment, seat)
WHERE enrolment_enrolment.id = given.enrolment
"""


def hold_people(person_ids: Iterable[int]) -> None:
    """Let these people's requests pass one at a time until the transaction ends; before any edition."""
    for person_id in sorted(set(person_ids)):
        ask("SELECT pg_advisory_xact_lock(%s::int, %s::int)", [PEOPLE, person_id])


def share(edition_id: int) -> None:
    """Hold the edition's queue still until the transaction ends; other takers may pass."""
    ask("SELECT pg_advisory_xact_lock_shared(%s::int, %s::int)", [LOCKS, edition_id])


def hold(edition_ids: Collection[int]) -> None:
    """Hold these editions alone until the transaction ends; always in order of id, against deadlock."""
    for edition_id in sorted(set(edition_ids)):
        ask("SELECT pg_advisory_xact_lock(%s::int, %s::int)", [LOCKS, edition_id])
    for holder in holders:
        holder(edition_ids)


def ask_take(edition_id: int, size: int) -> Asked:
    """Ask for ``size`` free seats of an edition without shares; no rows when there are not enough."""
    return ask(TAKE, [edition_id, edition_id, size, size])


def ask_pool(edition_id: int, pool: int, number: int = 1) -> Asked:
    """Ask for free seats of a pool (``rules.OPEN`` or a share); as many rows as can be had now."""
    if pool == OPEN:
        return ask(TAKE_OPEN, [edition_id, number])
    return ask(TAKE_KEPT, [edition_id, pool, number])


def ask_pass(share_id: int, enrolment_id: int) -> Asked:
    """Ask for one of a cap's passes for an enrolment; no row when the group is at its cap."""
    return ask(LET_IN, [enrolment_id, share_id])


def take_pools(edition_id: int, pools: Sequence[int]) -> list[int]:
    """A seat from each pool, in order. The edition is held alone; AssertionError when one went anyway."""
    found = {
        pool: [row[0] for row in ask_pool(edition_id, pool, number).rows()]
        for pool, number in Counter(pools).items()
    }
    if sum(map(len, found.values())) < len(pools):
        raise AssertionError("a free place went while the edition was held")
    return [found[pool].pop(0) for pool in pools]


def hold_passes(enrolments: Mapping[int, Iterable[int]]) -> None:
    """Hold a pass of each share for each enrolment. The edition is held alone."""
    found = [
        ask_pass(share_id, enrolment_id).rows()
        for enrolment_id, shares in enrolments.items()
        for share_id in shares
    ]
    if not all(found):
        raise AssertionError("a cap was passed while the edition was held")


def give_back_passes(enrolment_ids: Sequence[int]) -> None:
    """Let others of the group come instead."""
    Pass.objects.filter(enrolment__in=enrolment_ids).update(enrolment=None)


def give(seats_by_enrolment: Mapping[int, int], *, until: datetime) -> None:
    """Offer taken seats to waiting enrolments, all in one statement: enrolment → seat."""
    pairs = [list(seats_by_enrolment), list(seats_by_enrolment.values())]
    with connection.cursor() as cursor:
        cursor.execute(OFFER, [until, now(), *pairs])


def free(seat_ids: Sequence[int]) -> None:
    """Give seats back; whoever held them must have let go in the same transaction."""
    if seat_ids:
        Seat.objects.filter(pk__in=seat_ids).update(taken=False)


def room(edition_id: int) -> Room:
    """Free seats by pool and free passes by cap, in one query."""
    seats = Seat.objects.filter(edition=edition_id, taken=False).values_list("share")
    passes = Pass.objects.filter(share__edition=edition_id, enrolment=None).values_list("share")
    pools = seats.annotate(n=Count("pk"), cap=Value(value=False))
    caps = passes.annotate(n=Count("pk"), cap=Value(value=True))
    found = list(pools.order_by().union(caps.order_by(), all=True))
    return Room(
        {share or OPEN: n for share, n, is_cap in found if not is_cap},
        {share: n for share, n, is_cap in found if is_cap},
    )


def fit_to(edition: Edition) -> None:
    """Make as many seats as the edition has places; free ones go first when there are too many.

    The exclusive lock must be held. Taken seats are never removed: ``capacity_guard`` refused that before.
    """
    numbers = dict(Seat.objects.filter(edition=edition).values_list("number", "taken"))
    surplus = len(numbers) - edition.capacity
    if surplus > 0:
        spare = Seat.objects.filter(edition=edition, taken=False)
        open_first = spare.order_by(F("share").asc(nulls_first=True), "-number")
        Seat.objects.filter(pk__in=list(open_first.values_list("pk", flat=True)[:surplus])).delete()
    elif surplus < 0:
        first = max(numbers, default=0) + 1
        new = (Seat(edition=edition, number=first + extra) for extra in range(-surplus))
        Seat.objects.bulk_create(new, batch_size=5_000)


def count_taken(edition_id: int) -> int:
    """Seats that somebody has or is offered."""
    return Seat.objects.filter(edition_id=edition_id, taken=True).count()


# Shares: the edition is held alone


def mark_kept(share: Share, members: Sequence[int]) -> int:
    """Mark seats as kept for a share until it has its number: those its own people sit in, then free ones.

    ``members`` are enrolments of the group. Returns how many seats are kept now.
    """
    mine = Seat.objects.filter(edition=share.edition_id)
    wanted = share.number - mine.filter(share=share).count()
    of_members = mine.filter(share=None, enrolment__in=members).values_list("pk", flat=True)
    of_nobody = mine.filter(share=None, taken=False).order_by("number").values_list("pk", flat=True)
    chosen = [*of_members, *of_nobody[: max(0, wanted)]][: max(0, wanted)]
    return share.number - wanted + mine.filter(pk__in=chosen).update(share=share)


def open_up(share: Share) -> None:
    """The kept seats of a share are for everybody from now on; its passes are gone."""
    Seat.objects.filter(share=share).update(share=None)
    Pass.objects.filter(share=share).delete()


def make_passes(share: Share, members: Sequence[int]) -> None:
    """A pass for each person that a cap lets in; the first are of those who are in already."""
    holders = [*members, *[None] * (share.number - len(members))]
    Pass.objects.bulk_create(
        (Pass(share=share, enrolment_id=holder) for holder in holders), batch_size=5_000
    )
