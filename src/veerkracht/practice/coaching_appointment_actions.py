"""The verbs of appointments: planning a series, moving, cancelling, and saying whether it was held.

Nobody is booked twice: both people are locked in a fixed order, what they have is looked at under the
lock, and every quarter of an hour is claimed in a table that takes each once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.messages.actions import News, queue
from veerkracht.people.models import Person
from veerkracht.practice import coaching_policies as policies
from veerkracht.practice import coaching_queries as queries
from veerkracht.practice import coaching_rules as rules
from veerkracht.practice import coaching_words as words
from veerkracht.practice.coaching_models import (
    AppointmentState,
    ClaimedQuarter,
    CoachingAppointment,
    CoachingRequest,
    RequestState,
)
from veerkracht.practice.coaching_rules import Span
from veerkracht.practice.events import CoachingHoursChanged

if TYPE_CHECKING:
    from datetime import datetime

PLANNED, MOVED, CANCELLED = "coaching.planned", "coaching.moved", "coaching.cancelled"


@dataclass(frozen=True)
class SeriesPlan:
    """So many appointments from a Dutch wall-clock moment (naive), at the same hour, weeks apart."""

    first: datetime
    times: int = 1
    weeks: int = 1
    minutes: int = 60
    place: str = ""
    online_link: str = ""


@transaction.atomic
def plan_series(
    *, coaching: CoachingRequest, plan: SeriesPlan, by: Person, sure: bool = False
) -> list[CoachingAppointment]:
    """Plan a series; both get it by mail for their calendars. All of it, or nothing.

    Raises NotAllowed; RuleBroken on a time that cannot be, or that one of both has given away; the same
    with ``field="sure"`` when one of them has a training then or is busy elsewhere, unless ``sure``.
    """
    policies.check_takes_part_in(by, coaching)
    held = _hold(coaching)
    spans = rules.series(plan.first, times=plan.times, weeks=plan.weeks, minutes=plan.minutes)
    _check_times(held, spans, by, sure=sure)
    made = CoachingAppointment.objects.bulk_create(
        CoachingAppointment(
            coaching=held,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            place=plan.place,
            online_link=plan.online_link,
            changed_at=now(),
        )
        for span in spans
    )
    _claim(made)
    record("coaching.planned", held, by=by, values={"times": len(made)})
    first, last = made[0].pk, made[-1].pk
    _tell(PLANNED, held, {"first": first, "last": last}, f"{first}-{last}")
    return made


@transaction.atomic
def move_appointment(
    *, appointment: CoachingAppointment, to: datetime, by: Person, sure: bool = False
) -> CoachingAppointment:
    """Move one appointment to another wall-clock moment (naive); it keeps its length and its name.

    Raises as :func:`plan_series`, and OutOfDate when it was held, cancelled or changed meanwhile.
    """
    coaching = appointment.coaching
    policies.check_takes_part_in(by, coaching)
    held = _hold(coaching)
    found = _still_planned(appointment)
    minutes = int((found.ends_at - found.starts_at).total_seconds()) // 60
    [span] = rules.series(to, times=1, weeks=1, minutes=minutes)
    _check_times(held, [span], by, sure=sure, but=found.pk)
    found.starts_at, found.ends_at = span.starts_at, span.ends_at
    _changed(found)
    ClaimedQuarter.objects.filter(appointment=found).delete()
    _claim([found])
    record("coaching.moved", held, by=by, values={"appointment": found.pk})
    _tell(MOVED, held, {"first": found.pk, "last": found.pk}, f"{found.pk}.{found.sequence}")
    return found


@transaction.atomic
def cancel_appointments(
    *, appointment: CoachingAppointment, and_later: bool, by: Person
) -> list[CoachingAppointment]:
    """Cancel one appointment, or it and all later ones of this coaching; calendars take them away.

    Raises NotAllowed, and OutOfDate when it does not stand any more.
    """
    policies.check_takes_part_in(by, appointment.coaching)
    held = _hold(appointment.coaching)
    first = _still_planned(appointment)
    later = held.appointments.filter(state=AppointmentState.PLANNED, starts_at__gt=first.starts_at)
    gone = [first, *(later if and_later else ())]
    _call_off(gone, held)
    record("coaching.cancelled", held, by=by, values={"times": len(gone)})
    return gone


def pass_on(old: CoachingRequest, new: CoachingRequest) -> list[CoachingAppointment]:
    """What is ahead in a coaching goes to the next one, at the same hours where its coach is free.

    For calendars the old ones are off and the new ones on: they are of other people. Both coaches and
    the person are locked by who calls.
    """
    ahead = old.appointments.select_for_update().filter(state=AppointmentState.PLANNED)
    rows = list(ahead.filter(starts_at__gt=now()))
    if not rows:
        return []
    _call_off(rows, old)
    assert new.coach_id is not None  # noqa: S101 - a constraint: what runs has a coach
    busy = queries.busy_spans([new.coach_id], Span(rows[0].starts_at, rows[-1].ends_at))
    free = [
        one
        for one in rows
        if not any(Span(one.starts_at, one.ends_at).overlaps(span) for span in busy)
    ]
    made = CoachingAppointment.objects.bulk_create(_again(one, new) for one in free)
    _claim(made)
    if made:
        first, last = made[0].pk, made[-1].pk
        _tell(PLANNED, new, {"first": first, "last": last}, f"{first}-{last}")
    return made


def _again(one: CoachingAppointment, coaching: CoachingRequest) -> CoachingAppointment:
    return CoachingAppointment(
        coaching=coaching,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        place=one.place,
        online_link=one.online_link,
        changed_at=now(),
    )


@transaction.atomic
def say_held(*, appointment: CoachingAppointment, held: bool, by: Person) -> None:
    """The coach says that it was held, or that somebody did not come; only held ones give hours.

    May be changed later. Raises NotAllowed for others, RuleBroken before it is over, OutOfDate when it
    was cancelled.
    """
    policies.check_coaches(by, appointment.coaching)
    found = CoachingAppointment.objects.select_for_update().get(pk=appointment.pk)
    if found.state == AppointmentState.CANCELLED:
        raise OutOfDate(_("Deze afspraak is afgezegd."))
    if found.ends_at > now():
        raise RuleBroken(_("Dit kan als de afspraak voorbij is."))
    state = AppointmentState.HELD if held else AppointmentState.MISSED
    CoachingAppointment.objects.filter(pk=found.pk).update(state=state, told_at=now())
    record("coaching.held" if held else "coaching.missed", appointment.coaching, by=by)
    announce(CoachingHoursChanged(found.pk, appointment.coaching.region_id))


# Under the lock


def _hold(coaching: CoachingRequest) -> CoachingRequest:
    """Lock both people, always in the same order, and read the coaching as it is now."""
    both = [one for one in (coaching.person_id, coaching.coach_id) if one]
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=both).order_by("pk"))
    held = CoachingRequest.objects.select_related("person", "coach").get(pk=coaching.pk)
    if held.state != RequestState.MATCHED or both != [held.person_id, held.coach_id]:
        raise OutOfDate(_("Deze coaching loopt niet meer."))
    return held


def _still_planned(appointment: CoachingAppointment) -> CoachingAppointment:
    found = CoachingAppointment.objects.select_for_update().get(pk=appointment.pk)
    if found.state != AppointmentState.PLANNED or found.ends_at <= now():
        raise OutOfDate(_("Deze afspraak staat niet meer."))
    return found


def _call_off(gone: Sequence[CoachingAppointment], coaching: CoachingRequest) -> None:
    """Their quarters are free again, and calendars take them away."""
    for one in gone:
        one.state = AppointmentState.CANCELLED
        _changed(one)
    ClaimedQuarter.objects.filter(appointment__in=gone).delete()
    queue(
        _news(CANCELLED, person, {"appointment": one.pk, "person": person.pk}, f"{one.pk}")
        for one in gone
        for person in (coaching.person, coaching.coach)
        if person
    )


def _changed(appointment: CoachingAppointment) -> None:
    appointment.sequence += 1
    appointment.changed_at = now()
    appointment.save()


def _check_times(
    coaching: CoachingRequest,
    spans: Sequence[Span],
    by: Person,
    *,
    sure: bool,
    but: int | None = None,
) -> None:
    moment = now()
    for span in spans:
        word = rules.why_not(span, moment)
        if word:
            raise RuleBroken(words.why_not_then(word), field="time")
    _check_free(coaching, spans, but)
    said, warned = _elsewhere(coaching, spans)
    if said and by.pk != coaching.coach_id:
        raise RuleBroken(said[0], field="time")
    if not sure and (warned or said):
        raise RuleBroken(" ".join([*warned, *said]), field="sure")


def _check_free(coaching: CoachingRequest, spans: Sequence[Span], but: int | None) -> None:
    """One question for the whole series; an overlap is told by its date."""
    both = _both(coaching)
    whole = Span(spans[0].starts_at, spans[-1].ends_at)
    taken = [
        Span(*row)
        for row in queries.appointments_between(both, whole, but=but).values_list(
            "starts_at", "ends_at"
        )
    ]
    clashes = [span for span in spans if any(span.overlaps(other) for other in taken)]
    if clashes:
        raise RuleBroken(_taken(clashes[0]), field="time")


def _taken(span: Span) -> str:
    said = _("Op %(when)s heeft een van jullie al een afspraak. Kies een ander moment.")
    return said % {"when": words.when(span)}


def _both(coaching: CoachingRequest) -> list[int]:
    assert coaching.coach_id is not None  # noqa: S101 - a constraint: what runs has a coach
    return [coaching.person_id, coaching.coach_id]


def _elsewhere(coaching: CoachingRequest, spans: Sequence[Span]) -> tuple[list[str], list[str]]:
    """When a coach is busy by the own calendar, and when one of both has a training.

    The first is for the coach alone to pass over. What somebody does then is not told.
    """
    both, whole = _both(coaching), Span(spans[0].starts_at, spans[-1].ends_at)
    times = ("starts_at", "ends_at")
    busy = [Span(*row) for row in queries.busy_elsewhere(both, whole).values_list(*times)]
    training = [Span(one.starts_at, one.ends_at) for one in queries.training_between(both, whole)]
    said = _("Op %(when)s is de coach bezet, zegt de eigen agenda.")
    warned = _("Op %(when)s heeft een van jullie een training.")
    return _about(said, spans, busy), _about(warned, spans, training)


def _about(said: str, spans: Sequence[Span], taken: Sequence[Span]) -> list[str]:
    met = [span for span in spans if any(span.overlaps(other) for other in taken)]
    return [said % {"when": words.when(span)} for span in met]


def _claim(appointments: Iterable[CoachingAppointment]) -> None:
    """Claim each quarter for both; the database refuses what somebody else claimed."""
    rows = [
        ClaimedQuarter(person_id=person, slot=slot, appointment=one)
        for one in appointments
        for person in _both(one.coaching)
        for slot in rules.slots(Span(one.starts_at, one.ends_at))
    ]
    try:
        with transaction.atomic():
            ClaimedQuarter.objects.bulk_create(rows)
    except IntegrityError as error:
        first = min(rows, key=lambda one: one.slot).appointment
        raise RuleBroken(_taken(Span(first.starts_at, first.ends_at)), field="time") from error


def _tell(kind: str, coaching: CoachingRequest, facts: dict[str, int], once: str) -> None:
    queue(
        _news(kind, person, {"coaching": coaching.pk, "person": person.pk, **facts}, once)
        for person in (coaching.person, coaching.coach)
        if person
    )


def _news(kind: str, person: Person, facts: dict[str, int], once: str) -> News:
    """At once, also in the evening: whoever plans wants to see it in the calendar."""
    return News(
        kind=kind,
        address=person.email,
        once=f"{kind}:{once}:{person.pk}",
        facts=facts,
        person_id=person.pk,
        language=person.language,
    )
