"""A person's sessions, for "Mijn plek" and for the own calendar."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.enrolment.letters import uid_of
from veerkracht.enrolment.models import LIVE, Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.kernel.together import Asking, gather
from veerkracht.kernel.waiting import AgendaItem, agenda
from veerkracht.training.models import Session

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition

SOURCE = "enrolment"  # our name in the registry
GIVEN_UP = (State.CANCELLED, State.HANDED_OVER, State.CALLED_OFF)
KEEP_GIVEN_UP = timedelta(days=30)


def my_sessions(person: Person, since: datetime) -> Asking[list[AgendaItem]]:
    """Sessions of editions in which the person has a place or is offered one, or waits for one.

    Also those of places that were given up or called off in the last 30 days, as cancelled.
    """
    lately = Q(state__in=GIVEN_UP, changed_at__gte=now() - KEEP_GIVEN_UP)
    rows = Enrolment.objects.filter(lately | Q(state__in=LIVE), person=person)
    mine = rows.filter(edition__ends_at__gte=since)
    coming = Session.objects.filter(edition__in=mine.values("edition"), ends_at__gte=since)
    found, sessions = yield [
        mine.select_related("edition__course", "edition__municipality"),
        coming.order_by("starts_at"),
    ]
    return [
        _agenda_item(row, session)
        for row in found
        for session in sessions
        if session.edition_id == row.edition_id
    ]


def planned_beside(
    person: Person, edition: Edition, also: Asking[Any]
) -> tuple[list[Session], list[AgendaItem], Any]:
    """The sessions, and what is on the person's calendar then, other than trainings that they asked for.

    All in one message, with what is ``also`` asked.
    Meetings, coaching, sessions that they give: enough for a warning, never a reason to refuse.
    """
    others = [source(person, now()) for name, source in agenda.items() if name != SOURCE]
    asked: list[Asking[Any]] = [_sessions_of(edition), also, *others]
    sessions, answer, *calendars = gather(asked)
    found = {item for items in calendars for item in items if not item.cancelled}
    clashing = [item for item in found if any(_clashes(item, session) for session in sessions)]
    in_order = sorted(clashing, key=lambda item: (item.starts_at, item.title))
    return list(sessions), in_order, answer


def _sessions_of(edition: Edition) -> Asking[list[Any]]:
    (sessions,) = yield [Session.objects.filter(edition=edition)]
    return sessions


def _clashes(item: AgendaItem, session: Session) -> bool:
    return item.starts_at < session.ends_at and session.starts_at < item.ends_at


def _agenda_item(row: Enrolment, session: Session) -> AgendaItem:
    """Under the same name and number as in the mail, so that no calendar shows it twice."""
    cancelled, edition = row.state in GIVEN_UP, row.edition
    return AgendaItem(
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        title=str(edition.course),
        place=session.venue or edition.place,
        url=reverse("enrolment:mine", args=[row.pk]),
        kind=_("Training"),
        state="" if row.state == State.PLACED else str(State(row.state).label),
        uid=uid_of(row, session),
        sequence=edition.sequence + int(cancelled),
        changed_at=max(row.changed_at, edition.changed_at),
        description=(session.online_link or edition.online_link)
        if row.state == State.PLACED
        else "",
        tentative=row.state in LIVE and row.state != State.PLACED,
        cancelled=cancelled,
    )
