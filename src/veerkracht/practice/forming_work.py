"""The search of a round, by a job: it tells how far it is, can be stopped, and writes a proposal.

No transaction is open while it searches. A search that gave no sign of life for a minute is taken up anew.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from veerkracht.kernel.clock import now
from veerkracht.planning.forming import (
    ONLINE,
    Budget,
    CannotBeRead,
    Group,
    Progress,
    Solution,
    alone,
    form,
    why,
)
from veerkracht.practice.forming_models import Proposal, Proposed, Round, RoundState
from veerkracht.practice.forming_problem import LANGUAGES, REGISTERS, THEME_CODES, Asked, asked_by
from veerkracht.practice.forming_words import ROOM

logger = logging.getLogger("veerkracht.practice")
SILENT = timedelta(seconds=60)
MOST_TRIES = 3
EXPLAINED = 60  # people left over for whom a reason is worked out; more get the general one


def work_on_rounds() -> int:
    """Search for each round that waits; how many were searched."""
    searched = 0
    while pk := _claim():
        _search(Round.objects.select_related("region").get(pk=pk))
        searched += 1
    return searched


def _claim() -> int | None:
    silent = Q(seen_at=None) | Q(seen_at__lt=now() - SILENT)
    with transaction.atomic():
        waiting = Round.objects.select_for_update(skip_locked=True)
        row = waiting.filter(silent, state=RoundState.SEARCHING).order_by("pk").first()
        if row is None:
            return None
        if row.tries >= MOST_TRIES:
            Round.objects.filter(pk=row.pk).update(state=RoundState.FAILED)
            return _claim()
        Round.objects.filter(pk=row.pk).update(seen_at=now(), tries=F("tries") + 1)
        return row.pk


def _search(made: Round) -> None:
    asked = asked_by(made, pinned=pinned_people(made))
    try:
        found = form(
            asked.problem,
            budget=Budget(seconds=made.seconds),
            seed=made.pk,
            report=lambda progress: _tell(made, progress),
        )
        _write(made, asked, found)
    except CannotBeRead as unread:
        logger.warning("Round %s cannot be read: %s", made.pk, unread)
        Round.objects.filter(pk=made.pk, state=RoundState.SEARCHING).update(state=RoundState.FAILED)


def pinned_people(made: Round) -> list[list[int]]:
    """Persons of each proposed group that is pinned."""
    rows = Proposed.objects.filter(round=made, proposal__pinned=True)
    groups: dict[int | None, list[int]] = {}
    for proposal, person in rows.values_list("proposal", "wish__person"):
        groups.setdefault(proposal, []).append(person)
    return list(groups.values())


def _tell(made: Round, progress: Progress) -> bool:
    """Say how far it is; False when the coordinator asked to stop or laid the round aside."""
    waiting = Round.objects.filter(pk=made.pk, state=RoundState.SEARCHING)
    waiting.update(
        seen_at=now(),
        done=round(progress.done * 100),
        value=progress.value,
        bound=progress.bound,
    )
    return waiting.filter(stop_asked=False).exists()


@transaction.atomic
def _write(made: Round, asked: Asked, found: Solution) -> None:
    """The proposal instead of what was there before, but for pinned groups; nothing for a round laid aside."""
    row = Round.objects.select_for_update().get(pk=made.pk)
    if row.state != RoundState.SEARCHING:
        return
    row.proposals.filter(pinned=False).delete()
    row.proposed.filter(proposal=None).delete()
    taken = set(row.proposals.values_list("number", flat=True))
    numbers = (number for number in range(1, 10_000) if number not in taken)
    for group, number in zip(found.groups, numbers, strict=False):
        _propose(row, asked, group, number)
    Proposed.objects.bulk_create(
        Proposed(round=row, wish=asked.wishes[key], reasons=reasons)
        for key, reasons in _left(asked, found.left)
    )
    row.state, row.done = RoundState.FOUND, 100
    row.value, row.bound, row.people = found.value, found.bound, len(asked.problem.people)
    row.save(update_fields=["state", "done", "value", "bound", "people"])


def _propose(row: Round, asked: Asked, group: Group, number: int) -> None:
    facts = why(asked.problem, group)
    proposal = Proposal.objects.create(
        round=row,
        number=number,
        part=group.slot,
        venue=None if group.venue == ONLINE else asked.areas[group.venue],
        language=LANGUAGES[group.language],
        facilitator_id=None if group.facilitator is None else -group.facilitator,
        facts={
            "people": facts.people,
            "farthest_km": facts.farthest_km,
            "organisations": facts.organisations,
            "professions": facts.professions,
            "theme": "" if facts.theme is None else THEME_CODES[facts.theme],
            "share_theme": facts.share_theme,
            "met": facts.met,
            "register": "" if facts.register is None else REGISTERS[facts.register],
            "share_register": facts.share_register,
        },
    )
    Proposed.objects.bulk_create(
        Proposed(round=row, proposal=proposal, wish=asked.wishes[key]) for key in group.people
    )


def _left(asked: Asked, left: Iterable[int]) -> Iterable[tuple[int, list[str]]]:
    """Who is left over, with the kinds of reasons; those without any could have a group, but not in this whole."""
    for number, key in enumerate(left):
        found = alone(asked.problem, key) if number < EXPLAINED else ()
        yield key, sorted({reason.kind.value for reason in found}) or [ROOM]
