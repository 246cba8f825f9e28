"""What meetings give to "Mijn plek", the personal calendar, "Mijn gegevens" and retention."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import AgendaItem, WaitingTask, agenda, tasks
from veerkracht.meetings import letters
from veerkracht.meetings.merging import before_merging
from veerkracht.meetings.models import (
    KEPT,
    KEPT_ABSENCE,
    KEPT_AFTER_POLL,
    Absence,
    Meeting,
    MeetingState,
    Member,
    Poll,
    PollAnswer,
    PollInvitation,
    Presence,
    SeriesState,
)
from veerkracht.people.actions import mergers

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person

KEEP_CANCELLED = timedelta(days=30)
ASKED_FOR = timedelta(days=30)
MOST = 3


def register() -> None:
    """Put every source in its registry."""
    letters.register()
    mergers.add("meetings", before_merging)
    agenda.add("meetings", my_meetings)
    tasks.add("meetings", my_tasks, order=25)
    own_data.add("meetings", OwnMeetings())
    retention.add("meetings", Retention(gettext_lazy("Bijeenkomsten"), overdue, carry_out))
    retention.add(
        "meetings.absences",
        Retention(gettext_lazy("Wie er niet bij kon zijn"), overdue_absences, end_absences),
    )
    retention.add(
        "meetings.polls", Retention(gettext_lazy("Datumprikkers"), overdue_polls, end_polls)
    )


def my_meetings(person: Person, since: datetime) -> Asking[list[AgendaItem]]:
    """Meetings of one's series from a moment on; what was called off lately, or left, as cancelled."""
    belongs = Member.objects.filter(series=OuterRef("series"), person=person, until=None)
    left = Member.objects.filter(
        series=OuterRef("series"), person=person, until__gte=now() - KEEP_CANCELLED
    )
    lately = ~Q(state=MeetingState.CANCELLED) | Q(changed_at__gte=now() - KEEP_CANCELLED)
    found = Meeting.objects.filter(lately, ends_at__gte=since).annotate(
        mine=Exists(belongs), was_mine=Exists(left)
    )
    rows = found.filter(Q(mine=True) | Q(was_mine=True)).select_related("series")
    (meetings,) = yield [rows.order_by("starts_at")]
    return [_agenda_item(person, meeting) for meeting in meetings]


