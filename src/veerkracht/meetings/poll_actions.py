"""The verbs of date polls: asking, answering by one's own link, and picking a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.meetings import policies, queries
from veerkracht.meetings.meeting_actions import When, plan_meeting
from veerkracht.meetings.models import (
    Poll,
    PollAnswer,
    PollDate,
    PollInvitation,
    Says,
    Series,
    SeriesState,
)
from veerkracht.meetings.rules import MOST_DATES
from veerkracht.messages.actions import News, queue

if TYPE_CHECKING:
    from veerkracht.meetings.models import Meeting
    from veerkracht.people.models import Person

ASKED = "meetings.poll"


@transaction.atomic
def start_poll(
    *,
    series: Series,
    dates: Sequence[datetime],
    minutes: int,
    by: Person,
    place: str = "",
    online_link: str = "",
) -> Poll:
    """Ask the members which of two to six moments suit; each gets a link of their own.

    Raises NotAllowed for who does not belong, and RuleBroken for moments that cannot be, or when a
    poll is going on.
    """
    policies.check_belongs(by, series)
    if series.state == SeriesState.ENDED:
        raise RuleBroken(_("Deze groep is gestopt."))
    moments = sorted(set(dates))
    if not 2 <= len(moments) <= MOST_DATES:
        raise RuleBroken(_("Stel twee tot zes verschillende momenten voor."), field="day_1")
    if moments[0] <= now():
        raise RuleBroken(_("Kies momenten die nog komen."), field="day_1")
    poll = _opened(series, minutes, by, place, online_link)
    PollDate.objects.bulk_create(PollDate(poll=poll, starts_at=one) for one in moments)
    for member in queries.members_of(series):
        invite(poll, member.person)
    record("meetings.poll_started", poll, by=by, region_id=series.region_id)
    return poll


def _opened(series: Series, minutes: int, by: Person, place: str, online_link: str) -> Poll:
    try:
        with transaction.atomic():
            return Poll.objects.create(
                series=series,
                made_by=by,
                minutes=minutes,
                place=place,
                online_link=online_link,
                made_at=now(),
            )
    except IntegrityError as error:
        raise RuleBroken(_("Er loopt al een datumprikker. Kies daar eerst een datum.")) from error


def invite(poll: Poll, person: Person) -> None:
    """Give somebody their own page in a poll, and tell them; again changes nothing."""
    invitation, new = PollInvitation.objects.get_or_create(poll=poll, person=person)
    if not new:
        return
    news = News(
        kind=ASKED,
        address=person.email,
        once=f"{ASKED}:{invitation.pk}",
        facts={"invitation": invitation.pk},
        person_id=person.pk,
        language=person.language,
    )
    queue([news])


@transaction.atomic
def answer_poll(*, invitation: PollInvitation, answers: Mapping[int, str]) -> None:
    """Say of moments, by their number, whether one can come; again changes it. The link is the permission.

    Raises RuleBroken when the poll is closed, or for what is none of its moments or answers.
    """
    poll = Poll.objects.select_for_update().get(pk=invitation.poll_id)
    if poll.closed_at is not None:
        raise RuleBroken(_("Deze datumprikker is dicht."))
    known = set(poll.dates.values_list("pk", flat=True))
    if not set(answers) <= known or not set(answers.values()) <= set(Says.values):
        raise RuleBroken(_("Kies een van de antwoorden."))
    for date, says in answers.items():
        PollAnswer.objects.update_or_create(
            date_id=date, person_id=invitation.person_id, defaults={"says": says}
        )
    said = PollAnswer.objects.filter(date__poll=poll, person=invitation.person_id).count()
    answered_at = now() if said == len(known) else None
    PollInvitation.objects.filter(pk=invitation.pk).update(answered_at=answered_at)


@transaction.atomic
def close_poll(*, poll: Poll, date: PollDate | None, by: Person) -> Meeting | None:
    """Pick a date, and a meeting is planned then; or stop without one.

    Raises RuleBroken when it is closed already, for a date of another poll, or one that is past.
    """
    policies.check_belongs(by, poll.series)
    Series.objects.select_for_update().get(
        pk=poll.series_id
    )  # before the poll, as who comes in does
    poll = Poll.objects.select_for_update(of=("self",)).select_related("series").get(pk=poll.pk)
    if poll.closed_at is not None:
        raise RuleBroken(_("Deze datumprikker is al dicht."))
    if date is not None and date.poll_id != poll.pk:
        raise RuleBroken(_("Kies een van de momenten."))
    meeting = plan_meeting(series=poll.series, when=_when(poll, date), by=by) if date else None
    poll.closed_at, poll.meeting = now(), meeting
    poll.save()
    record("meetings.poll_closed", poll, by=by, region_id=poll.series.region_id)
    return meeting


def _when(poll: Poll, date: PollDate) -> When:
    ends_at = date.starts_at + timedelta(minutes=poll.minutes)
    return When(date.starts_at, ends_at, poll.place, poll.online_link)
