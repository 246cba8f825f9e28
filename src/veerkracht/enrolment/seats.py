"""The one place where places are locked, taken and freed. Only ``actions`` may call this.

Two locks per edition keep a place from going to two people and a queue from being passed:

* a *shared* lock for somebody who takes a free place: many may do so at once, each with a seat row
  of their own (``SKIP LOCKED``), and their commits go to disk together;
* an *exclusive* lock for whatever touches the queue: joining it, leaving, offering, lapsing,
  changing the number of places. It waits for the takers and they wait for it.

What is read after the lock is the truth until the transaction ends. The database guards the rest:
there are as many seat rows as places, and no two enrolments can hold one (``enrolment_seat_id_key``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection

from veerkracht.enrolment.models import Seat
from veerkracht.kernel.clock import now
from veerkracht.training.models import Edition

LOCKS = 4_071  # the class of our advisory locks; the second number is the edition's id
PEOPLE = 4_072  # the same for people; always taken before the editions

TAKE = """
WITH free AS MATERIALIZED (
  SELECT id FROM enrolment_seat WHERE edition_id = %s AND NOT taken
  ORDER BY number LIMIT %s FOR UPDATE SKIP LOCKED)
UPDATE enrolment_seat SET taken = true FROM free
WHERE enrolment_seat.id = free.id AND (SELECT count(*) FROM free) = %s
RETURNING enrolment_seat.id
"""


OFFER = """
UPDATE enrolment_enrolment SET state = 'offered', seat_id = given.seat, offer_expires_at = %s, changed_at = %s
FROM unnest(%s::bigint[], %s::bigint[]) AS given(enrolment, seat)
WHERE enrolment_enrolment.id = given.enrolment
"""


def hold_people(person_ids: Iterable[int]) -> None:
    """Let these people's requests pass one at a time until the transaction ends; before any edition."""
    with connection.cursor() as cursor:
        for person_id in sorted(set(person_ids)):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [PEOPLE, person_id])


def share(edition_id: int) -> None:
    """Hold the edition's queue still until the transaction ends; other takers may pass."""
    _lock("pg_advisory_xact_lock_shared", [edition_id])


def hold(edition_ids: Iterable[int]) -> None:
    """Hold these editions alone until the transaction ends; always in order of id, against deadlock."""
    _lock("pg_advisory_xact_lock", sorted(set(edition_ids)))


def _lock(function: str, edition_ids: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        for edition_id in edition_ids:
            cursor.execute(f"SELECT {function}(%s, %s)", [LOCKS, edition_id])


def take(edition_id: int, size: int) -> list[int]:
    """Take ``size`` free seats; ids, or [] when there are not enough that nobody else is taking."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [edition_id, size, size])
        return [row[0] for row in cursor.fetchall()]


def give(seats_by_enrolment: Mapping[int, int], *, until: datetime) -> None:
    """Offer taken seats to waiting enrolments, all in one statement: enrolment → seat."""
    pairs = [list(seats_by_enrolment), list(seats_by_enrolment.values())]
    with connection.cursor() as cursor:
        cursor.execute(OFFER, [until, now(), *pairs])


def free(seat_ids: Sequence[int]) -> None:
    """Give seats back; whoever held them must have let go in the same transaction."""
    if seat_ids:
        Seat.objects.filter(pk__in=seat_ids).update(taken=False)


def count_free(edition_id: int) -> int:
    """Seats that nobody has or is offered."""
    return Seat.objects.filter(edition_id=edition_id, taken=False).count()


def fit_to(edition: Edition) -> None:
    """Make as many seats as the edition has places; free ones go first when there are too many.

    The exclusive lock must be held. Taken seats are never removed: ``capacity_guard`` refused that before.
    """
    numbers = dict(Seat.objects.filter(edition=edition).values_list("number", "taken"))
    surplus = len(numbers) - edition.capacity
    if surplus > 0:
        spare = sorted((number for number, taken in numbers.items() if not taken), reverse=True)[
            :surplus
        ]
        Seat.objects.filter(edition=edition, number__in=spare).delete()
    elif surplus < 0:
        first = max(numbers, default=0) + 1
        new = (Seat(edition=edition, number=first + extra) for extra in range(-surplus))
        Seat.objects.bulk_create(new, batch_size=5_000)


def count_taken(edition_id: int) -> int:
    """Seats that somebody has or is offered."""
    return Seat.objects.filter(edition_id=edition_id, taken=True).count()