def _agenda_item(person: Person, meeting: Any) -> AgendaItem:
    cancelled = meeting.state == MeetingState.CANCELLED or not meeting.mine
    leads = meeting.facilitator_id == person.pk and not cancelled
    return AgendaItem(
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=letters.title_of(meeting.series),
        place=meeting.place,
        url=reverse("meetings:meeting", args=[meeting.pk]),
        kind=_("Jij leidt deze keer") if leads else _("Bijeenkomst"),
        uid=letters.uid_of(meeting),
        sequence=letters.sequence_of(meeting, cancelled=cancelled),
        changed_at=meeting.changed_at,
        description=meeting.online_link,
        cancelled=cancelled,
    )


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Polls that one did not answer, and meetings that one led of which the list waits."""
    asked = PollInvitation.objects.filter(
        person=person, answered_at=None, poll__closed_at=None
    ).exclude(poll__series__state=SeriesState.ENDED)
    led = Meeting.objects.filter(
        facilitator=person,
        state=MeetingState.PLANNED,
        ends_at__range=(now() - ASKED_FOR, now()),
    )
    invitations, meetings = yield [
        asked.select_related("poll__series").order_by("-pk")[:MOST],
        led.select_related("series").order_by("-ends_at")[:MOST],
    ]
    return [_poll_task(one) for one in invitations] + [_list_task(one) for one in meetings]


def _poll_task(invitation: PollInvitation) -> WaitingTask:
    return WaitingTask(
        title=_("Wanneer kun je?"),
        detail=str(invitation.poll.series),
        url=reverse("meetings:answer", args=[invitation.token]),
        action=_("Zeg wanneer je kunt"),
    )


def _list_task(meeting: Meeting) -> WaitingTask:
    return WaitingTask(
        title=_("Wie was er?"),
        detail=str(meeting.series),
        url=reverse("meetings:presence", args=[meeting.pk]),
        action=_("Vink aan wie er was"),
    )


class OwnMeetings:
    """In which series somebody meets, where they were, what they led and when they could: to see and to erase."""

    title = gettext_lazy("Groepen en bijeenkomsten")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """One row per membership, meeting and answer."""
        members, presences, led, planned, absences, answers, polls = yield [
            Member.objects.filter(person=person).select_related("series").order_by("since"),
            Presence.objects.filter(person=person)
            .select_related("meeting__series")
            .order_by("meeting__starts_at"),
            Meeting.objects.filter(facilitator=person)
            .select_related("series")
            .order_by("starts_at"),
            Meeting.objects.filter(planned_by=person)
            .select_related("series")
            .order_by("starts_at"),
            Absence.objects.filter(person=person)
            .select_related("meeting__series")
            .order_by("meeting__starts_at"),
            PollAnswer.objects.filter(person=person).select_related("date__poll__series"),
            Poll.objects.filter(made_by=person).select_related("series"),
        ]
        return [
            *(
                {_("Groep"): str(one.series), _("Vanaf"): one.since, _("Tot"): one.until}
                for one in members
            ),
            *(_presence(one) for one in presences),
            *(
                {_("Bijeenkomst die je leidde"): str(one.series), _("Wanneer"): one.starts_at}
                for one in led
            ),
            *(
                {_("Bijeenkomst die je plande"): str(one.series), _("Wanneer"): one.starts_at}
                for one in planned
            ),
            *(
                {
                    _("Bijeenkomst waar je niet bij kunt zijn"): str(one.meeting.series),
                    _("Wanneer"): one.meeting.starts_at,
                }
                for one in absences
            ),
            *(_answer(one) for one in answers),
            *(
                {_("Datumprikker die je maakte"): str(one.series), _("Wanneer"): one.made_at}
                for one in polls
            ),
        ]

    def erase(self, person: Any) -> None:
        """All of it goes; what the person was going to lead, waits for who takes over."""
        Meeting.objects.filter(facilitator=person).update(facilitator=None)
        Meeting.objects.filter(planned_by=person).update(planned_by=None)
        Absence.objects.filter(person=person).delete()
        Poll.objects.filter(made_by=person).update(made_by=None)
        PollInvitation.objects.filter(person=person).delete()
        PollAnswer.objects.filter(person=person).delete()
        Presence.objects.filter(person=person).delete()
        Member.objects.filter(person=person).delete()


def _presence(one: Presence) -> dict[str, Any]:
    return {
        _("Bijeenkomst"): str(one.meeting.series),
        _("Wanneer"): one.meeting.starts_at,
        _("Was er"): _("ja") if one.there else _("nee"),
        _("Minuten"): one.minutes,
    }


def _answer(one: PollAnswer) -> dict[str, Any]:
    return {
        _("Datumprikker"): str(one.date.poll.series),
        _("Moment"): one.date.starts_at,
        _("Wat je zei"): str(one.get_says_display()),
    }


def _past_meetings() -> QuerySet[Meeting]:
    return Meeting.objects.filter(ends_at__lt=now() - KEPT)


def _past_members() -> QuerySet[Member]:
    return Member.objects.filter(until__lt=now() - KEPT)


def overdue() -> int:
    """Meetings and memberships that ended more than seven years ago."""
    return _past_meetings().count() + _past_members().count()


def carry_out() -> int:
    """Remove them, with who was there."""
    gone = overdue()
    _past_meetings().delete()
    _past_members().delete()
    return gone


def _past_absences() -> QuerySet[Absence]:
    return Absence.objects.filter(meeting__ends_at__lt=now() - KEPT_ABSENCE)


def overdue_absences() -> int:
    """Absences from meetings that ended more than thirty days ago."""
    return _past_absences().count()


def end_absences() -> int:
    """Remove them."""
    gone = overdue_absences()
    _past_absences().delete()
    return gone


def _past_polls() -> QuerySet[Poll]:
    return Poll.objects.filter(closed_at__lt=now() - KEPT_AFTER_POLL)


def overdue_polls() -> int:
    """Polls that were closed more than ninety days ago."""
    return _past_polls().count()


def end_polls() -> int:
    """Remove them, with what everybody answered."""
    gone = overdue_polls()
    _past_polls().delete()
    return gone
