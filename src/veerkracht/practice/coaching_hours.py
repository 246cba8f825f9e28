"""Hours of coaching that were held: for registers, for the coach, and added up for the subsidy."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from veerkracht.disclosure.thresholds import protect_list
from veerkracht.kernel.clock import local, today
from veerkracht.kernel.workbooks import cell
from veerkracht.practice import coaching_words as words
from veerkracht.practice.coaching_models import AppointmentState, CoachingAppointment
from veerkracht.practice.coaching_rules import Quarter, Span, hours_of
from veerkracht.proof.queries import HoursFor

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

WIDE, QUARTERS = 34, 8
ZERO = Decimal(0)


@dataclass(frozen=True)
class Made:
    """Hours that one coach made in one quarter, in how many appointments."""

    coach: Person
    hours: Decimal
    times: int


@dataclass(frozen=True)
class Account:
    """One quarter in one region: hours by coach and in all, and people in words (none below ten)."""

    quarter: Quarter
    coaches: list[Made]
    hours: Decimal
    times: int
    people: str


def quarters() -> list[Quarter]:
    """This quarter and the seven before it."""
    this = Quarter.of(today())
    return [this.later(-nth) for nth in range(QUARTERS)]


def held(within: Span) -> QuerySet[CoachingAppointment]:
    """Appointments that were held within a span, in order."""
    found = CoachingAppointment.objects.filter(
        state=AppointmentState.HELD,
        starts_at__gte=within.starts_at,
        starts_at__lt=within.ends_at,
    )
    return found.select_related("coaching__person", "coaching__coach").order_by("starts_at", "pk")


def of_appointment(one: CoachingAppointment) -> Decimal:
    """How many hours an appointment counts for."""
    return hours_of(Span(one.starts_at, one.ends_at))


def my_hours(person: Any, since: date, until: date) -> list[HoursFor]:
    """What counts for a person's register: being coached, from one day until another; one query."""
    mine = CoachingAppointment.objects.filter(
        coaching__person=person,
        state=AppointmentState.HELD,
        starts_at__date__range=(since, until),
    )
    return [
        HoursFor(
            on=local(one.starts_at).date(),
            hours=of_appointment(one),
            title=_("Coaching met %(name)s") % {"name": one.coaching.coach},
        )
        for one in mine.select_related("coaching__coach")
    ]


def by_coach(coach: Person, quarter: Quarter) -> list[CoachingAppointment]:
    """What one coach held in a quarter."""
    return list(held(quarter.span()).filter(coaching__coach=coach))


def accounts(region: Area, of: Iterable[Quarter]) -> list[Account]:
    """What was held in a region, quarter by quarter; people are hidden below ten, and what would tell."""
    wanted = list(of)
    whole = Span(min(wanted).span().starts_at, max(wanted).span().ends_at)
    rows: dict[Quarter, list[CoachingAppointment]] = defaultdict(list)
    for one in held(whole).filter(coaching__region=region):
        rows[Quarter.of(local(one.starts_at).date())].append(one)
    people = {str(one): len({row.coaching.person_id for row in rows[one]}) for one in wanted}
    safe = protect_list(people).cells
    hidden = _("minder dan 10")
    return [_account(one, rows[one], safe[str(one)].told(hidden)) for one in wanted]


def _account(quarter: Quarter, rows: list[CoachingAppointment], people: str) -> Account:
    made: dict[int, list[CoachingAppointment]] = defaultdict(list)
    for one in rows:
        made[one.coaching.coach_id or 0].append(one)
    coaches = [_made(theirs) for theirs in made.values()]
    return Account(
        quarter=quarter,
        coaches=sorted(coaches, key=lambda one: str(one.coach)),
        hours=sum((one.hours for one in coaches), ZERO),
        times=len(rows),
        people=people,
    )


def _made(rows: list[CoachingAppointment]) -> Made:
    coach = rows[0].coaching.coach
    assert coach is not None  # noqa: S101 - a constraint: what was held has a coach
    return Made(coach, sum((of_appointment(one) for one in rows), ZERO), len(rows))


# Workbooks


def coach_book(rows: Iterable[CoachingAppointment], quarter: Quarter) -> bytes:
    """A coach's own hours of one quarter."""
    head = [_("Datum"), _("Begin"), _("Einde"), _("Met wie"), _("Uren")]
    lines = [
        [
            f"{local(one.starts_at):%Y-%m-%d}",
            f"{local(one.starts_at):%H:%M}",
            f"{local(one.ends_at):%H:%M}",
            str(one.coaching.person),
            of_appointment(one),
        ]
        for one in rows
    ]
    return _book(words.quarter(quarter), head, lines)


def region_book(region: Area, found: Iterable[Account]) -> bytes:
    """Hours per coach per quarter in one region; no people."""
    head = [_("Kwartaal"), _("Coach"), _("Afspraken"), _("Uren")]
    lines = [
        [str(account.quarter), str(one.coach), one.times, one.hours]
        for account in found
        for one in account.coaches
    ]
    return _book(str(region), head, lines)


def _book(title: str, head: list[str], lines: Iterable[list[Any]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for column in "AD":
        sheet.column_dimensions[column].width = WIDE
    sheet.append([cell(sheet, text, bold=True) for text in head])
    for line in lines:
        sheet.append([cell(sheet, one) for one in line])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
