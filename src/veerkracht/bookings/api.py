"""Bookings' part of the API: what an organisation booked for its people, and booking more.

It tells no more than the pages do: of somebody who was booked nothing is known before their own yes (ADR 0011).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ninja import Body, Query
from pydantic import Field, StringConstraints

from veerkracht.bookings import actions, queries, rules
from veerkracht.bookings.models import Booking, BookingLine
from veerkracht.bookings.rules import Entry
from veerkracht.connections.rest import (
    NO_NUL,
    Answer,
    Asked,
    Filters,
    Number,
    NumberAsked,
    NumberInPath,
    Page,
    Problem,
    Router,
    Scope,
    caller,
    page,
    reads,
    writes,
)
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.limits import seconds_to_wait
from veerkracht.people.models import Organisation
from veerkracht.training.models import Edition
from veerkracht.training.queries import visible_to

router = Router(tags=["Boekingen"])
MOST_BOOKINGS, WINDOW = 60, 3600  # of one organisation, as on the pages: each sends up to 30 mails
_WORD, _LABEL = "[A-Za-z0-9_%+-]+", "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = rf"^{_WORD}(\.{_WORD})*@({_LABEL}\.)+[A-Za-z]{{2,24}}$"


class LineAnswer(Answer):
    """One person in a booking, as typed by who booked."""

    number: int
    name: str
    address: str
    state: str = Field(description="asked tot iemand zelf antwoordt; daarna placed, waits, came …")
    position: int | None


class BookingAnswer(Answer):
    """What an organisation asked for at once, in one edition."""

    id: int
    edition_id: int
    booked_at: datetime
    answer_until: datetime
    together: bool
    pays: bool
    note: str
    lines: list[LineAnswer]
    url: str


class BookingPage(Page):
    """Bookings of the organisation."""

    items: list[BookingAnswer]


class BookingFilters(Filters):
    """Which bookings."""

    edition_id: NumberAsked | None = Field(None, description="Alleen voor deze datum.")


class ColleagueAsked(Asked):
    """Somebody to book."""

    name: Annotated[str, StringConstraints(max_length=rules.MOST_NAME, pattern=NO_NUL)] = ""
    address: Annotated[str, StringConstraints(max_length=rules.MOST_ADDRESS, pattern=ADDRESS)]


class BookingAsked(Asked):
    """Who to book, for which edition."""

    edition_id: Number
    people: Annotated[list[ColleagueAsked], Field(min_length=1, max_length=rules.MOST_COLLEAGUES)]
    together: bool = Field(
        default=False, description="true: samen een plaats of samen wachten, hoogstens 10 mensen."
    )
    pays: bool = False
    note: Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)] = ""


class WithdrawalAsked(Asked):
    """Taking one person's question back; nothing more to say."""


@reads(
    router,
    "/bookings",
    BookingPage,
    scope=Scope.BOOKINGS_READ,
    says=_("Boekingen van je organisatie"),
)
def list_bookings(request: HttpRequest, filters: Query[BookingFilters]) -> dict[str, Any]:
    """Bookings of the caller's organisation, by number."""
    rows = _ours(request)
    if filters.edition_id is not None:
        rows = rows.filter(edition=filters.edition_id)
    return page(request, rows, filters, _answers)


@reads(
    router,
    "/bookings/{int:booking_id}",
    BookingAnswer,
    scope=Scope.BOOKINGS_READ,
    says=_("Eén boeking van je organisatie"),
)
def get_booking(request: HttpRequest, booking_id: NumberInPath) -> BookingAnswer:
    """One booking of the caller's organisation; another's does not exist for them."""
    return _answers([_our(request, booking_id)])[0]


