"""Verbs on editions: make, change, copy, publish, call off, and who trains.

Reached through ``actions``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack, cast

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.audit import actions as audit
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.kernel.references import referred_to
from veerkracht.people.models import Person, RoleKind
from veerkracht.people.policies import check_may_coordinate
from veerkracht.people.queries import with_role
from veerkracht.training import rules
from veerkracht.training.events import (
    CapacityChanged,
    EditionCalledOff,
    EditionChanged,
    EditionDetailsChanged,
    EditionPublished,
    TrainersChanged,
)
from veerkracht.training.models import Edition, EditionState, Session, TrainerAssignment
from veerkracht.training.policies import check_may_change_edition
from veerkracht.training.registries import capacity_guards, session_holds
from veerkracht.training.rules import Flaw, Meeting, Problem
from veerkracht.training.wording import refuse
from veerkracht.training.writing import differences, locked, refresh_words, set_values, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from veerkracht.places.models import Area
    from veerkracht.training.models import Course

PARTS = ("training.session", "training.trainerassignment")  # rows of an edition itself
FOR_CALENDARS = ("municipality", "venue", "online_link")
DEADLINES: tuple[Literal["closes_at", "cancel_until"], ...] = ("closes_at", "cancel_until")
OF_A_SESSION = ("starts_at", "ends_at", "venue", "online_link")
COPIED = (
    *FOR_CALENDARS,
    "capacity",
    "price",
    "subsidy",
    "queue_policy",
    "note",
    "language",
)


class EditionValues(TypedDict, total=False):
    """What can be said of an edition, named as in the model; money in cents."""

    municipality: Area | None
    venue: str
    online_link: str
    capacity: int
    opens_at: datetime
    closes_at: datetime
    cancel_until: datetime
    price: int
    subsidy: int
    queue_policy: str
    note: str
    language: str


@transaction.atomic
def make_edition(
    *,
    by: Person | None,
    course: Course,
    region: Area,
    sessions: Sequence[Meeting | tuple[Any, ...]],
    trainers: Sequence[Person] = (),
    backgrounds: Mapping[int, str] | None = None,
    **values: Unpack[EditionValues],
) -> Edition:
    """A draft of a course on given dates; sessions are (starts_at, ends_at, venue, online_link).

    Without sessions the dates follow: once published, people say that they are interested. What is
    left out: capacity is the course's largest group, booking opens now and closes a day before,
    cancelling is free until a week before. Raises NotAllowed or RuleBroken.
    """
    if by:
        check_may_coordinate(by, region.pk)
    meetings = _as_meetings(sessions)
    refuse(rules.flaws_of_meetings(meetings, now(), dates_follow=True))
    edition = Edition(course=course, region=region)
    _write(edition, {**_defaults(course, meetings), **values}, meetings)
    edition.save()
    _write_sessions(edition, meetings)
    refresh_words([edition])
    if trainers:
        assign_trainers(by=by, edition=edition, trainers=trainers, backgrounds=backgrounds)
    _record("training.edition_made", edition, by, {"course": course.pk, "sessions": len(meetings)})
    return edition


@transaction.atomic
def change_edition(
    *,
    by: Person | None,
    edition: Edition,
    version: int,
    sessions: Sequence[Meeting | tuple[Any, ...]] | None = None,
    **values: Unpack[EditionValues],
) -> Edition:
    """Change what is given; announces what calendars must hear, the capacity, and the rest apart.

    Dates that come later bring their own usual window, unless one is given; when the first one moves to
    another day, deadlines that are not changed along with it move as far. Raises OutOfDate when the
    edition is not of the version that was seen, RuleBroken when it was called off, for values that
    cannot be, when a capacity guard refuses, and (``field`` is ``session-`` and its number) for a
    session that must stay on its day.
    """
    row = locked(Edition, edition.pk, version)
    if by:
        check_may_change_edition(by, row)
    if row.state == EditionState.CANCELLED:
        raise RuleBroken(_("Deze editie gaat niet door en kan niet meer veranderen."))
    stored = meetings_of(row)
    meetings = stored if sessions is None else _as_meetings(sessions)
    kept = [meeting[:2] for meeting in stored]
    follow = not stored or row.state == EditionState.DRAFT
    refuse(rules.flaws_of_meetings(meetings, now(), kept=kept, dates_follow=follow))
    meetings, gone = rules.same_sessions(meetings, stored)
    _check_may_go(stored, meetings, gone)
    window = {**_window_of_new_dates(stored, meetings), **values}
    changes = differences(row, {**window, **_window_along(row, meetings, values)})
    _guard_capacity(row, changes)
    _write(row, {name: after for name, (_before, after) in changes.items()}, meetings)
    _check_place(row, [] if stored else meetings)
    if meetings != stored:
        changes["sessions"] = (len(stored), len(meetings))
        _write_sessions(row, meetings, gone)
    _finish_change(row, by, changes)
    return row


@transaction.atomic
def copy_edition(*, by: Person | None, edition: Edition, first_day: date) -> Edition:
    """A new draft with the same weekdays and wall-clock times, some whole weeks away.

    The first session falls on ``first_day``, or on its own weekday right after. Booking opens now.
    """
    stored = meetings_of(edition)
    refuse([] if stored else [Flaw(Problem.NO_MEETINGS, "sessions")])
    weeks = rules.weeks_to(stored[0].starts_at, first_day)
    meetings = [rules.shifted_meeting(meeting, weeks) for meeting in stored]
    refuse([Flaw(flaw.problem, "first_day") for flaw in rules.flaws_of_meetings(meetings, now())])
    assigned = {row.person: row.background for row in trainers_of(edition)}
    still = with_the_role(assigned)
    return make_edition(
        by=by,
        course=edition.course,
        region=edition.region,
        sessions=meetings,
        trainers=[person for person in assigned if person in still],
        backgrounds={person.pk: background for person, background in assigned.items()},
        **_copied_values(edition, meetings[0].starts_at, weeks),
    )


@transaction.atomic
def publish_edition(*, by: Person | None, edition: Edition) -> Edition:
    """Show an edition to the world; RuleBroken when nobody could still book it or find it.

    Without dates it collects interest, and the place may follow as well.
    """
    row = locked(Edition, edition.pk)
    if by:
        check_may_change_edition(by, row)
    _check_move(row, EditionState.PUBLISHED)
    meetings = meetings_of(row)
    refuse(rules.flaws_of_meetings(meetings, now(), dates_follow=True))
    refuse([Flaw(Problem.CLOSED_ALREADY, "closes_at")] if row.closes_at <= now() else [])
    row.state = EditionState.PUBLISHED
    _check_place(row, meetings)
    _touch(row)
    row.save()
    _record("training.edition_published", row, by, {})
    announce(EditionPublished(row.pk))
    return row


@transaction.atomic
def remove_draft(*, by: Person, edition: Edition) -> None:
    """Take away a draft that nobody worked on; RuleBroken when it was changed, shown or referred to."""
    row = locked(Edition, edition.pk)
    check_may_change_edition(by, row)
    touched = row.state != EditionState.DRAFT or row.version > 1
    if touched or referred_to(Edition, [row.pk], apart_from=PARTS):
        raise RuleBroken(_("Met deze editie is al iets gebeurd. Ze blijft staan."))
    _record("training.draft_removed", row, by, {"course": row.course_id})
    row.delete()


@transaction.atomic
def call_off_edition(*, by: Person | None, edition: Edition, reason: str) -> Edition:
    """An edition will not take place; ``reason`` is told to who was coming. It cannot come back."""
    row = locked(Edition, edition.pk)
    if by:
        check_may_change_edition(by, row)
    _check_move(row, EditionState.CANCELLED)
    refuse([] if reason.strip() else [Flaw(Problem.NO_REASON, "reason")])
    row.state = EditionState.CANCELLED
    row.sequence += 1
    _touch(row)
    row.save()
    told_reason = reason.strip()[:300]
    _record("training.edition_called_off", row, by, {"reason": told_reason})
    announce(EditionCalledOff(row.pk, told_reason))
    return row


@transaction.atomic
def assign_trainers(
    *,
    by: Person | None,
    edition: Edition,
    trainers: Sequence[Person],
    backgrounds: Mapping[int, str] | None = None,
) -> None:
    """These people train, nobody else. Backgrounds, by person id, default to function or sector.

    Raises RuleBroken for somebody without the role of trainer: trainers see who takes part.
    """
    row = locked(Edition, edition.pk)
    if by:
        check_may_change_edition(by, row)
    before = {assignment.person_id: assignment for assignment in row.trainer_assignments.all()}
    wanted = {person.pk: person for person in trainers}
    added = [person for pk, person in wanted.items() if pk not in before]
    removed = tuple(pk for pk in before if pk not in wanted)
    _check_are_trainers(added)
    row.trainer_assignments.filter(person_id__in=removed).delete()
    TrainerAssignment.objects.bulk_create(
        TrainerAssignment(
            edition=row, person=person, background=_background(person, backgrounds or {})
        )
        for person in added
    )
    if added or removed:
        names = {"added": [person.pk for person in added], "removed": list(removed)}
        _record("training.trainers_changed", row, by, names)
        announce(TrainersChanged(row.pk, tuple(names["added"]), removed))


def meetings_of(edition: Edition) -> list[Meeting]:
    """The stored sessions as values, first one first."""
    rows = edition.sessions.order_by("starts_at")
    return [Meeting(row.starts_at, row.ends_at, row.venue, row.online_link, row.pk) for row in rows]


def trainers_of(edition: Edition) -> list[TrainerAssignment]:
    """Who trains, in the order of assignment."""
    return list(edition.trainer_assignments.select_related("person__sector").order_by("pk"))


def _as_meetings(sessions: Sequence[Meeting | tuple[Any, ...]]) -> list[Meeting]:
    """As values, in the order as typed, so that a flaw names the number that was typed."""
    return [Meeting(*session) for session in sessions]


def _check_place(edition: Edition, meetings: Sequence[Meeting]) -> None:
    """Once people can come on these dates, they must know where."""
    if edition.state == EditionState.PUBLISHED and meetings:
        here, link = edition.municipality_id is not None, edition.online_link
        refuse(rules.flaws_of_place(municipality=here, online_link=link, meetings=meetings))


def _first_start(meetings: Sequence[Meeting]) -> datetime | None:
    return min((meeting.starts_at for meeting in meetings), default=None)


def _window_of_new_dates(stored: Sequence[Meeting], meetings: Sequence[Meeting]) -> EditionValues:
    """When dates come, or go again in a draft, the times to book and cancel are no longer what they were."""
    if bool(stored) == bool(meetings):
        return {}
    _opens_at, closes_at, cancel_until = rules.default_window(_first_start(meetings), now())
    return {"closes_at": closes_at, "cancel_until": cancel_until}


def _window_along(
    edition: Edition, meetings: Sequence[Meeting], values: EditionValues
) -> EditionValues:
    """Deadlines that nobody changed move along with the first session, as many days."""
    first, before = _first_start(meetings), edition.starts_at
    if first is None or before is None or not (days := rules.days_between(before, first)):
        return {}
    closes_at, cancel_until = rules.deadlines_along(
        closes_at=edition.closes_at,
        cancel_until=edition.cancel_until,
        opens_at=values.get("opens_at", edition.opens_at),
        first=first,
        days=days,
    )
    along: EditionValues = {"closes_at": closes_at, "cancel_until": cancel_until}
    for name in DEADLINES:
        given = values.get(name)
        if given is not None and not same_minute(given, getattr(edition, name)):
            del along[name]
    return along


def same_minute(one: datetime, other: datetime) -> bool:
    """Whether two moments read the same in a form, which knows no seconds."""
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def _defaults(course: Course, meetings: Sequence[Meeting]) -> EditionValues:
    opens_at, closes_at, cancel_until = rules.default_window(_first_start(meetings), now())
    return {
        "capacity": course.group_max,
        "opens_at": opens_at,
        "closes_at": closes_at,
        "cancel_until": cancel_until,
    }


def _write(edition: Edition, values: Mapping[str, Any], meetings: Sequence[Meeting]) -> None:
    refuse(rules.flaws_of_capacity(values.get("capacity", edition.capacity)))
    set_values(edition, values)
    first = _first_start(meetings)
    refuse(
        [
            *rules.flaws_of_window(
                edition.opens_at, edition.closes_at, edition.cancel_until, first
            ),
            *rules.flaws_of_money(edition.price, edition.subsidy),
        ]
    )
    edition.starts_at = first
    edition.ends_at = max((meeting.ends_at for meeting in meetings), default=None)
    edition.in_evening = rules.is_evening(meetings)


def _write_sessions(
    edition: Edition, meetings: Sequence[Meeting], gone: Sequence[Meeting] = ()
) -> None:
    """Keep the row of each session, so that it keeps its number in people's calendars, and who was there."""
    kept = {row.pk: row for row in edition.sessions.all()}
    rows = [kept.get(meeting.session) or Session(edition=edition) for meeting in meetings]
    for row, meeting in zip(rows, meetings, strict=True):
        set_values(row, {name: getattr(meeting, name) for name in OF_A_SESSION})
    edition.sessions.filter(pk__in=[meeting.session for meeting in gone]).delete()
    Session.objects.bulk_update([row for row in rows if row.pk], OF_A_SESSION)
    Session.objects.bulk_create(row for row in rows if not row.pk)


