"""The verbs of a coach's own calendar elsewhere: giving its address, taking it away, and reading it (a job).

The address is a secret: it is sealed, and never shown or logged again. Of what is read only busy times
stay, from and until.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.outgoing import NotPublic, NotReached, ask, letterbox
from veerkracht.kernel.sealing import seal, unseal
from veerkracht.people.models import Person
from veerkracht.practice import coaching_policies as policies
from veerkracht.practice.coaching_busy import Unreadable, read_apart
from veerkracht.practice.coaching_models import BusyCalendar, BusyTime
from veerkracht.practice.coaching_rules import Span

logger = logging.getLogger("veerkracht.coaching")
PURPOSE = "coach calendar"
AHEAD = timedelta(days=183)
EVERY = timedelta(hours=1)
A_ROUND = 20  # calendars in one round of the job: each may take ten seconds
OK = 200
WEBCAL = "webcal:"


class _Trouble(Exception):
    """Reading failed; ``word`` says why, for :func:`coaching_words.trouble`."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@transaction.atomic
def give_calendar(*, address: str, by: Person) -> BusyCalendar:
    """Let us read when one is busy, from an address of one's own calendar; another takes its place.

    Raises NotAllowed for who is no coach, RuleBroken for an address where we do not go.
    """
    policies.check_may_coach(by)
    address = address.strip()
    if address.lower().startswith(WEBCAL):  # what many calendars hand out: the same over https
        address = f"https:{address[len(WEBCAL) :]}"
    try:
        host = letterbox(address).host
    except NotPublic as error:
        message = _("Dit adres kunnen we niet lezen. Het moet een openbaar adres met https zijn.")
        raise RuleBroken(message, field="address") from error
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    BusyCalendar.objects.filter(person=by).delete()
    calendar = BusyCalendar.objects.create(
        person=by, sealed=seal(PURPOSE, address), host=host, made_at=now()
    )
    record("coaching.calendar_given", calendar, by=by)
    return calendar


@transaction.atomic
def take_calendar_away(*, by: Person) -> None:
    """Forget the address and all that was read from it; again changes nothing."""
    for calendar in BusyCalendar.objects.filter(person=by):
        record("coaching.calendar_taken_away", calendar, by=by)
        calendar.delete()


def read_calendars() -> int:
    """Read the calendars whose turn it is, the longest waiting first; returns how many went well."""
    rows = list(_due().order_by("tried_at", "pk")[:A_ROUND])
    return sum(read_calendar(calendar) for calendar in rows)


def read_calendars_beside() -> int:
    """Begin a round in a thread of its own, unless one is going on; a recurring job.

    A calendar that hangs holds a round up for ten seconds, and mail goes in the same process.
    """
    if not _due().exists() or not _round.acquire(blocking=False):
        return 0
    threading.Thread(target=_one_round, name="calendars", daemon=True).start()
    return 1


_round = threading.Lock()


def _one_round() -> None:
    try:
        read_calendars()
    except Exception:
        logger.exception("A round of calendars failed")
    finally:
        connection.close()
        _round.release()


def _due() -> QuerySet[BusyCalendar]:
    before = now() - EVERY
    never_or_long_ago = Q(tried_at=None) | Q(tried_at__lte=before)
    return BusyCalendar.objects.filter(never_or_long_ago, person__is_active=True)


def read_calendar(calendar: BusyCalendar) -> bool:
    """Read one calendar now. When it fails, what was read before stays, and why is kept in a word."""
    moment = now()
    try:
        spans = _read(calendar, moment)
    except _Trouble as trouble:
        logger.info("Calendar %s could not be read: %s", calendar.pk, trouble.word)
        BusyCalendar.objects.filter(pk=calendar.pk).update(tried_at=moment, trouble=trouble.word)
        return False
    with transaction.atomic():
        held = BusyCalendar.objects.select_for_update().filter(pk=calendar.pk)
        if not held.first():
            return False  # taken away meanwhile
        BusyTime.objects.filter(calendar=calendar).delete()
        BusyTime.objects.bulk_create(
            BusyTime(calendar=calendar, starts_at=one.starts_at, ends_at=one.ends_at)
            for one in spans
        )
        held.update(tried_at=moment, read_at=moment, trouble="")
    return True


def _read(calendar: BusyCalendar, moment: datetime) -> list[Span]:
    try:
        reply = ask(unseal(PURPOSE, calendar.sealed), headers={"Accept": "text/calendar"})
    except ValueError as error:
        raise _Trouble("sealed") from error
    except NotPublic as error:
        raise _Trouble("closed") from error
    except NotReached as error:
        raise _Trouble("large" if "larger" in str(error) else "away") from error
    if reply.status != OK:
        raise _Trouble("refused")
    try:
        return read_apart(reply.body, moment, moment + AHEAD)
    except Unreadable as error:
        raise _Trouble("unreadable") from error