@writes(
    router,
    "/bookings",
    BookingAnswer,
    scope=Scope.BOOKINGS_WRITE,
    status=201,
    says=_("Boek collega's: ieder krijgt een mail en antwoordt zelf"),
)
def make_booking(request: HttpRequest, asked: Body[BookingAsked]) -> BookingAnswer:
    """Ask for places; the answer is the same whoever the people are."""
    organisation = _organisation(request)
    edition = (
        visible_to(None).filter(pk=asked.edition_id).select_related("course", "region").first()
    )
    if edition is None:
        raise Http404
    _check_pace(organisation)
    booking = _book(request, organisation, edition, asked)
    return _answers([_our(request, booking.pk)])[0]


@writes(
    router,
    "/bookings/{int:booking_id}/lines/{int:number}/withdrawal",
    BookingAnswer,
    scope=Scope.BOOKINGS_WRITE,
    says=_("Trek de vraag aan één collega in, zolang die nog niet heeft geantwoord"),
)
def withdraw_line(
    request: HttpRequest,
    booking_id: NumberInPath,
    number: NumberInPath,
    asked: Body[WithdrawalAsked],
) -> BookingAnswer:
    """The booking as it is after taking one question back."""
    lines = BookingLine.objects.select_related("booking")
    line = lines.filter(booking=_our(request, booking_id), number=min(number, 32_767)).first()
    if line is None:
        raise Http404
    actions.withdraw(line=line, by=caller(request).person)
    return _answers([_our(request, booking_id)])[0]


def _organisation(request: HttpRequest) -> Organisation:
    """Whose token it is; only an organisation's can open bookings."""
    found = caller(request).organisation
    assert found is not None  # noqa: S101 - a constraint on tokens says so
    return found


def _ours(request: HttpRequest) -> Any:
    """Of this organisation alone, also where the contact speaks for several."""
    mine = queries.visible_to(caller(request).person)
    return mine.filter(organisation=_organisation(request))


def _our(request: HttpRequest, number: int) -> Booking:
    found: Booking | None = _ours(request).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _check_pace(organisation: Organisation) -> None:
    seconds = seconds_to_wait(
        "bookings.book", f"organisation {organisation.pk}", most=MOST_BOOKINGS, seconds=WINDOW
    )
    if seconds:
        raise Problem(429, headers={"Retry-After": str(seconds)})


def _book(
    request: HttpRequest, organisation: Organisation, edition: Edition, asked: BookingAsked
) -> Booking:
    key = f"{caller(request).token.pk} {request.headers['Idempotency-Key']}"
    return actions.book(
        by=caller(request).person,
        organisation=organisation,
        edition=edition,
        people=_entries(asked),
        form_key="api-" + hashlib.sha256(key.encode()).hexdigest()[:36],
        together=asked.together,
        pays=asked.pays,
        note=asked.note,
    )


def _entries(asked: BookingAsked) -> list[Entry]:
    """The people as entries of a list, each address once and one that can be written to."""
    entries = [
        Entry(number, " ".join(one.name.split()), one.address.lower())
        for number, one in enumerate(asked.people, start=1)
    ]
    addresses = [entry.address for entry in entries]
    if len(set(addresses)) < len(addresses):
        raise RuleBroken(gettext("Een adres staat er twee keer in."), field="people")
    if any(address.endswith(".invalid") for address in addresses):
        raise RuleBroken(gettext("Dit is geen e-mailadres."), field="people")
    return entries


def _answers(bookings: Sequence[Booking]) -> list[BookingAnswer]:
    rows = queries.rows_of(bookings)
    return [
        BookingAnswer(
            id=booking.pk,
            edition_id=booking.edition_id,
            booked_at=booking.at,
            answer_until=booking.answer_until,
            together=booking.together,
            pays=booking.pays,
            note=booking.note,
            lines=[_line_answer(row) for row in rows[booking.pk]],
            url=f"{settings.PUBLIC_URL}/api/v1/bookings/{booking.pk}",
        )
        for booking in bookings
    ]


def _line_answer(row: queries.Row) -> LineAnswer:
    return LineAnswer(
        number=row.line.number,
        name=row.line.name,
        address=row.line.address,
        state=row.fate.value,
        position=row.position or None,
    )
