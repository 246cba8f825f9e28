"""What coaching tells by mail, with calendar files. A mail never says what somebody wants help with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from veerkracht.messages.actions import Writer, writers
from veerkracht.messages.calendar import Appointment, calendar_file, uid
from veerkracht.messages.rules import Letter
from veerkracht.practice import coaching_words as words
from veerkracht.practice.coaching_actions import APPOINTED, MATCHED
from veerkracht.practice.coaching_appointment_actions import CANCELLED, MOVED, PLANNED
from veerkracht.practice.coaching_models import (
    AppointmentState,
    CoachingAppointment,
    CoachingRequest,
    CoachProfile,
    RequestState,
)
from veerkracht.practice.letter_parts import absolute, greeting

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {
        APPOINTED: appointed,
        MATCHED: matched,
        PLANNED: planned,
        MOVED: moved,
        CANCELLED: cancelled,
    }
    for kind, writer in kinds.items():
        writers.add(kind, writer)


def appointed(facts: dict[str, Any]) -> Letter | None:
    """A coordinator made you coach; none when that was undone."""
    found = CoachProfile.objects.select_related("person").filter(pk=facts["profile"])
    profile = found.filter(is_appointed=True).first()
    if profile is None:
        return None
    return Letter(
        subject=_("Je bent nu coach"),
        paragraphs=(
            greeting(profile.person),
            _("De coördinator heeft je coach gemaakt."),
            _("Vul in waar je goed in bent en voor hoeveel mensen je plaats hebt."),
        ),
        button=(_("Vul je profiel in"), absolute("practice:coach_profile")),
    )


def matched(facts: dict[str, Any]) -> Letter | None:
    """There is a coach for you, or somebody for you to coach; none when it ended meanwhile."""
    found = CoachingRequest.objects.select_related("person", "coach").filter(pk=facts["coaching"])
    coaching = found.filter(state=RequestState.MATCHED).first()
    if coaching is None:
        return None
    to_coach = facts["person"] == coaching.coach_id
    reader, other = _both(coaching, to_coach=to_coach)
    subject = _("Je gaat %(name)s coachen") if to_coach else _("Je coach is %(name)s")
    return Letter(
        subject=subject % {"name": other},
        paragraphs=(
            greeting(reader),
            _("Jullie zijn aan elkaar gekoppeld. Plan samen jullie eerste afspraak."),
        ),
        facts=((_("E-mailadres van %(name)s") % {"name": other}, other.email),),
        button=(_("Plan een afspraak"), link_of(coaching, reader)),
    )


def link_of(coaching: CoachingRequest, reader: Person) -> str:
    """Where one of both finds it; for the coach by way of the second factor."""
    to_coach = reader.pk == coaching.coach_id
    return absolute("practice:to_coaching" if to_coach else "practice:coaching", coaching.pk)


def _both(coaching: CoachingRequest, *, to_coach: bool) -> tuple[Person, Person]:
    """Who reads, and the other."""
    assert coaching.coach is not None  # noqa: S101 - a constraint
    pair = (coaching.coach, coaching.person)
    return pair if to_coach else (pair[1], pair[0])


def planned(facts: dict[str, Any]) -> Letter | None:
    """Appointments were made, all in one calendar file; those cancelled meanwhile are left out."""
    rows = _standing(facts)
    if not rows:
        return None
    reader, other = _pair(rows[0], facts)
    return Letter(
        subject=_("Afspraken met %(name)s") % {"name": other}
        if len(rows) > 1
        else _("Afspraak met %(name)s") % {"name": other},
        paragraphs=(
            greeting(reader),
            _("Dit is afgesproken. In de bijlage zit het voor je agenda."),
        ),
        facts=_practical(rows),
        button=(_("Bekijk de afspraken"), link_of(rows[0].coaching, reader)),
        calendar=events(rows, reader),
    )


def moved(facts: dict[str, Any]) -> Letter | None:
    """An appointment is at another time; the same name in calendars, a higher number."""
    rows = _standing(facts)
    if not rows:
        return None
    reader, other = _pair(rows[0], facts)
    return Letter(
        subject=_("Verzet: afspraak met %(name)s") % {"name": other},
        paragraphs=(
            greeting(reader),
            _("Deze afspraak is verzet. De bijlage past je agenda aan."),
        ),
        facts=_practical(rows),
        button=(_("Bekijk de afspraken"), link_of(rows[0].coaching, reader)),
        calendar=events(rows, reader),
    )


def cancelled(facts: dict[str, Any]) -> Letter | None:
    """An appointment is off; the calendar takes it away."""
    found = _appointments().filter(pk=facts["appointment"], state=AppointmentState.CANCELLED)
    one = found.first()
    if one is None:
        return None
    reader, other = _pair(one, facts)
    return Letter(
        subject=_("Gaat niet door: afspraak met %(name)s") % {"name": other},
        paragraphs=(
            greeting(reader),
            _("Deze afspraak gaat niet door. De bijlage haalt hem uit je agenda."),
        ),
        facts=((_("Wanneer"), words.when(one)),),
        button=(_("Plan een nieuwe afspraak"), link_of(one.coaching, reader)),
        calendar=events([one], reader, gone=True),
    )


def _appointments() -> Any:
    return CoachingAppointment.objects.select_related("coaching__person", "coaching__coach")


def _standing(facts: dict[str, Any]) -> list[CoachingAppointment]:
    found = _appointments().filter(pk__range=(facts["first"], facts["last"]))
    return list(found.filter(coaching=facts["coaching"], state=AppointmentState.PLANNED))


def _pair(one: CoachingAppointment, facts: dict[str, Any]) -> tuple[Person, Person]:
    return _both(one.coaching, to_coach=facts["person"] == one.coaching.coach_id)


def _practical(rows: list[CoachingAppointment]) -> tuple[tuple[str, str], ...]:
    pairs = [
        (_("Wanneer"), "\n".join(words.when(one) for one in rows)),
        (_("Waar"), rows[0].place),
        (_("Online"), rows[0].online_link),
    ]
    return tuple((label, value) for label, value in pairs if value)


def events(rows: Iterable[CoachingAppointment], reader: Person, *, gone: bool = False) -> str:
    """The calendar file of appointments, for one of both."""
    return calendar_file(
        (
            Appointment(
                uid=uid_of(one),
                sequence=one.sequence,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                title=title_for(one, reader.pk),
                place=one.place,
                description=one.online_link,
                url=link_of(one.coaching, reader),
                attendee=reader.email,
                cancelled=gone,
                changed_at=one.changed_at,
            )
            for one in rows
        ),
        method="CANCEL" if gone else "REQUEST",
    )


def uid_of(one: CoachingAppointment) -> str:
    """The lasting name of an appointment in calendars."""
    return uid("coaching", one.pk)


def title_for(one: CoachingAppointment, reader: int) -> str:
    """What it is called in the calendar of one of both."""
    coaching = one.coaching
    other = coaching.coach if reader == coaching.person_id else coaching.person
    return _("Coaching met %(name)s") % {"name": other}
