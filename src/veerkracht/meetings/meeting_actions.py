"""The verbs of meetings: planning, moving, calling off, who leads, and how it goes.

The audit trail says that a meeting was planned or moved; nothing here holds what was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.meetings import policies, queries, rules
from veerkracht.meetings.events import MeetingCalledOff, MeetingPlanned
from veerkracht.meetings.methods import METHODS
from veerkracht.meetings.models import (
    Meeting,
    MeetingState,
    OwnMethod,
    Series,
    SeriesState,
    Theme,
)
from veerkracht.meetings.rules import Deed
from veerkracht.messages.actions import News, queue
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from veerkracht.places.models import Area

PLANNED, CHANGED, CANCELLED = "meetings.planned", "meetings.changed", "meetings.cancelled"
LEADS = "meetings.leads"
MOST_STEPS, MOST_MINUTES = 12, 240


@dataclass(frozen=True)
class When:
    """When and where: moments, a place, an online address."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    online_link: str = ""


@transaction.atomic
def plan_meeting(*, series: Series, when: When, by: Person) -> Meeting:
    """A date is set; whose turn it is leads. A series that slept is awake again. Members hear of it.

    Raises NotAllowed for who does not belong, and RuleBroken for the past or a moment that is taken.
    """
    policies.check_belongs(by, series)
    series = Series.objects.select_for_update().get(pk=series.pk)
    _check_ahead(when)
    if series.state == SeriesState.ENDED:
        raise RuleBroken(_("Deze groep is gestopt."))
    meeting = _kept(series, when, by)
    if series.state == SeriesState.SLEEPS:
        Series.objects.filter(pk=series.pk).update(state=SeriesState.MEETS)
    record("meetings.planned", meeting, by=by, region_id=series.region_id)
    tell(meeting, PLANNED, _people(series))
    announce(MeetingPlanned(meeting.pk, series.purpose))
    return meeting


def _kept(series: Series, when: When, by: Person) -> Meeting:
    moment = now()
    try:
        with transaction.atomic():
            return Meeting.objects.create(
                series=series,
                facilitator_id=_whose_turn(series),
                planned_by=by,
                made_at=moment,
                changed_at=moment,
                **_values(when),
            )
    except IntegrityError as error:
        raise RuleBroken(_("Op dat moment komen jullie al samen."), field="day") from error


def _whose_turn(series: Series) -> int | None:
    """Who leads next: whom the app above says, else whose turn it is."""
    leads = policies.purpose_of(series).leads
    return leads(series) if leads else queries.next_facilitator(series)


def _values(when: When) -> dict[str, object]:
    return {
        "starts_at": when.starts_at,
        "ends_at": when.ends_at,
        "place": when.place,
        "online_link": when.online_link,
    }


def _check_ahead(when: When) -> None:
    if when.starts_at <= now():
        raise RuleBroken(_("Kies een moment dat nog komt."), field="day")


def _people(series: Series) -> list[Person]:
    return [one.person for one in queries.members_of(series)]


def tell(meeting: Meeting, kind: str, people: Iterable[Person]) -> None:
    """Queue the news of a meeting for these people; each version of it once."""
    queue(
        News(
            kind=kind,
            address=person.email,
            once=f"{kind}:{meeting.pk}:{person.pk}:{meeting.sequence}",
            facts={"meeting": meeting.pk, "person": person.pk, "sequence": meeting.sequence},
            person_id=person.pk,
            language=person.language,
        )
        for person in people
    )