def _check_may_go(
    stored: Sequence[Meeting], meetings: Sequence[Meeting], gone: Sequence[Meeting]
) -> None:
    """What was noted at a session, such as who was there, belongs to that day."""
    before = {meeting.session: meeting for meeting in stored}
    elsewhere = {
        meeting.session
        for meeting in meetings
        if meeting.session
        and rules.days_between(before[meeting.session].starts_at, meeting.starts_at)
    }
    going = {meeting.session for meeting in gone} | elsewhere
    held = [pk for holds in session_holds for pk in holds(going)] if going else []
    for pk in sorted(held, key=lambda pk: before[pk])[:1]:
        raise RuleBroken(
            _must_stay(before[pk].starts_at, moved=pk in elsewhere), field=f"session-{pk}"
        )


def _must_stay(starts_at: datetime, *, moved: bool) -> str:
    words = (
        _(
            "Bij de bijeenkomst van %(day)s is al genoteerd wie er waren. "
            "Je kunt die niet naar een andere dag verplaatsen."
        )
        if moved
        else _(
            "Bij de bijeenkomst van %(day)s is al genoteerd wie er waren. Je kunt die niet verwijderen."
        )
    )
    return words % {"day": date_format(local(starts_at), "j F Y")}


def _guard_capacity(edition: Edition, changes: Mapping[str, tuple[Any, Any]]) -> None:
    if "capacity" in changes:
        for guard in capacity_guards:
            guard(edition, changes["capacity"][1])


