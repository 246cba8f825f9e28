"""Reading meetings: who belongs, what comes, what was, whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import F, Max, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import local, now
from veerkracht.meetings import methods, rules
from veerkracht.meetings.methods import Method, Step
from veerkracht.meetings.models import (
    Decision,
    Meeting,
    MeetingState,
    Member,
    OwnMethod,
    Poll,
    PollAnswer,
    PollInvitation,
    Presence,
    Series,
)
from veerkracht.meetings.rules import hours

if TYPE_CHECKING:
    from veerkracht.people.models import Person

__all__ = [
    "Method",
    "Step",
    "absent_from",
    "attended_by",
    "decisions_of",
    "decisions_to_review",
    "hours",
    "in_hours",
    "invitation_of",
    "meeting_of",
    "meetings_of",
    "members_at",
    "members_of",
    "method_choices",
    "method_of",
    "moment_in_words",
    "next_facilitator",
    "open_poll",
    "own_invitation",
    "poll_table",
    "when_in_words",
]


def members_of(series: Series) -> QuerySet[Member]:
    """Who belongs now, by name."""
    mine = Member.objects.filter(series=series, until=None).select_related("person__organisation")
    return mine.order_by("person__name", "pk")


def members_at(meeting: Meeting) -> list[Person]:
    """Who belonged when this meeting was, by name; each once."""
    then = Q(until=None) | Q(until__gt=meeting.starts_at)
    rows = Member.objects.filter(then, series=meeting.series_id, since__lt=meeting.ends_at)
    people = {row.person_id: row.person for row in rows.select_related("person__organisation")}
    return sorted(people.values(), key=lambda person: (str(person).casefold(), person.pk))


def absent_from(meeting: Meeting) -> list[Person]:
    """Members who said that they cannot be there, by name."""
    belongs = Member.objects.filter(series=meeting.series_id, until=None).values("person")
    rows = meeting.absences.filter(person__in=belongs).select_related("person__organisation")
    return [row.person for row in rows.order_by("person__name", "pk")]


def meetings_of(series: Series) -> QuerySet[Meeting]:
    """Every meeting that was not called off, the latest first."""
    found = Meeting.objects.filter(series=series).exclude(state=MeetingState.CANCELLED)
    return found.select_related("facilitator", "own_method").order_by("-starts_at")


def meeting_of(pk: int) -> Meeting | None:
    """A meeting with its series and who leads it."""
    related = Meeting.objects.select_related("series__region", "facilitator", "own_method")
    return related.filter(pk=pk).first()


def attended_by(person: Person, purpose: str, since: date, until: date) -> QuerySet[Presence]:
    """Meetings of one purpose that somebody was at, between two days on a Dutch calendar."""
    mine = Presence.objects.filter(
        person=person,
        there=True,
        meeting__state=MeetingState.HELD,
        meeting__series__purpose=purpose,
        meeting__starts_at__date__range=(since, until),
    )
    return mine.select_related("meeting__series", "meeting__facilitator").order_by(
        "meeting__starts_at"
    )


def next_facilitator(series: Series) -> int | None:
    """The number of the member who leads next: who never did, or did it longest ago."""
    led = Q(person=F("series__meetings__facilitator")) & ~Q(
        series__meetings__state=MeetingState.CANCELLED
    )
    rows = Member.objects.filter(series=series, until=None).annotate(
        led=Max("series__meetings__starts_at", filter=led)
    )
    turns = [rules.Turn(*one) for one in rows.values_list("person", "since", "led")]
    return rules.whose_turn(turns)


# Polls


def open_poll(series: Series) -> Poll | None:
    """The poll that is going on."""
    return Poll.objects.filter(series=series, closed_at=None).first()


def invitation_of(token: str) -> PollInvitation | None:
    """The own page in a poll with this token."""
    related = PollInvitation.objects.select_related("poll__series", "poll__meeting", "person")
    return related.filter(token=token).first()


def own_invitation(poll: Poll, person: Person) -> PollInvitation | None:
    """Somebody's own page in a poll."""
    mine = PollInvitation.objects.filter(poll=poll, person=person)
    return mine.select_related("poll__series", "person").first()


