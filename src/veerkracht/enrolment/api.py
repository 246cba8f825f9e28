"""Enrolment's part of the API: one's own places and spots in the queue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Body, Query
from pydantic import Field

from veerkracht.connections.rest import (
    NO_NUL,
    Answer,
    Asked,
    Filters,
    FlagAsked,
    Number,
    NumberInPath,
    Page,
    Router,
    Scope,
    caller,
    page,
    reads,
    writes,
)
from veerkracht.enrolment import actions, queries
from veerkracht.enrolment.models import LIVE, Enrolment, State
from veerkracht.training.models import EditionState
from veerkracht.training.queries import facts_of

router = Router(tags=["Inschrijvingen"])


class EnrolmentAnswer(Answer):
    """One's own enrolment; ``position`` only while waiting."""

    id: int
    edition_id: int
    state: str = Field(description="Bijvoorbeeld placed, waiting, offered of cancelled.")
    is_live: bool
    requested_at: datetime
    changed_at: datetime
    offer_expires_at: datetime | None
    position: int | None
    url: str


class EnrolmentPage(Page):
    """Own enrolments."""

    items: list[EnrolmentAnswer]


class EnrolmentFilters(Filters):
    """Which of one's own enrolments."""

    live: FlagAsked | None = Field(
        None, description="true: alleen met een plaats, een aanbod of op de wachtlijst."
    )


class EnrolmentAsked(Asked):
    """A wish for one edition."""

    edition_id: Number
    despite_overlap: bool = Field(
        default=False, description="true: ook als je op dat moment al een andere training hebt."
    )


class CancellationAsked(Asked):
    """Giving up a place, an offer or a spot in the queue."""

    reason: str = Field("", max_length=200, pattern=NO_NUL)


@reads(
    router,
    "/enrolments",
    EnrolmentPage,
    scope=Scope.ENROLMENTS_READ,
    says=_("Je eigen inschrijvingen"),
)
def list_enrolments(request: HttpRequest, filters: Query[EnrolmentFilters]) -> dict[str, Any]:
    """The caller's own enrolments, by number."""
    rows = queries.visible_to(caller(request).person)
    if filters.live is not None:
        live = rows.filter(state__in=LIVE)
        rows = live if filters.live else rows.exclude(state__in=LIVE)
    return page(request, rows, filters, _answers)


@reads(
    router,
    "/enrolments/{int:enrolment_id}",
    EnrolmentAnswer,
    scope=Scope.ENROLMENTS_READ,
    says=_("Eén eigen inschrijving"),
)
def get_enrolment(request: HttpRequest, enrolment_id: NumberInPath) -> EnrolmentAnswer:
    """One enrolment of the caller; somebody else's does not exist for them."""
    return _answers([_own(request, enrolment_id)])[0]


@writes(
    router,
    "/enrolments",
    EnrolmentAnswer,
    scope=Scope.ENROLMENTS_WRITE,
    status=201,
    says=_("Schrijf jezelf in: je krijgt een plaats, of je komt op de wachtlijst"),
)
def make_enrolment(request: HttpRequest, asked: Body[EnrolmentAsked]) -> EnrolmentAnswer:
    """A place for the caller, or a spot in the queue."""
    wanted = facts_of([asked.edition_id])
    if not wanted or wanted[0].state == EditionState.DRAFT:
        raise Http404
    person = caller(request).person
    rows = actions.request_places(
        people=[person], editions=wanted, by=person, despite_overlap=asked.despite_overlap
    )
    return _answers([_own(request, rows[0].pk)])[0]


@writes(
    router,
    "/enrolments/{int:enrolment_id}/cancellation",
    EnrolmentAnswer,
    scope=Scope.ENROLMENTS_WRITE,
    says=_("Meld je af, of ga van de wachtlijst"),
)
def cancel_enrolment(
    request: HttpRequest, enrolment_id: NumberInPath, asked: Body[CancellationAsked]
) -> EnrolmentAnswer:
    """The enrolment as it is after leaving."""
    person = caller(request).person
    actions.leave(enrolment=_own(request, enrolment_id), by=person, reason=asked.reason)
    return _answers([_own(request, enrolment_id)])[0]


def _own(request: HttpRequest, number: int) -> Enrolment:
    found = queries.visible_to(caller(request).person).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _answers(rows: Sequence[Enrolment]) -> list[EnrolmentAnswer]:
    return [
        EnrolmentAnswer(
            id=row.pk,
            edition_id=row.edition_id,
            state=row.state,
            is_live=row.is_live,
            requested_at=row.requested_at,
            changed_at=row.changed_at,
            offer_expires_at=row.offer_expires_at,
            position=queries.position(row) if row.state == State.WAITING else None,
            url=f"{settings.PUBLIC_URL}/api/v1/enrolments/{row.pk}",
        )
        for row in rows
    ]
