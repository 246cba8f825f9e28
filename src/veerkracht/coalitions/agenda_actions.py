"""The verbs of agendas: making one, points, their order, closing it, and telling everybody.

No text goes into the audit trail, and a text that looks like somebody's story goes nowhere at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.coalitions import agenda_policies as policies
from veerkracht.coalitions import agenda_queries as queries
from veerkracht.coalitions import agenda_rules as rules
from veerkracht.coalitions.agenda_standing import filled, items_of, standing_items
from veerkracht.coalitions.coalition_policies import check_may_look_after, check_takes_part
from veerkracht.coalitions.minutes_asking import check_no_case
from veerkracht.coalitions.models import Agenda, Coalition, Point, PointState
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.meetings.models import Meeting, MeetingState
from veerkracht.meetings.queries import members_of
from veerkracht.messages.actions import News, queue

if TYPE_CHECKING:
    from collections.abc import Collection

    from veerkracht.people.models import Person

MAILED = "coalitions.agenda"
MOST_POINTS, MOST_MINUTES = 40, 240


@transaction.atomic
def make_agenda(*, meeting: Meeting, by: Person | None) -> Agenda:
    """The agenda of a meeting with its standing points, and what waited for a next time; again changes nothing.

    ``by`` None is the house itself, when a meeting is planned. Raises NotAllowed for who does not lead.
    """
    if by is not None:
        policies.check_may_lead(by, meeting)
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    agenda, new = Agenda.objects.get_or_create(meeting=meeting, defaults={"made_at": now()})
    if not new:
        return agenda
    moment, coalition = agenda.made_at, meeting.series.coalition
    Point.objects.bulk_create(
        Point(agenda=agenda, standing=name, order=at, minutes=item.minutes, made_at=moment)
        for at, (name, item) in enumerate(items_of(coalition), 1)
    )
    bring_along(agenda)
    record("coalitions.agenda_made", agenda, by=by, region_id=coalition.region_id)
    return agenda


def bring_along(agenda: Agenda) -> list[Point]:
    """Put what waits for a next meeting of the series on this agenda. A point never comes twice to one meeting.

    What was taken along counts once more; what a called-off meeting left does not, for nobody skipped it.
    """
    if agenda.closed_at is not None:
        return []
    met = set(agenda.points.values_list("thread", flat=True))
    waiting = queries.waiting_points(agenda.meeting.series).filter(
        agenda__meeting__starts_at__lt=agenda.meeting.starts_at
    )
    order = queries.next_order(agenda)
    brought: list[Point] = []
    for point in waiting:
        if point.thread not in met:
            brought.append(_again(point, agenda, order + len(brought)))
            met.add(point.thread)
    return brought


def _again(point: Point, agenda: Agenda, order: int) -> Point:
    taken = point.state == PointState.CARRIED
    return Point.objects.create(
        agenda=agenda,
        thread=point.thread,
        order=order,
        title=point.title,
        notes=point.notes,
        minutes=point.minutes,
        brought_by_id=point.brought_by_id,
        carried_from=point,
        carried=point.carried + int(taken),
        why=point.why,
        made_at=now(),
    )


@transaction.atomic
def add_point(
    *,
    agenda: Agenda,
    title: str,
    by: Person,
    notes: str = "",
    minutes: int = 10,
    false_alarm: bool = False,
) -> Point:
    """A member brings a point.

    Raises NotAllowed for others, and RuleBroken once the agenda is closed, or for a text that looks like
    somebody's story (``false_alarm``: the person says that it is none).
    """
    agenda = _locked(agenda)
    check_takes_part(by, agenda.meeting.series.coalition)
    _check_open(agenda)
    _check_says(title, minutes)
    check_no_case([title, notes], false_alarm=false_alarm)
    if agenda.points.count() >= MOST_POINTS:
        raise RuleBroken(_("De agenda is vol. Bewaar dit punt voor de volgende keer."))
    point = Point.objects.create(
        agenda=agenda,
        order=queries.next_order(agenda),
        title=title.strip(),
        notes=notes.strip(),
        minutes=minutes,
        brought_by=by,
        made_at=now(),
    )
    _note("coalitions.point_added", point, by, false_alarm=false_alarm)
    return point


@transaction.atomic
def change_point(
    *,
    point: Point,
    version: int,
    by: Person,
    minutes: int,
    title: str = "",
    notes: str = "",
    false_alarm: bool = False,
) -> Point:
    """Say it better, or give it another time; of a standing point only the notes and the time.

    Raises OutOfDate when somebody changed it since ``version``, and what :func:`add_point` raises.
    """
    agenda = _locked(point.agenda)
    fresh = _fresh(point, version, by)
    _check_open(agenda)
    title = "" if fresh.standing else title
    _check_says(title or fresh.standing, minutes)
    check_no_case([title, notes], false_alarm=false_alarm)
    fresh.title, fresh.notes, fresh.minutes = title.strip(), notes.strip(), minutes
    fresh.version += 1
    fresh.save()
    _note("coalitions.point_changed", fresh, by, false_alarm=false_alarm)
    return fresh


def _fresh(point: Point, version: int, by: Person) -> Point:
    """The point as it is now, under a lock; OutOfDate when it is not what was seen."""
    related = Point.objects.select_for_update(of=("self",)).select_related(
        "agenda__meeting__series__coalition"
    )
    fresh = related.get(pk=point.pk)
    policies.check_may_change_point(by, fresh)
    if fresh.version != version:
        raise OutOfDate(_("Iemand anders heeft dit intussen veranderd."))
    return fresh


@transaction.atomic
def move_point(*, point: Point, up: bool, by: Person) -> None:
    """A place up or down, by who leads; the first stays first and the last stays last."""
    agenda = _locked(point.agenda)
    policies.check_may_lead(by, agenda.meeting)
    _check_open(agenda)
    points = list(queries.points_of(agenda))
    wanted = rules.moved([one.pk for one in points], point.pk, up=up)
    places = {pk: at for at, pk in enumerate(wanted, 1)}
    for one in points:
        one.order = places[one.pk]
    Point.objects.bulk_update(points, ["order"])


@transaction.atomic
def remove_point(*, point: Point, by: Person) -> None:
    """Take a point off the agenda: by who brought it, or who leads. It does not come back by itself."""
    agenda = _locked(point.agenda)
    fresh = _fresh(point, point.version, by)
    _check_open(agenda)
    if fresh.carried_from is not None:
        Point.objects.filter(pk=fresh.carried_from.pk).update(state=PointState.DROPPED)
    record("coalitions.point_removed", fresh, by=by, region_id=agenda.meeting.series.region_id)
    fresh.delete()


@transaction.atomic
def close_agenda(*, agenda: Agenda, by: Person) -> Agenda:
    """From now on the agenda stands still: what standing points show is kept as it is. Again changes nothing."""
    agenda = _locked(agenda)
    policies.check_may_lead(by, agenda.meeting)
    if agenda.closed_at is not None:
        return agenda
    if agenda.meeting.state == MeetingState.CANCELLED:
        raise RuleBroken(_("Deze bijeenkomst gaat niet door."))
    _freeze(agenda)
    agenda.closed_at = now()
    agenda.save()
    record("coalitions.agenda_closed", agenda, by=by, region_id=agenda.meeting.series.region_id)
    return agenda


def _freeze(agenda: Agenda) -> None:
    standing = list(agenda.points.exclude(standing=""))
    names = [one.standing for one in standing]
    live = filled(agenda.meeting.series.coalition, agenda.meeting, names)
    for point in standing:
        point.lines = [line.frozen() for line in live.get(point.standing, [])]
    Point.objects.bulk_update(standing, ["lines"])


@transaction.atomic
def reopen_agenda(*, agenda: Agenda, by: Person) -> None:
    """Points may come and go again, until the meeting has begun."""
    agenda = _locked(agenda)
    policies.check_may_lead(by, agenda.meeting)
    if agenda.meeting.starts_at <= now():
        raise RuleBroken(_("De bijeenkomst is al begonnen."))
    agenda.closed_at = None
    agenda.save()
    bring_along(agenda)
    record("coalitions.agenda_reopened", agenda, by=by, region_id=agenda.meeting.series.region_id)


@transaction.atomic
def mail_agenda(*, agenda: Agenda, by: Person) -> int:
    """Close the agenda and mail it to each member, one mail each; how many. Again sends it again.

    Raises RuleBroken when the meeting has begun or was called off.
    """
    agenda = close_agenda(agenda=agenda, by=by)
    if agenda.meeting.starts_at <= now():
        raise RuleBroken(_("De bijeenkomst is al begonnen. Mailen heeft geen zin meer."))
    agenda.mailed, agenda.mailed_at = agenda.mailed + 1, now()
    agenda.save()
    people = [one.person for one in members_of(agenda.meeting.series)]
    queue(
        News(
            kind=MAILED,
            address=person.email,
            once=f"{MAILED}:{agenda.pk}:{agenda.mailed}:{person.pk}",
            facts={"agenda": agenda.pk, "person": person.pk},
            person_id=person.pk,
            language=person.language,
        )
        for person in people
    )
    record("coalitions.agenda_mailed", agenda, by=by, region_id=agenda.meeting.series.region_id)
    return len(people)


@transaction.atomic
def choose_standing(*, coalition: Coalition, names: Collection[str], by: Person) -> None:
    """Which standing points this coalition has from its next agenda on. Raises RuleBroken for an unknown one."""
    check_may_look_after(by, coalition)
    known = [name for name, _item in standing_items.items()]
    if not set(names) <= set(known):
        raise RuleBroken(_("Kies uit de lijst."), field="standing")
    left_out = [name for name in known if name not in set(names)]
    Coalition.objects.filter(pk=coalition.pk).update(left_out=left_out)
    values = {"left_out": left_out}
    region_id = coalition.region_id
    record("coalitions.standing_chosen", coalition, by=by, region_id=region_id, values=values)


def _locked(agenda: Agenda) -> Agenda:
    found = Agenda.objects.select_for_update(of=("self",))
    related = ("meeting__series__coalition__area", "meeting__series__coalition__region")
    return found.select_related(*related, "meeting__series__region").get(pk=agenda.pk)


def _check_open(agenda: Agenda) -> None:
    if agenda.closed_at is not None:
        raise RuleBroken(_("De agenda staat vast. Vraag het aan wie de bijeenkomst leidt."))
    if agenda.meeting.state == MeetingState.CANCELLED:
        raise RuleBroken(_("Deze bijeenkomst gaat niet door."))


def _check_says(title: str, minutes: int) -> None:
    if not title.strip():
        raise RuleBroken(_("Schrijf op waar het over gaat."), field="title")
    if not 1 <= minutes <= MOST_MINUTES:
        raise RuleBroken(_("Een punt duurt 1 tot 240 minuten."), field="minutes")


def _note(verb: str, point: Point, by: Person, *, false_alarm: bool) -> None:
    """In the audit trail: that it was done, and that somebody said “false alarm”; never the text."""
    region_id = point.agenda.meeting.series.region_id
    values = {"false_alarm": True} if false_alarm else None
    record(verb, point, by=by, region_id=region_id, values=values)
