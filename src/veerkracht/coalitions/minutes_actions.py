"""The verbs of minutes: lines under points, what becomes of a point, finishing, and approving.

No text goes into the audit trail, and a text that looks like somebody's story goes nowhere at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.coalitions import agenda_policies as policies
from veerkracht.coalitions import agenda_queries, agenda_rules, minutes_promises, minutes_queries
from veerkracht.coalitions.agenda_actions import bring_along, close_agenda, make_agenda
from veerkracht.coalitions.minutes_asking import check_no_case
from veerkracht.coalitions.models import Agenda, LineKind, MinuteLine, Point, PointState
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.meetings.actions import decide, reword_decision, take_back_decision
from veerkracht.meetings.models import Meeting, MeetingState
from veerkracht.meetings.queries import members_of
from veerkracht.messages.actions import News, queue

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.coalitions.models import Seat
    from veerkracht.people.models import Person

MINUTES = "coalitions.minutes"
LONGEST = {LineKind.NOTE: 600, LineKind.DECISION: 300, LineKind.ACTION: 300}


@dataclass(frozen=True)
class Line:
    """What is written under a point. ``seat`` takes an action upon it.

    ``day`` is when an action is ready, or when a decision is looked at again; ``inside``: only members read it.
    """

    kind: str
    words: str
    seat: Seat | None = None
    day: date | None = None
    inside: bool = False
    false_alarm: bool = False


@transaction.atomic
def write_line(*, point: Point, line: Line, by: Person) -> MinuteLine:
    """Write a line at once: a remark, a decision or an action. The first one closes the agenda.

    Raises NotAllowed for who does not lead, and RuleBroken before the meeting, after the minutes were approved, or
    for a text that looks like somebody's story.
    """
    agenda = _writing(point.agenda, by)
    if agenda.closed_at is None:
        agenda = close_agenda(agenda=agenda, by=by)
    _check_line(line)
    made = MinuteLine(
        point=point,
        kind=line.kind,
        words=line.words.strip(),
        made_by=by,
        made_at=now(),
        changed_at=now(),
    )
    _decide_or_promise(made, line, agenda.meeting, by)
    made.save()
    Point.objects.filter(pk=point.pk, state=PointState.OPEN).update(state=PointState.DONE)
    _note("coalitions.line_written", made, agenda, by, line)
    return made


def _decide_or_promise(made: MinuteLine, line: Line, meeting: Meeting, by: Person) -> None:
    """A decision and an action are kept where the whole house knows them."""
    if line.kind == LineKind.DECISION:
        made.decision = decide(
            meeting=meeting, what=made.words, review_on=line.day, inside=line.inside, by=by
        )
    if line.kind == LineKind.ACTION and line.seat is not None:
        made.action = minutes_promises.promise(
            coalition=meeting.series.coalition,
            what=made.words,
            seat=line.seat,
            due_on=line.day,
            by=by,
        )


def _check_line(line: Line) -> None:
    if line.kind not in LineKind.values:
        raise RuleBroken(_("Kies uit de lijst."), field="kind")
    _check_words(line.words, line.kind)
    if line.kind == LineKind.ACTION and (line.seat is None or line.seat.organisation_id is None):
        raise RuleBroken(_("Kies wie dit gaat doen."), field="who")
    check_no_case([line.words], false_alarm=line.false_alarm)


def _check_words(words: str, kind: str) -> None:
    most = LONGEST[LineKind(kind)]
    if not words.strip():
        raise RuleBroken(_("Schrijf op wat er gezegd is."), field="words")
    if len(words.strip()) > most:
        said = _("Houd het kort: hooguit %(n)s tekens.") % {"n": most}
        raise RuleBroken(said, field="words")


@transaction.atomic
def change_line(
    *, line: MinuteLine, words: str, version: int, by: Person, false_alarm: bool = False
) -> MinuteLine:
    """Say a line better; its decision or action says the same then.

    Raises OutOfDate when somebody changed it since ``version``, and what :func:`write_line` raises.
    """
    agenda = _writing(line.point.agenda, by)
    fresh = _fresh(line, version)
    _check_words(words, fresh.kind)
    check_no_case([words], false_alarm=false_alarm)
    fresh.words, fresh.changed_at = words.strip(), now()
    fresh.version += 1
    if fresh.decision is not None:
        reword_decision(decision=fresh.decision, what=fresh.words, by=by)
    if fresh.action is not None:
        minutes_promises.reword_promise(action=fresh.action, what=fresh.words, by=by)
    fresh.save()
    said = Line(fresh.kind, "", false_alarm=false_alarm)
    _note("coalitions.line_changed", fresh, agenda, by, said)
    return fresh


def _fresh(line: MinuteLine, version: int) -> MinuteLine:
    """The line as it is now, under a lock; OutOfDate when it is not what was seen."""
    locked = MinuteLine.objects.select_for_update(of=("self",))
    fresh = locked.select_related("decision", "action").filter(pk=line.pk).first()
    if fresh is None or fresh.version != version:
        raise OutOfDate(_("Iemand anders heeft dit intussen veranderd."))
    return fresh


@transaction.atomic
def remove_line(*, line: MinuteLine, by: Person) -> None:
    """Take a line away, with its decision or action. Raises RuleBroken when the action is used elsewhere."""
    agenda = _writing(line.point.agenda, by)
    fresh = _fresh(line, line.version)
    decision, action = fresh.decision, fresh.action
    _note("coalitions.line_removed", fresh, agenda, by, Line(fresh.kind, ""))
    fresh.delete()
    if decision is not None:
        take_back_decision(decision=decision, by=by)
    if action is not None:
        minutes_promises.take_back_promise(action)


@transaction.atomic
def settle_point(
    *, point: Point, deed: str, by: Person, why: str = "", false_alarm: bool = False
) -> Point:
    """Say what becomes of a point: discussed, taken along, not needed any more, or open again.

    A point that is taken along for the third time must say why. Raises RuleBroken without that, or for what cannot
    be done with it now.
    """
    agenda = _writing(point.agenda, by)
    if agenda.finished_at is not None:
        raise RuleBroken(_("Het verslag is al af. Dit kan niet meer."))
    if agenda.closed_at is None:
        close_agenda(agenda=agenda, by=by)
    point = Point.objects.select_for_update(of=("self",)).get(pk=point.pk)
    state = agenda_rules.after(point.state, deed, standing=bool(point.standing))
    if state is None:
        raise RuleBroken(_("Dat kan nu niet met dit punt."))
    if state == agenda_rules.State.CARRIED:
        check_no_case([why], false_alarm=false_alarm)
        if agenda_rules.asks_why(point.carried) and not why.strip():
            raise RuleBroken(_("Dit punt schuift steeds door. Schrijf op waarom."), field="why")
        point.why = why.strip() or point.why
    point.state = state.value
    point.save()
    return point


@transaction.atomic
def finish_minutes(*, agenda: Agenda, by: Person) -> list[Point]:
    """The minutes are ready: what nobody came to is taken along, and everybody gets what was decided and who does what.

    Raises RuleBroken before the meeting, when they were finished, or for a point that must say why first. Returns the
    points that go to the next meeting that is planned; without one they wait for it.
    """
    agenda = _writing(agenda, by)
    if agenda.finished_at is not None:
        raise RuleBroken(_("Dit verslag is al af."))
    agenda = close_agenda(agenda=agenda, by=by)
    _take_along(agenda)
    agenda.finished_at = now()
    agenda.save()
    following = agenda_queries.next_meeting(agenda.meeting.series, agenda.meeting)
    brought = bring_along(make_agenda(meeting=following, by=None)) if following else []
    _tell(agenda)
    record("coalitions.minutes_finished", agenda, by=by, region_id=agenda.meeting.series.region_id)
    return brought


def _take_along(agenda: Agenda) -> None:
    """What nobody came to goes along; what did so too often must say why first."""
    open_points = list(minutes_queries.not_reached(agenda))
    silent = [one for one in open_points if agenda_rules.asks_why(one.carried)]
    if silent:
        named = {"points": ", ".join(f"“{one.title}”" for one in silent)}
        raise RuleBroken(
            _("Dit schuift steeds door: %(points)s. Schrijf eerst bij dat punt op waarom.") % named
        )
    pks = [one.pk for one in open_points]
    Point.objects.filter(pk__in=pks).update(state=PointState.CARRIED)


def _tell(agenda: Agenda) -> None:
    people = [one.person for one in members_of(agenda.meeting.series)]
    queue(
        News(
            kind=MINUTES,
            address=person.email,
            once=f"{MINUTES}:{agenda.pk}:{person.pk}",
            facts={"agenda": agenda.pk, "person": person.pk},
            person_id=person.pk,
            language=person.language,
        )
        for person in people
    )


@transaction.atomic
def approve_minutes(*, agenda: Agenda, by: Person) -> None:
    """The next meeting says that the minutes are right; from then on they stand still.

    Raises NotAllowed for who does not lead, and RuleBroken before they are finished, or when no later meeting of the
    series has begun.
    """
    agenda = _locked(agenda)
    policies.check_may_lead(by, agenda.meeting)
    if agenda.finished_at is None or agenda.approved_at is not None:
        raise RuleBroken(_("Dit verslag kan nu niet vastgesteld worden."))
    later = Meeting.objects.filter(
        series=agenda.meeting.series_id,
        starts_at__gt=agenda.meeting.starts_at,
        starts_at__lte=now(),
    ).exclude(state=MeetingState.CANCELLED)
    meeting = later.order_by("starts_at").last()
    if meeting is None:
        raise RuleBroken(_("Een verslag stel je vast in de volgende bijeenkomst."))
    agenda.approved_at, agenda.approved_in = now(), meeting
    agenda.save()
    record("coalitions.minutes_approved", agenda, by=by, region_id=agenda.meeting.series.region_id)


def _locked(agenda: Agenda) -> Agenda:
    found = Agenda.objects.select_for_update(of=("self",))
    related = ("meeting__series__coalition__area", "meeting__series__coalition__region")
    return found.select_related(*related, "meeting__series__region").get(pk=agenda.pk)


def _writing(agenda: Agenda, by: Person) -> Agenda:
    """The agenda under a lock, of a meeting that began and whose minutes were not approved."""
    agenda = _locked(agenda)
    policies.check_may_lead(by, agenda.meeting)
    if agenda.meeting.state == MeetingState.CANCELLED:
        raise RuleBroken(_("Deze bijeenkomst gaat niet door."))
    if agenda.meeting.starts_at > now():
        raise RuleBroken(_("Een verslag schrijf je tijdens of na de bijeenkomst."))
    if agenda.approved_at is not None:
        raise RuleBroken(_("Dit verslag is vastgesteld. Er verandert niets meer."))
    return agenda


def _note(verb: str, made: MinuteLine, agenda: Agenda, by: Person, line: Line) -> None:
    """In the audit trail: what was done, and that somebody said “false alarm”; never the text."""
    values = {"kind": line.kind} | ({"false_alarm": True} if line.false_alarm else {})
    record(verb, made, by=by, region_id=agenda.meeting.series.region_id, values=values)
