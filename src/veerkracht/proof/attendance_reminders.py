"""The reminder before a meeting, with the personal link: who gets it when, and what it says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.messages.actions import News, queue, writers
from veerkracht.messages.rules import Letter, after_quiet
from veerkracht.proof.attendance_codes import link_of
from veerkracht.proof.attendance_document import when_in_words
from veerkracht.proof.attendance_models import Preparation
from veerkracht.training.models import EditionState, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

KIND = "proof.reminder"
DAY = timedelta(days=1)
AT_LEAST = timedelta(
    hours=1
)  # before the start: a reminder does not wait for the morning beyond this


def register() -> None:
    """Make the letter known to the post room."""
    writers.add(KIND, reminder)


def remind() -> int:
    """Queue what is due: two days before the first meeting, and a day before each. Each once.

    A meeting that moves to another day is told of anew. Returns how many were looked at.
    """
    news = [one for session in _soon() for one in _news_of(session)]
    queue(news)
    return len(news)


def _soon() -> QuerySet[Session]:
    moment = now()
    soon = Session.objects.filter(starts_at__gt=moment, starts_at__lte=moment + 2 * DAY)
    return soon.filter(edition__state=EditionState.PUBLISHED).select_related("edition")


def _news_of(session: Session) -> Iterator[News]:
    first = session.starts_at == session.edition.starts_at
    days = 1 if session.starts_at <= now() + DAY else 2
    if days == 2 and not first:
        return
    placed = Enrolment.objects.filter(edition=session.edition_id, state=State.PLACED)
    morning = after_quiet(now())
    due_at = morning if morning <= session.starts_at - AT_LEAST else now()
    for row in placed.select_related("person"):
        yield News(
            kind=KIND,
            person_id=row.person_id,
            address=row.person.email,
            language=row.person.language,
            once=f"{KIND}:{session.pk}:{row.pk}:{days}:{session.starts_at:%Y%m%d}",
            facts={"enrolment": row.pk, "session": session.pk},
            due_at=due_at,
        )


def reminder(facts: dict[str, Any]) -> Letter | None:
    """When, where, what to bring, and the link. Old news when the place is gone or the meeting has begun."""
    related = ("person", "edition__course", "edition__municipality")
    placed = Enrolment.objects.filter(pk=facts["enrolment"], state=State.PLACED)
    enrolment = placed.select_related(*related).first()
    session = Session.objects.filter(pk=facts["session"], starts_at__gt=now()).first()
    if enrolment is None or session is None or enrolment.edition.state != EditionState.PUBLISHED:
        return None
    name = enrolment.person.get_short_name()
    return Letter(
        subject=_("Binnenkort: %(course)s") % {"course": enrolment.edition.course},
        paragraphs=(
            _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,"),
            _("Je training begint bijna. Dit moet je weten:"),
        ),
        facts=_facts(enrolment, session),
        button=(_("Open mijn link"), link_of(enrolment)),
        after=(
            _(
                "Open de link op je telefoon, liefst nu al. Dan weten we bij de training wie je bent."
                " Daar scan je de code op het scherm, en sta je op de lijst."
            ),
            _("De link is alleen van jou. Stuur hem niet door."),
            _("Materiaal en e-learning vind je hier: %(address)s")
            % {"address": _learning(enrolment)},
        ),
    )


def _learning(enrolment: Enrolment) -> str:
    return f"{settings.PUBLIC_URL}{reverse('proof:learning', args=[enrolment.edition_id])}"


def _facts(enrolment: Enrolment, session: Session) -> tuple[tuple[str, str], ...]:
    edition = enrolment.edition
    known = Preparation.objects.filter(edition=edition).first()
    rows = (
        (_("Wanneer"), when_in_words(session)),
        (_("Waar"), session.venue or edition.place),
        (_("Online"), session.online_link or edition.online_link),
        (_("Neem mee"), known.bring if known else ""),
        (_("Goed om te weten"), edition.note),
    )
    return tuple((label, value) for label, value in rows if value)
