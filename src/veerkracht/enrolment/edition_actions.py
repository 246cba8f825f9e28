"""What training changed, carried over to places and people; and who came. The door is ``actions``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.audit.actions import record
from veerkracht.enrolment import policies, queueing, seats
from veerkracht.enrolment.events import PresenceNoted
from veerkracht.enrolment.models import SEATED, Enrolment, State, Terms
from veerkracht.enrolment.rules import Refusal, Rule
from veerkracht.enrolment.terms_actions import mark_all_kept
from veerkracht.enrolment.words import refuse
from veerkracht.kernel.clock import now
from veerkracht.kernel.events import announce
from veerkracht.messages.actions import News, queue
from veerkracht.training.models import Edition

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def fit_places(*, edition: Edition) -> None:
    """Make as many seats as the edition has places, and offer new ones to who waits.

    An edition without dates collects interest: who asks waits, in order, until the dates are there.
    """
    with transaction.atomic():
        seats.hold([edition.pk])
        seats.fit_to(edition)
        mark_all_kept(edition)
        if edition.starts_at is None:
            Terms.objects.update_or_create(edition=edition, defaults={"collects_interest": True})
        queueing.fill(edition)


def call_off(*, edition: Edition, reason: str) -> int:
    """End every live enrolment because the edition does not take place; returns how many."""
    with transaction.atomic():
        seats.hold([edition.pk])
        rows = list(
            Enrolment.objects.live().filter(edition=edition).select_related("edition", "person")
        )
        if rows:
            queueing.move(rows, State.CALLED_OFF, Rule.CALLED_OFF, by=None, reason=reason[:200])
    return len(rows)


def tell_of_change(*, edition: Edition) -> int:
    """Tell who comes, with a new calendar file, and who waits that dates or place changed.

    Dates that come after interest are offered in order; who is not yet next hears that as well. As long
    as there are no dates, who is interested hears of no change.
    """
    with transaction.atomic():
        seats.hold([edition.pk])
        told = _tell_changed(edition, SEATED)
        if edition.starts_at is not None and not _begin_with_dates(edition):
            told += _tell_changed(edition, (State.ASKED, State.WAITING))
    return told


def _tell_changed(edition: Edition, states: Collection[str]) -> int:
    rows = Enrolment.objects.filter(edition=edition, state__in=states).select_related("person")
    return _tell("enrolment.edition_changed", rows, f":{edition.sequence}")


def _begin_with_dates(edition: Edition) -> bool:
    """Whether these are the first dates of an edition that collected interest; then its places go out."""
    new = Terms.objects.filter(edition=edition, collects_interest=True, dated_at=None)
    if not new.update(dated_at=now()):
        return False
    seats.fit_to(edition)  # the number of places may have come along with the dates
    mark_all_kept(edition)
    queueing.fill(edition, dates_are_new=True)
    still = Enrolment.objects.filter(edition=edition).waiting().select_related("person")
    _tell("enrolment.dated", still)
    return True


def _tell(kind: str, rows: Iterable[Enrolment], once_more: str = "") -> int:
    news = [
        News(
            kind=kind,
            person_id=row.person_id,
            address=row.person.email,
            language=row.person.language,
            once=f"{kind}:{row.pk}{once_more}",
            facts={"enrolment": row.pk},
        )
        for row in rows
    ]
    queue(news)
    return len(news)


def mark_came(*, edition: Edition, came: Collection[int], by: Person) -> int:
    """Say which of those with a place were there, by enrolment; the others were not. Returns how many were.

    For trainers of the edition and coordinators, from its first day on; can be said again.
    """
    policies.check_may_see_list(by, edition)
    refuse(
        Refusal.NOT_YET_BEGUN if edition.starts_at is None or now() < edition.starts_at else None
    )
    with transaction.atomic():
        seats.hold([edition.pk])
        placed = Enrolment.objects.filter(edition=edition, state=State.PLACED)
        were = placed.filter(pk__in=came).update(came=True)
        placed.exclude(pk__in=came).update(came=False)
        record("enrolment.presence_marked", edition, by=by, region_id=edition.region_id)
        announce(PresenceNoted(edition.pk))
    return were


def note_came(*, edition_id: int, came: Collection[int], missed: Collection[int] = ()) -> None:
    """Keep by enrolment who was there and who was not, as the app that keeps presence per session knows it.

    Who is named twice was there. That app checked who may say so, and records who did.
    """
    placed = Enrolment.objects.filter(edition=edition_id, state=State.PLACED)
    placed.filter(pk__in=came).exclude(came=True).update(came=True)
    placed.filter(pk__in=missed).exclude(pk__in=came).update(came=False)
