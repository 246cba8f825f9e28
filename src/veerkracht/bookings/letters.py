"""What bookings tell by mail: to who was booked, and to who booked."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.bookings import rules
from veerkracht.bookings.models import BookingLine
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import local
from veerkracht.kernel.money import euros
from veerkracht.messages.actions import Writer, writers
from veerkracht.messages.rules import Letter
from veerkracht.people.policies import represents
from veerkracht.training.models import Edition, EditionState, Session


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {
        "invited": invited,
        "reminded": reminded,
        "ended": ended,
        "answered": answered,
    }
    for kind, writer in kinds.items():
        writers.add(f"bookings.{kind}", writer)


def invited(facts: dict[str, Any]) -> Letter | None:
    """Somebody booked for you: who, what, when, and where to say yes or no.

    The same words whether or not the reader is known, enrolled already or new.
    """
    line = _open_line(facts)
    if line is None:
        return None
    booking = line.booking
    names = {
        "by": booking.by,
        "organisation": booking.organisation,
        "course": booking.edition.course,
    }
    return Letter(
        subject=_("%(organisation)s schreef je in voor: %(course)s") % names,
        paragraphs=(
            _greeting(line),
            _("%(by)s van %(organisation)s schreef je in voor de training “%(course)s”.") % names,
            _("Kom je? Zeg dan ja, en vul in wie je bent. Kun je niet? Zeg dan nee."),
        ),
        facts=_practical(line),
        button=(_("Zeg ja of nee"), _link(line)),
        after=(
            _until(line),
            _("Ken je deze organisatie niet? Dan hoef je niets te doen."),
        ),
    )


def reminded(facts: dict[str, Any]) -> Letter | None:
    """The question once more."""
    line = _open_line(facts)
    if line is None:
        return None
    booking = line.booking
    names = {
        "by": booking.by,
        "organisation": booking.organisation,
        "course": booking.edition.course,
    }
    return Letter(
        subject=_("Kom je? %(organisation)s wacht op je antwoord: %(course)s") % names,
        paragraphs=(
            _greeting(line),
            _("%(by)s van %(organisation)s schreef je in voor de training “%(course)s”.") % names,
            _("We hoorden nog niet of je komt. Zeg je ja of nee?"),
        ),
        facts=_practical(line),
        button=(_("Zeg ja of nee"), _link(line)),
        after=(_until(line),),
    )


def ended(facts: dict[str, Any]) -> Letter | None:
    """The question no longer stands: taken back, or the time to answer is over."""
    line = _find(facts)
    if line.ended_at is None or line.booking.edition.state != EditionState.PUBLISHED:
        return None
    names = {"organisation": line.booking.organisation, "course": line.booking.edition.course}
    why = (
        _(
            "%(organisation)s heeft je inschrijving voor “%(course)s” ingetrokken. Je hoeft niets te doen."
        )
        if line.ended_by_id
        else _(
            "%(organisation)s schreef je in voor “%(course)s”. We hoorden niet op tijd of je komt. Daarom stopt dit."
        )
    )
    own = _("Wat je zelf regelde voor deze training, blijft zoals het was.")
    return Letter(
        subject=_("Je bent niet meer ingeschreven: %(course)s") % names,
        paragraphs=(_greeting(line), why % names, *([own] if _has_own(line) else [])),
        button=(_("Bekijk de training"), _edition_link(line.booking.edition)),
    )


def answered(facts: dict[str, Any]) -> Letter | None:
    """To who booked: who said yes and who said no since the last mail."""
    related = ("booking__by", "booking__edition__course")
    lines = list(
        BookingLine.objects.filter(pk__in=facts["lines"]).select_related(*related).order_by("pk")
    )
    if not lines or not represents(lines[0].booking.by, lines[0].booking.organisation_id):
        return None
    number = len(lines)
    return Letter(
        subject=ngettext("%(n)s antwoord op je boeking", "%(n)s antwoorden op je boeking", number)
        % {"n": number},
        paragraphs=(
            _("Hallo %(name)s,") % {"name": lines[0].booking.by.get_short_name()},
            _("Dit hoorden we sinds de vorige mail:"),
        ),
        facts=tuple((line.shown_name, _said(line)) for line in lines),
        button=(_("Bekijk je boekingen"), f"{settings.PUBLIC_URL}{reverse('bookings:overview')}"),
    )


def _said(line: BookingLine) -> str:
    words = _("komt: %(course)s") if line.answer == "yes" else _("komt niet via jou: %(course)s")
    return words % {"course": line.booking.edition.course}


def _find(facts: dict[str, Any]) -> BookingLine:
    related = ("person", "booking__by", "booking__organisation")
    more = ("booking__edition__course", "booking__edition__municipality")
    found = BookingLine.objects.select_related(*related, *more)
    return found.prefetch_related("booking__edition__sessions").get(pk=facts["line"])


def _open_line(facts: dict[str, Any]) -> BookingLine | None:
    line = _find(facts)
    published = line.booking.edition.state == EditionState.PUBLISHED
    return line if line.is_open and published else None


def _has_own(line: BookingLine) -> bool:
    rows = Enrolment.objects.live().filter(person=line.person_id, edition=line.booking.edition_id)
    return rows.exists()


def _greeting(line: BookingLine) -> str:
    """By one's own name; a name that somebody else typed only when it is a plain word."""
    person = line.person
    own = person.get_short_name() if person and person.last_login else ""
    name = own or rules.first_name(line.name)
    return _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")


def _until(line: BookingLine) -> str:
    day = date_format(local(line.booking.answer_until), "l j F, G.i")
    return _("Antwoorden kan tot %(day)s uur. Daarna gaat je plaats naar iemand anders.") % {
        "day": day
    }


def _practical(line: BookingLine) -> tuple[tuple[str, str], ...]:
    edition = line.booking.edition
    sessions = "\n".join(session_line(session) for session in edition.sessions.all())
    paid = _("%(organisation)s betaalt") % {"organisation": line.booking.organisation}
    rows = [
        (_("Wanneer"), sessions or _("De datum volgt.")),
        (_("Waar"), edition.place),
        (_("Kosten"), paid if line.booking.pays else euros(edition.price)),
    ]
    return tuple((label, value) for label, value in rows if value)


def session_line(session: Session) -> str:
    """``do 3 december, 9.00–12.30 uur`` on a Dutch clock."""
    starts, ends = local(session.starts_at), local(session.ends_at)
    return _("%(day)s, %(start)s–%(end)s uur") % {
        "day": date_format(starts, "D j F"),
        "start": date_format(starts, "G.i"),
        "end": date_format(ends, "G.i"),
    }


def _link(line: BookingLine) -> str:
    return f"{settings.PUBLIC_URL}{reverse('bookings:answer', args=[line.token])}"


def _edition_link(edition: Edition) -> str:
    path = reverse("training:edition", args=[edition.pk, edition.course.slug])
    return f"{settings.PUBLIC_URL}{path}"
