"""The verbs of series: starting one, coming in and going out, falling asleep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.meetings import queries
from veerkracht.meetings.meeting_actions import (
    CANCELLED,
    PLANNED,
    call_off,
    meetings_ahead,
    pass_on,
    tell,
)
from veerkracht.meetings.models import Meeting, Member, PollInvitation, Series, SeriesState
from veerkracht.meetings.poll_actions import invite

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area


@transaction.atomic
def start_series(
    *, region: Area, purpose: str, name: str, people: Sequence[Person], by: Person
) -> Series:
    """People begin to meet. Who may start one is for the app above to check."""
    series = Series.objects.create(region=region, purpose=purpose, name=name, started_at=now())
    Member.objects.bulk_create(
        Member(series=series, person=person, since=series.started_at) for person in people
    )
    record("meetings.started", series, by=by, region_id=region.pk, values={"purpose": purpose})
    return series


@transaction.atomic
def add_member(*, series: Series, person: Person, by: Person) -> Member:
    """Somebody comes in, and hears what is planned; again changes nothing. Who may is for the app above to check."""
    Series.objects.select_for_update().get(pk=series.pk)
    member, new = Member.objects.get_or_create(
        series=series, person=person, until=None, defaults={"since": now()}
    )
    if not new:
        return member
    if Member.objects.filter(series=series, person=person).count() > 1:
        _be_newer(series)
    record("meetings.joined", series, by=by, region_id=series.region_id)
    for meeting in meetings_ahead(series):
        tell(meeting, PLANNED, [person])
    poll = queries.open_poll(series)
    if poll is not None:
        invite(poll, person)
    return member


def _be_newer(series: Series) -> None:
    """A calendar that was told to forget a meeting takes it back only under a higher number."""
    coming = [one.pk for one in meetings_ahead(series)]
    Meeting.objects.filter(pk__in=coming).update(sequence=F("sequence") + 2)


@transaction.atomic
def end_membership(*, series: Series, person: Person, by: Person) -> None:
    """Somebody goes out; again changes nothing. Who may is for the app above to check.

    What they were going to lead falls to another, their calendar forgets what was planned, and an open
    poll no longer asks them.
    """
    Series.objects.select_for_update().get(pk=series.pk)  # nobody plans meanwhile who leads
    if not Member.objects.filter(series=series, person=person, until=None).update(until=now()):
        return
    record("meetings.left", series, by=by, region_id=series.region_id)
    pass_on(series, person)
    for meeting in meetings_ahead(series):
        tell(meeting, CANCELLED, [person])
    PollInvitation.objects.filter(poll__series=series, poll__closed_at=None, person=person).delete()


@transaction.atomic
def rename_series(*, series: Series, name: str, by: Person) -> None:
    """Another name. Who may is for the app above to check."""
    Series.objects.filter(pk=series.pk).update(name=name[:80])
    record("meetings.renamed", series, by=by, region_id=series.region_id)


@transaction.atomic
def end_series(*, series: Series, by: Person) -> None:
    """People no longer meet: what was planned is called off, and nobody belongs any more. Again changes nothing.

    Who may is for the app above to check.
    """
    series = Series.objects.select_for_update().get(pk=series.pk)
    if series.state == SeriesState.ENDED:
        return
    for meeting in meetings_ahead(series):
        call_off(meeting, by)
    Member.objects.filter(series=series, until=None).update(until=now())
    PollInvitation.objects.filter(poll__series=series, poll__closed_at=None).delete()
    Series.objects.filter(pk=series.pk).update(state=SeriesState.ENDED, ended_at=now())
    record("meetings.ended", series, by=by, region_id=series.region_id)


@transaction.atomic
def set_asleep(*, series: Series, asleep: bool) -> bool:
    """A series falls asleep or wakes (a job of the app above decides); whether that was news."""
    before, after = SeriesState.MEETS, SeriesState.SLEEPS
    if not asleep:
        before, after = after, before
    changed = Series.objects.filter(pk=series.pk, state=before).update(state=after)
    if changed:
        verb = "meetings.slept" if asleep else "meetings.woke"
        record(verb, series, by=None, region_id=series.region_id)
    return bool(changed)
