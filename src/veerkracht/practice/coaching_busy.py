"""Reading when somebody is busy from a calendar that comes from elsewhere: only from and until, no titles.

Whoever writes the file may mean ill: a rule that repeats every second, or one that never comes true and
is looked for until the year 9999. So the file is read in a process of its own, with little time and
memory (:func:`read_apart`), and within it every rule is limited as well.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from dateutil.rrule import DAILY, rrule, rrulestr  # type: ignore[import-untyped]  # it tells no types
from icalendar import Calendar

from veerkracht.practice.coaching_rules import AMSTERDAM, Span, merged

SECONDS = 8.0
MEMORY = 700 * 1024 * 1024
MOST_TURNS = 4_000  # of one rule that began long ago
MOST_TIMES = 5_000  # busy times of one calendar
MOST_EVENTS = 6_000
LONGEST_EVENT = timedelta(days=31)
HOME = Path(__file__).resolve().parents[2]


class Unreadable(Exception):
    """It is no calendar that can be read within reason."""


def read_apart(
    content: bytes, since: datetime, until: datetime, *, seconds: float = SECONDS
) -> list[Span]:
    """Busy times between two moments, read in a process of its own. Raises Unreadable; never takes longer."""
    command = [sys.executable, "-m", __name__, since.isoformat(), until.isoformat()]
    environment = {"PYTHONPATH": str(HOME), "PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=seconds,
            env=environment,
            check=True,
        )
        rows = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise Unreadable from error
    return [Span(_moment(starts), _moment(ends)) for starts, ends in rows]


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def busy_times(content: bytes, since: datetime, until: datetime) -> list[Span]:
    """Busy times between two moments, merged. Raises Unreadable for what is no calendar.

    Free (transparent) and cancelled events do not count. An event that repeats faster than daily, or
    whose rule cannot be read, is passed over.
    """
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        return merged(islice(_all(calendars, Span(since, until)), MOST_TIMES))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable from error


def _all(calendars: Iterable[Any], within: Span) -> Iterator[Span]:
    found = False
    for calendar in calendars:
        found = True
        events = list(islice(calendar.walk("VEVENT"), MOST_EVENTS))
        replaced = _replaced(events)
        for event in events:
            yield from _of_event(event, replaced, within)
        for freebusy in calendar.walk("VFREEBUSY"):
            yield from _of_freebusy(freebusy, within)
    if not found:
        raise ValueError("no calendar")


def _replaced(events: Iterable[Any]) -> dict[str, set[datetime]]:
    """By name of an event the moments that another entry tells anew."""
    found: dict[str, set[datetime]] = {}
    for event in events:
        if "RECURRENCE-ID" in event:
            at = _aware(event.decoded("RECURRENCE-ID"))
            found.setdefault(str(event.get("UID", "")), set()).add(at)
    return found


def _of_event(event: Any, replaced: dict[str, set[datetime]], within: Span) -> Iterator[Span]:
    free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
    if free or str(event.get("STATUS", "")).upper() == "CANCELLED" or "DTSTART" not in event:
        return
    begins = event.decoded("DTSTART")
    length = _length(event, begins)
    moved = replaced.get(str(event.get("UID", "")), set()) if "RRULE" in event else set()
    for starts in _turns(event, begins, within, length):
        at = _aware(starts)
        span = Span(at, _aware(starts + length) if _is_day(begins) else at + length)
        if at not in moved and length > timedelta(0) and span.overlaps(within):
            yield span


def _length(event: Any, begins: Any) -> timedelta:
    if "DTEND" in event:
        ends = event.decoded("DTEND")
        length = ends - begins if _is_day(begins) else _aware(ends) - _aware(begins)
    elif "DURATION" in event:
        length = event.decoded("DURATION")
    else:
        length = timedelta(days=1) if _is_day(begins) else timedelta(0)
    return min(length, LONGEST_EVENT)


def _turns(event: Any, begins: Any, within: Span, length: timedelta) -> Iterator[Any]:
    """When an event begins: once, or by its rule and further dates; on its own wall clock."""
    yield from _dates(event, "RDATE")
    if "RRULE" not in event:
        yield begins
        return
    wall = begins if _is_day(begins) else begins.replace(tzinfo=None)
    zone = None if _is_day(begins) else begins.tzinfo
    left_out = {_aware(one) for one in _dates(event, "EXDATE")}
    for one in _repeated(event, wall, within, length):
        turn = one.date() if _is_day(begins) else one.replace(tzinfo=zone)
        if _aware(turn) not in left_out:
            yield turn


def _repeated(event: Any, wall: Any, within: Span, length: timedelta) -> Iterator[datetime]:
    first = within.starts_at.replace(tzinfo=None) - length - timedelta(days=1)
    last = within.ends_at.replace(tzinfo=None) + timedelta(days=1)
    rules = event["RRULE"]
    for rule in rules if isinstance(rules, list) else [rules]:
        for one in islice(_rule(rule, wall), MOST_TURNS):
            if one > last:
                break
            if one >= first:
                yield one


def _rule(rule: Any, wall: Any) -> Iterable[datetime]:
    """A rule on a wall clock; nothing for one that repeats faster than daily or cannot be read."""
    start = datetime.combine(wall, time()) if _is_day(wall) else wall
    parts = {name: values for name, values in rule.items() if name not in {"UNTIL", "COUNT"}}
    try:
        text = rule.to_ical().decode()
        until = rule.get("UNTIL", [None])[0]
        found = rrulestr(_without_until(text), dtstart=start)
    except (ValueError, TypeError, KeyError):
        return ()
    many = any(len(parts.get(name, ())) > 4 for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    if not isinstance(found, rrule) or found._freq > DAILY or many:  # noqa: SLF001 - dateutil tells it nowhere else
        return ()
    return _up_to(found, until)


def _without_until(text: str) -> str:
    """Dateutil wants UNTIL and DTSTART with or without a zone alike, and files do not agree."""
    return ";".join(part for part in text.split(";") if not part.upper().startswith("UNTIL="))


def _up_to(found: Iterable[datetime], until: Any) -> Iterator[datetime]:
    last = None
    if until is not None:
        end = until if isinstance(until, datetime) else datetime.combine(until, time(23, 59, 59))
        last = end.astimezone(AMSTERDAM).replace(tzinfo=None) if end.tzinfo else end
    for one in found:
        if last is not None and one > last:
            return
        yield one


def _dates(event: Any, name: str) -> Iterator[Any]:
    rows = event.get(name, [])
    for row in rows if isinstance(rows, list) else [rows]:
        for one in row.dts:
            yield one.dt[0] if isinstance(one.dt, tuple) else one.dt


def _of_freebusy(freebusy: Any, within: Span) -> Iterator[Span]:
    rows = freebusy.get("FREEBUSY", [])
    for row in rows if isinstance(rows, list) else [rows]:
        if str(row.params.get("FBTYPE", "BUSY")).upper() == "FREE":
            continue
        for starts, ends in [row.dt] if isinstance(row.dt, tuple) else row.dt:
            last = _aware(starts) + ends if isinstance(ends, timedelta) else _aware(ends)
            span = Span(_aware(starts), min(last, _aware(starts) + LONGEST_EVENT))
            if span.ends_at > span.starts_at and span.overlaps(within):
                yield span


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _aware(value: Any) -> datetime:
    """A moment; a whole day begins at midnight, and a time without a zone is meant, on a Dutch clock."""
    moment = datetime.combine(value, time()) if _is_day(value) else value
    found: datetime = moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
    return found.astimezone(UTC)


def main() -> None:
    """Read a calendar from the input and write its busy times as JSON; with little time and memory."""
    with suppress(ValueError, OSError):  # not every system knows these; the caller watches the time
        resource.setrlimit(resource.RLIMIT_CPU, (int(SECONDS), int(SECONDS) + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    since, until = (datetime.fromisoformat(one) for one in sys.argv[1:3])
    spans = busy_times(sys.stdin.buffer.read(), since, until)
    rows = [(int(one.starts_at.timestamp()), int(one.ends_at.timestamp())) for one in spans]
    sys.stdout.write(json.dumps(rows))


if __name__ == "__main__":
    main()