def _finish_change(
    edition: Edition, by: Person | None, changes: Mapping[str, tuple[Any, Any]]
) -> None:
    if not changes:
        return
    heard = tuple(name for name in changes if name in FOR_CALENDARS or name == "sessions")
    details = tuple(name for name in changes if name not in heard and name != "capacity")
    _touch(edition)
    edition.sequence += 1 if heard else 0
    edition.save()
    refresh_words([edition])
    _record("training.edition_changed", edition, by, told(changes))
    if heard:
        announce(EditionChanged(edition.pk, heard))
    if "capacity" in changes:
        announce(CapacityChanged(edition.pk, *changes["capacity"]))
    if details:
        announce(EditionDetailsChanged(edition.pk, details))


def _touch(edition: Edition) -> None:
    """A new version, from this moment: who changes meanwhile is told, and feeds are read anew."""
    edition.version += 1
    edition.changed_at = now()


def _copied_values(edition: Edition, first_start: datetime, weeks: int) -> EditionValues:
    moment = now()
    opens_at, closes_at, _cancel = rules.default_window(first_start, moment)
    shifted_closing = rules.shifted(edition.closes_at, weeks)
    values: dict[str, Any] = {name: getattr(edition, name) for name in COPIED}
    values |= {
        "opens_at": opens_at,
        "closes_at": shifted_closing if moment < shifted_closing <= first_start else closes_at,
        "cancel_until": min(rules.shifted(edition.cancel_until, weeks), first_start),
    }
    return cast("EditionValues", values)


def _check_move(edition: Edition, after: str) -> None:
    if not rules.may_move(edition.state, after):
        words = {
            EditionState.PUBLISHED: _("Deze editie staat al open."),
            EditionState.CANCELLED: _("Deze editie gaat al niet door."),
        }
        raise RuleBroken(words[EditionState(edition.state)])


def _check_are_trainers(people: Sequence[Person]) -> None:
    known = with_the_role(people)
    for person in people:
        if person not in known:
            words = _("%(name)s heeft niet de rol van trainer.") % {"name": person}
            raise RuleBroken(words, field="trainers")


def with_the_role(people: Iterable[Person]) -> set[Person]:
    """Of these people, those who have the role of trainer today."""
    return set(with_role(RoleKind.TRAINER).filter(pk__in=[person.pk for person in people]))


def _background(person: Person, given: Mapping[int, str]) -> str:
    return (given.get(person.pk) or person.function or str(person.sector or ""))[:80]


def _record(verb: str, edition: Edition, by: Person | None, values: dict[str, Any]) -> None:
    audit.record(verb, edition, by=by, region_id=edition.region_id, values=values)
