"""Three readers of calendar files that are not ours: they should all understand the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import vobject
from icalendar import Calendar

from tests.environment import ROOT


@dataclass(frozen=True)
class Read:
    """An event as a reader understood it; moments in UTC."""

    uid: str
    sequence: int
    status: str
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str = ""
    description: str = ""


Reader = Callable[[str], list[Read]]


def by_icalendar(text: str) -> list[Read]:
    """The ``icalendar`` package of Python."""
    events = Calendar.from_ical(text).walk("VEVENT")
    return [
        Read(
            uid=str(event["UID"]),
            sequence=int(event["SEQUENCE"]),
            status=str(event["STATUS"]),
            starts_at=event["DTSTART"].dt.astimezone(UTC),
            ends_at=event["DTEND"].dt.astimezone(UTC),
            title=str(event["SUMMARY"]),
            place=str(event.get("LOCATION", "")),
            description=str(event.get("DESCRIPTION", "")),
        )
        for event in events
    ]


def by_vobject(text: str) -> list[Read]:
    """The ``vobject`` package of Python, with the time zone out of the file itself."""
    found = vobject.readOne(text)
    return [
        Read(
            uid=event.uid.value,
            sequence=int(event.sequence.value),
            status=event.status.value,
            starts_at=event.dtstart.value.astimezone(UTC),
            ends_at=event.dtend.value.astimezone(UTC),
            title=event.summary.value,
            place=_value(event, "location"),
            description=_value(event, "description"),
        )
        for event in found.contents.get("vevent", [])
    ]


def _value(event: Any, name: str) -> str:
    return event.contents[name][0].value if name in event.contents else ""


def by_ical_js(text: str) -> list[Read]:
    """``ical.js``, which Thunderbird reads calendars with, in Node."""
    node = shutil.which("node") or str(ROOT / ".venv/bin/node")
    done = subprocess.run(
        [node, str(ROOT / "tests/read_calendar.mjs")],
        input=text.encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    return [
        Read(**{**row, "starts_at": _moment(row["starts_at"]), "ends_at": _moment(row["ends_at"])})
        for row in json.loads(done.stdout)
    ]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


READERS: tuple[Reader, ...] = (by_icalendar, by_vobject, by_ical_js)
