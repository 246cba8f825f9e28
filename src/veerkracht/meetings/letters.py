"""What meetings tell by mail, with a calendar file that makes, moves or removes the right event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.meetings import policies, queries
from veerkracht.meetings.meeting_actions import CANCELLED, CHANGED, LEADS, PLANNED
from veerkracht.meetings.models import Meeting, MeetingState, PollInvitation
from veerkracht.meetings.poll_actions import ASKED
from veerkracht.messages.actions import writers
from veerkracht.messages.calendar import Appointment, calendar_file, uid
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from veerkracht.meetings.models import Series


def register() -> None:
    """Make these letters known to the post room."""
    writers.add(ASKED, asked)
    writers.add(PLANNED, planned)
    writers.add(CHANGED, changed)
    writers.add(CANCELLED, cancelled)
    writers.add(LEADS, leads)


def greeting(person: Person) -> str:
    """The first line."""
    name = person.get_short_name()
    return _("Hallo %(name)s,") % {"name": name} if name else _("Hallo,")


def _absolute(name: str, *arguments: Any) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=arguments)}"


def asked(facts: dict[str, Any]) -> Letter | None:
    """Which moments suit? None when the poll was closed meanwhile, or no longer asks this person."""
    related = PollInvitation.objects.select_related("poll__series", "poll__made_by", "person")
    found = related.filter(pk=facts["invitation"], poll__closed_at=None).first()
    if found is None:
        return None
    poll = found.poll
    named = {"group": poll.series, "name": poll.made_by or settings.SITE_NAME}
    when = "\n".join(queries.moment_in_words(date.starts_at) for date in poll.dates.all())
    rows = [(_("Momenten"), when), (_("Duur"), queries.in_hours(poll.minutes))]
    rows += [(_("Waar"), poll.place)] if poll.place else []
    return Letter(
        subject=_("Wanneer kun je? %(group)s") % named,
        paragraphs=(
            greeting(found.person),
            _("%(name)s zoekt een datum voor %(group)s. Zeg van elk moment of je kunt.") % named,
        ),
        facts=tuple(rows),
        button=(_("Zeg wanneer je kunt"), _absolute("meetings:answer", found.token)),
        after=(_("Inloggen hoeft niet. Deze link is alleen voor jou: stuur hem niet door."),),
    )


def _found(facts: dict[str, Any]) -> tuple[Meeting, Person]:
    related = Meeting.objects.select_related("series", "facilitator")
    return related.get(pk=facts["meeting"]), Person.objects.get(pk=facts["person"])


def _goes_on(meeting: Meeting, person: Person) -> bool:
    """Whether this person comes: it was not called off, and they belong."""
    called_off = meeting.state == MeetingState.CANCELLED
    return not called_off and policies.is_member(person, meeting.series)


def planned(facts: dict[str, Any]) -> Letter | None:
    """There is a date."""
    meeting, person = _found(facts)
    if not _goes_on(meeting, person):
        return None
    words = _("Er is een datum: %(group)s") % {"group": meeting.series}
    return _invitation(meeting, person, words, _("Jullie komen samen. Zet het in je agenda."))


def changed(facts: dict[str, Any]) -> Letter | None:
    """Another moment or place."""
    meeting, person = _found(facts)
    if not _goes_on(meeting, person):
        return None
    words = _("Andere datum of plaats: %(group)s") % {"group": meeting.series}
    text = _("De bijeenkomst is veranderd. Dit geldt nu. Je agenda past zich aan.")
    return _invitation(meeting, person, words, text)


def leads(facts: dict[str, Any]) -> Letter | None:
    """You lead this time; none when somebody else does by now."""
    meeting, person = _found(facts)
    if not _goes_on(meeting, person) or meeting.facilitator_id != person.pk:
        return None
    return Letter(
        subject=_("Jij leidt deze keer: %(group)s") % {"group": meeting.series},
        paragraphs=(
            greeting(person),
            _("Je leidt deze bijeenkomst, in plaats van iemand anders. Kun je niet? Ruil dan."),
        ),
        facts=_facts(meeting),
        button=(_("Bekijk de bijeenkomst"), _absolute("meetings:meeting", meeting.pk)),
    )


def _invitation(meeting: Meeting, person: Person, subject: str, text: str) -> Letter:
    leads = meeting.facilitator_id == person.pk
    after = [_("Jij leidt deze bijeenkomst. Kun je niet? Laat dan iemand anders het doen.")]
    return Letter(
        subject=subject,
        paragraphs=(greeting(person), text),
        facts=_facts(meeting),
        button=(_("Bekijk de bijeenkomst"), _absolute("meetings:meeting", meeting.pk)),
        after=tuple(after if leads else []),
        calendar=appointment_of(meeting, person),
    )


def _facts(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    rows = [
        (_("Wanneer"), queries.when_in_words(meeting.starts_at, meeting.ends_at)),
        (_("Waar"), meeting.place),
        (_("Online"), meeting.online_link),
        (_("Wie leidt"), str(meeting.facilitator or "")),
    ]
    return tuple((label, value) for label, value in rows if value)


def cancelled(facts: dict[str, Any]) -> Letter | None:
    """It does not go on, or not for this person; none when it does after all."""
    meeting, person = _found(facts)
    if _goes_on(meeting, person):
        return None
    off = meeting.state == MeetingState.CANCELLED
    words = _("Gaat niet door: %(group)s") if off else _("Je bent uit de groep: %(group)s")
    text = (
        _("De bijeenkomst gaat niet door.") if off else _("Deze bijeenkomst is niet meer voor jou.")
    )
    return Letter(
        subject=words % {"group": meeting.series},
        paragraphs=(greeting(person), text, _("In je agenda verdwijnt de afspraak.")),
        facts=_facts(meeting)[:1],
        calendar=appointment_of(meeting, person, cancelled=True),
        calendar_method="CANCEL",
    )


def uid_of(meeting: Meeting) -> str:
    """The name by which calendars know a meeting: in mails and at one's own address."""
    return uid("meeting", meeting.pk)


def sequence_of(meeting: Meeting, *, cancelled: bool) -> int:
    """A cancellation is later than what it cancels; a meeting that was called off has counted that already."""
    gone = cancelled and meeting.state != MeetingState.CANCELLED
    return meeting.sequence + int(gone)


def title_of(series: Series) -> str:
    """What a calendar shows."""
    return f"{policies.purpose_of(series).title}: {series}"


def appointment_of(meeting: Meeting, person: Person, *, cancelled: bool = False) -> str:
    """The meeting as an event for this person."""
    appointment = Appointment(
        uid=uid_of(meeting),
        sequence=sequence_of(meeting, cancelled=cancelled),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=title_of(meeting.series),
        place=meeting.place,
        description=meeting.online_link,
        url=_absolute("meetings:meeting", meeting.pk),
        attendee=person.email,
        cancelled=cancelled,
    )
    return calendar_file([appointment], method="CANCEL" if cancelled else "REQUEST")
