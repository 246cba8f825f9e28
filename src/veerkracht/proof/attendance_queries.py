"""Reading who was there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.proof.attendance_models import ATTENDED, Attendance

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from veerkracht.training.models import Edition, Session


@dataclass(frozen=True)
class Attended:
    """What one person with a place followed of an edition: which sessions, and how many minutes."""

    enrolment_id: int
    session_ids: frozenset[int] = frozenset()
    minutes: int = 0


def attended(edition_ids: Iterable[int]) -> dict[int, Attended]:
    """By enrolment, for who was at any session (confirmed) and still has a place; one query."""
    rows = Attendance.objects.filter(
        enrolment__edition__in=list(edition_ids),
        enrolment__state=State.PLACED,
        presence__in=ATTENDED,
        confirmed=True,
    ).select_related("session")
    sessions: dict[int, set[int]] = defaultdict(set)
    minutes: dict[int, int] = defaultdict(int)
    for row in rows:
        sessions[row.enrolment_id].add(row.session_id)
        whole = int((row.session.ends_at - row.session.starts_at).total_seconds() // 60)
        minutes[row.enrolment_id] += whole if row.minutes is None else min(row.minutes, whole)
    return {pk: Attended(pk, frozenset(found), minutes[pk]) for pk, found in sessions.items()}


def placed_in(edition_id: int) -> QuerySet[Enrolment]:
    """Who has a place, by name."""
    rows = Enrolment.objects.filter(edition=edition_id, state=State.PLACED)
    return rows.select_related("person__organisation").order_by("person__name", "person__email")


def names_in(edition_id: int, enrolment_ids: Iterable[int]) -> dict[int, str]:
    """Of whom these enrolments are, as far as they are in this edition."""
    rows = Enrolment.objects.filter(edition=edition_id, pk__in=list(enrolment_ids))
    return {row.pk: str(row.person) for row in rows.select_related("person")}


@dataclass
class Tally:
    """How it stands at one session: with a place, there, not there, said so on paper."""

    placed: int = 0
    there: int = 0
    away: int = 0
    unconfirmed: int = 0

    @property
    def open(self) -> int:
        """Of whom nothing is known yet."""
        return self.placed - self.there - self.away - self.unconfirmed

    @property
    def words(self) -> str:
        """The same in one sentence."""
        there = ngettext("%(n)s van %(all)s is er", "%(n)s van %(all)s zijn er", self.there) % {
            "n": self.there,
            "all": self.placed,
        }
        waits = ngettext(
            "%(n)s wacht op je bevestiging", "%(n)s wachten op je bevestiging", self.unconfirmed
        ) % {"n": self.unconfirmed}
        away = _("%(n)s afwezig") % {"n": self.away}
        unknown = _("van %(n)s weten we het nog niet") % {"n": self.open}
        parts = [there]
        parts += [waits] if self.unconfirmed else []
        parts += [away] if self.away else []
        parts += [unknown] if self.open > 0 else []
        return " · ".join(parts)


def tallies(edition: Edition) -> dict[int, Tally]:
    """How it stands, by session; two queries."""
    placed = Enrolment.objects.filter(edition=edition, state=State.PLACED).count()
    found = {session.pk: Tally(placed) for session in edition.sessions.all()}
    rows = Attendance.objects.filter(enrolment__edition=edition, enrolment__state=State.PLACED)
    for session_id, presence, confirmed in rows.values_list("session", "presence", "confirmed"):
        if session_id in found:
            _count(found[session_id], presence, confirmed=confirmed)
    return found


def _count(tally: Tally, presence: str, *, confirmed: bool) -> None:
    if not confirmed:
        tally.unconfirmed += 1
    elif presence in ATTENDED:
        tally.there += 1
    else:
        tally.away += 1


def known_as(request: HttpRequest, edition_id: int, phone: int | None) -> Enrolment | None:
    """Whose place it is that somebody notes: of who is signed in, or else of the phone's owner."""
    placed = Enrolment.objects.filter(edition=edition_id, state=State.PLACED)
    placed = placed.select_related("person", "edition__course")
    person_id = request.user.pk if request.user.is_authenticated else None
    mine = placed.filter(person=person_id).first() if person_id else None
    if mine or phone is None:
        return mine
    return placed.filter(pk=phone).first()


def noted_of(enrolment: Enrolment, session: Session) -> Attendance | None:
    """What is known of somebody at a session."""
    return Attendance.objects.filter(enrolment=enrolment, session=session).first()