def _held_for(meeting: Meeting, deed: Deed) -> Meeting:
    """The meeting under a lock; RuleBroken when this may not be done with it now."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("series")
    meeting = found.get(pk=meeting.pk)
    if rules.after(meeting.state, deed) is None:
        raise RuleBroken(_("Dat kan niet meer met deze bijeenkomst."))
    return meeting


@transaction.atomic
def move_meeting(*, meeting: Meeting, when: When, by: Person) -> Meeting:
    """Another moment or place; members get the change for their calendar. The same changes nothing.

    At another moment, who could not be there may be able to: they say so anew.
    """
    policies.check_arranges(by, meeting)
    meeting = _held_for(meeting, Deed.MOVE)
    values = _values(when)
    if all(getattr(meeting, name) == value for name, value in values.items()):
        return meeting
    _check_ahead(when)
    if meeting.starts_at != when.starts_at:
        meeting.absences.all().delete()
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, now()
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:
        raise RuleBroken(_("Op dat moment komen jullie al samen."), field="day") from error
    record("meetings.moved", meeting, by=by, region_id=meeting.series.region_id)
    tell(meeting, CHANGED, _people(meeting.series))
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Person) -> None:
    """It does not go on; calendars forget it."""
    policies.check_arranges(by, meeting)
    call_off(_held_for(meeting, Deed.CANCEL), by)


def call_off(meeting: Meeting, by: Person) -> None:
    """Call off a meeting that may be; members hear of it, and the app above."""
    meeting.state, meeting.changed_at = MeetingState.CANCELLED, now()
    meeting.sequence += 1
    meeting.save()
    record("meetings.cancelled", meeting, by=by, region_id=meeting.series.region_id)
    tell(meeting, CANCELLED, _people(meeting.series))
    announce(MeetingCalledOff(meeting.pk, meeting.series.purpose))


@transaction.atomic
def swap_facilitator(*, meeting: Meeting, person: Person, by: Person) -> None:
    """Another member leads this time, and hears of it. Raises RuleBroken for who is no member, or afterwards."""
    policies.check_arranges(by, meeting)
    meeting = _held_for(meeting, Deed.MOVE)
    if not policies.is_member(person, meeting.series):
        raise RuleBroken(_("Kies iemand van de groep."), field="person")
    Meeting.objects.filter(pk=meeting.pk).update(facilitator=person)
    if person.pk != by.pk:
        tell(meeting, LEADS, [person])
    record("meetings.facilitator", meeting, by=by, region_id=meeting.series.region_id)


@transaction.atomic
def choose_method(*, meeting: Meeting, method: str, theme: str, by: Person) -> None:
    """How a meeting goes, by a key of ``queries.method_choices``, and its theme from the list; or neither.

    Raises RuleBroken for what cannot be chosen.
    """
    policies.check_belongs(by, meeting.series)
    own = None
    if method.startswith("own-"):
        known = {f"own-{row.pk}": row for row in queries.own_methods(meeting.series)}
        own = known.get(method)
    if (method and own is None and method not in METHODS) or theme not in {"", *Theme.values}:
        raise RuleBroken(_("Kies uit de lijst."), field="way")
    Meeting.objects.filter(pk=meeting.pk).update(
        method="" if own else method, own_method=own, theme=theme
    )
    record("meetings.method_chosen", meeting, by=by, region_id=meeting.series.region_id)


@transaction.atomic
def make_method(
    *,
    region: Area,
    series: Series | None,
    name: str,
    explanation: str,
    steps: Sequence[tuple[str, int]],
    by: Person,
) -> OwnMethod:
    """A way of working of one's own: of a group, or of the whole region when ``series`` is None.

    Raises RuleBroken without steps, for minutes that cannot be, or a name that is taken.
    """
    policies.check_may_make_methods(by, region.pk, series)
    if not 1 <= len(steps) <= MOST_STEPS:
        raise RuleBroken(_("Schrijf één tot twaalf stappen op."), field="steps")
    if not all(words and 1 <= minutes <= MOST_MINUTES for words, minutes in steps):
        raise RuleBroken(_("Elke stap duurt 1 tot 240 minuten."), field="steps")
    try:
        with transaction.atomic():
            made = OwnMethod.objects.create(
                region=region,
                series=series,
                name=name,
                explanation=explanation,
                steps=[[words, minutes] for words, minutes in steps],
                made_at=now(),
            )
    except IntegrityError as error:
        raise RuleBroken(_("Er is al een werkvorm met deze naam."), field="name") from error
    record("meetings.method_made", made, by=by, region_id=region.pk)
    return made


@transaction.atomic
def drop_method(*, method: OwnMethod, by: Person) -> None:
    """No longer offered; meetings that used it keep it."""
    policies.check_may_make_methods(by, method.region_id, method.series)
    OwnMethod.objects.filter(pk=method.pk, gone_at=None).update(gone_at=now())
    record("meetings.method_dropped", method, by=by, region_id=method.region_id)


def meetings_ahead(series: Series) -> list[Meeting]:
    """Meetings of a series that are planned and have not begun."""
    coming = Meeting.objects.filter(series=series, state=MeetingState.PLANNED, starts_at__gt=now())
    return list(coming.order_by("starts_at"))


def pass_on(series: Series, person: Person) -> None:
    """What somebody who goes was going to lead, falls to whose turn it is; they hear of it."""
    for meeting in meetings_ahead(series):
        if meeting.facilitator_id == person.pk:
            turn = _whose_turn(series)
            heir = Person.objects.get(pk=turn) if turn else None
            Meeting.objects.filter(pk=meeting.pk).update(facilitator=heir)
            tell(meeting, LEADS, [heir] if heir else [])