def poll_table(
    poll: Poll,
) -> tuple[list[rules.Suits], list[tuple[Person, list[str]]], rules.Suits | None]:
    """Per moment how it suits, per member what they say of each moment, and the best moment."""
    dates = list(poll.dates.values_list("pk", "starts_at"))
    rows = list(PollAnswer.objects.filter(date__poll=poll).values_list("date", "person", "says"))
    said = {(date, person): says for date, person, says in rows}
    suits = rules.tally(dates, [(date, says) for date, _person, says in rows])
    invited = poll.invitations.select_related("person").order_by("person__name", "pk")
    people = [
        (one.person, [said.get((pk, one.person_id), "") for pk, _at in dates]) for one in invited
    ]
    return suits, people, rules.best(suits)


# Ways of working


def method_of(meeting: Meeting) -> Method | None:
    """How this meeting goes, if that was chosen."""
    if meeting.own_method is not None:
        return as_method(meeting.own_method)
    return methods.METHODS.get(meeting.method)


def as_method(row: OwnMethod) -> Method:
    """What a group or coordinator made, as a way of working."""
    return methods.own(row.name, row.explanation, row.steps)


def own_methods(series: Series) -> QuerySet[OwnMethod]:
    """What the group made, and what is there for its whole region."""
    there = OwnMethod.objects.filter(region=series.region_id, gone_at=None)
    return there.filter(Q(series=series) | Q(series=None)).order_by("name")


def method_choices(series: Series) -> list[tuple[str, str]]:
    """Everything to choose from, by a key: ``incident``, or ``own-12``."""
    language = get_language() or "nl"
    ours = [(key, method) for key, method in methods.METHODS.items()]
    theirs = [(f"own-{row.pk}", as_method(row)) for row in own_methods(series)]
    return [
        (key, f"{method.said(language)[0]} ({in_hours(method.minutes)})")
        for key, method in [*ours, *theirs]
    ]


# Decisions


def decisions_of(series: Series) -> QuerySet[Decision]:
    """Everything that a series decided, what must be looked at first on top, with the meeting it was made in."""
    found = Decision.objects.filter(meeting__series=series).select_related("meeting")
    return found.order_by(F("review_on").asc(nulls_last=True), "-made_at", "-pk")


def decisions_to_review(series: Iterable[Series], on: date) -> QuerySet[Decision]:
    """Decisions of these series whose day to look again has come, the oldest first."""
    waiting = Decision.objects.filter(
        meeting__series__in=list(series), reviewed_at=None, review_on__lte=on
    )
    return waiting.select_related("meeting__series").order_by("review_on", "pk")


# Words


def when_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """``donderdag 3 december 2026, 9.00–12.30 uur`` on a Dutch clock."""
    starts, ends = local(starts_at), local(ends_at)
    return _("%(day)s, %(start)s–%(end)s uur") % {
        "day": date_format(starts, "l j F Y"),
        "start": date_format(starts, "G.i"),
        "end": date_format(ends, "G.i"),
    }


def moment_in_words(moment: datetime) -> str:
    """``donderdag 3 december, 9.00 uur`` on a Dutch clock."""
    day = local(moment)
    return _("%(day)s, %(time)s uur") % {
        "day": date_format(day, "l j F"),
        "time": date_format(day, "G.i"),
    }


def in_hours(minutes: int) -> str:
    """“2 uur”, “1 uur en 30 minuten”, “45 minuten”."""
    whole, rest = divmod(minutes, 60)
    said = [ngettext("%(n)s uur", "%(n)s uur", whole) % {"n": whole}] if whole else []
    if rest or not whole:
        said.append(ngettext("%(n)s minuut", "%(n)s minuten", rest) % {"n": rest})
    return (
        _("%(hours)s en %(minutes)s") % {"hours": said[0], "minutes": said[1]}
        if said[1:]
        else said[0]
    )


def is_past(meeting: Meeting) -> bool:
    """Whether it has ended."""
    return meeting.ends_at <= now()
