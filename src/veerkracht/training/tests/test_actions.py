"""The verbs of training on the database: who may, what is refused, what is told."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.kernel.clock import AMSTERDAM, now
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.events import _handlers
from veerkracht.people.models import Sector
from veerkracht.places.queries import region as region_by_code
from veerkracht.training import actions, events, queries
from veerkracht.training.edition_actions import meetings_of
from veerkracht.training.models import Accreditation, Course, Edition, EditionState, Session
from veerkracht.training.registries import capacity_guards, session_holds
from veerkracht.training.rules import Meeting, moved
from veerkracht.training.several_editions_rules import moved_meeting

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@contextmanager
def heard(*kinds: type) -> Iterator[list[Any]]:
    """The events of these types that are announced in the block."""
    told: list[Any] = []
    for kind in kinds:
        _handlers[kind].append(told.append)
    try:
        yield told
    finally:
        for kind in kinds:
            _handlers[kind].remove(told.append)


def sessions(edition: Edition) -> list[Session]:
    return list(queries.sessions_of(edition))


def last_entry(thing: Any) -> Entry:
    return Entry.objects.filter(
        subject_id=thing.pk, subject_kind=f"training.{type(thing).__name__.lower()}"
    ).latest("pk")


def test_a_course_is_made_by_a_coordinator_of_its_region_only() -> None:
    zuid = region_by_code(factories.ZUID)
    values: dict[str, Any] = {
        "title": "Het gesprek met ouders",
        "kind": "basic",
        "summary": "Leer luisteren.",
        "hours": Decimal(7),
    }
    coordinator = factories.coordinator()
    course = actions.make_course(
        by=coordinator, region=zuid, sectors=Sector.objects.all()[:2], **values
    )
    assert course.slug == "het-gesprek-met-ouders"
    assert course.sectors.count() == 2
    assert (last_entry(course).verb, last_entry(course).by_id) == (
        "training.course_made",
        coordinator.pk,
    )
    assert (
        actions.make_course(by=coordinator, region=zuid, **values).slug
        == "het-gesprek-met-ouders-2"
    )
    for other in (factories.person(), factories.trainer(), factories.coordinator(factories.NOORD)):
        with pytest.raises(NotAllowed):
            actions.make_course(by=other, region=zuid, **values)
    assert Course.objects.filter(title=values["title"]).count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 10_000_000),
        ("title", ""),
        ("title", "nul\x00teken"),
        ("kind", "onbekend"),
        ("summary", "y" * 301),
        ("hours", Decimal(0)),
        ("hours", Decimal("1e9")),
        ("group_max", 3),
    ],
)
def test_a_course_that_cannot_be_is_refused_at_its_field(field: str, value: Any) -> None:
    with pytest.raises(RuleBroken) as broken:
        factories.course(**{field: value})
    assert broken.value.field == field
    assert not Course.objects.exists()


def test_a_course_changes_when_it_is_of_the_version_that_was_seen() -> None:
    course, coordinator = factories.course(), factories.coordinator()
    with heard(events.CourseChanged) as told:
        changed = actions.change_course(by=coordinator, course=course, version=1, title="Anders")
    assert (changed.version, told) == (2, [events.CourseChanged(course.pk)])
    with pytest.raises(OutOfDate):
        actions.change_course(by=coordinator, course=course, version=1, title="Te laat")
    course.refresh_from_db()
    assert course.title == "Anders"
    same = actions.change_course(by=coordinator, course=course, version=2, title="Anders")
    assert same.version == 2


def test_accreditation_is_added_once_and_taken_away() -> None:
    course, coordinator = factories.course(), factories.coordinator()
    given: dict[str, Any] = {
        "register": "knov",
        "points": Decimal(7),
        "identifier": "K-1",
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2027, 12, 31),
    }
    added = actions.add_accreditation(by=coordinator, course=course, **given)
    with pytest.raises(RuleBroken, match="staat er al"):
        actions.add_accreditation(by=coordinator, course=course, **given)
    with pytest.raises(RuleBroken, match="vóór"):
        actions.add_accreditation(
            by=coordinator,
            course=course,
            **{**given, "valid_until": date(2025, 1, 1), "register": "skj"},
        )
    with pytest.raises(NotAllowed):
        actions.remove_accreditation(by=factories.person(), accreditation=added)
    assert [row.points for row in queries.accreditations_on(course, date(2027, 1, 1))] == [7]
    actions.remove_accreditation(by=coordinator, accreditation=added)
    assert not Accreditation.objects.exists()


def test_an_edition_takes_its_defaults_from_course_and_first_session() -> None:
    course = factories.course(group_max=12)
    start = now() + timedelta(days=30)
    edition = actions.make_edition(
        by=factories.coordinator(),
        course=course,
        region=course.region,
        sessions=[(start, start + timedelta(hours=3), "", "")],
    )
    assert (edition.capacity, edition.state) == (12, EditionState.DRAFT)
    assert edition.opens_at == now()
    assert edition.closes_at == start - timedelta(days=1)
    assert edition.cancel_until == start - timedelta(days=7)
    assert (edition.starts_at, edition.ends_at) == (start, start + timedelta(hours=3))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"capacity": 0}, "capacity"),
        ({"price": -1}, "price"),
        ({"price": 10**9}, "price"),
        ({"venue": "z" * 161}, "venue"),
        ({"online_link": "javascript:alert(1)"}, "online_link"),
        ({"queue_policy": "whoever"}, "queue_policy"),
        ({"language": "xx"}, "language"),
        ({"note": "n" * 301}, "note"),
    ],
)
def test_an_edition_that_cannot_be_is_refused_at_its_field(
    values: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleBroken) as broken:
        factories.draft(**values)
    assert broken.value.field == field
    assert not Edition.objects.exists()


def test_dates_in_the_past_and_impossible_dates_are_refused() -> None:
    with pytest.raises(RuleBroken, match="al geweest"):
        factories.draft(starts=now() - timedelta(days=1))
    with pytest.raises(RuleBroken, match="drie jaar"):
        factories.draft(starts=datetime(9999, 1, 1, 9, tzinfo=AMSTERDAM))


def test_publishing_opens_an_edition_once() -> None:
    edition, coordinator = factories.draft(), factories.coordinator()
    with heard(events.EditionPublished) as told:
        actions.publish_edition(by=coordinator, edition=edition)
    assert told == [events.EditionPublished(edition.pk)]
    with pytest.raises(RuleBroken, match="staat al open"):
        actions.publish_edition(by=coordinator, edition=edition)
    with pytest.raises(NotAllowed):
        actions.publish_edition(
            by=factories.coordinator(factories.NOORD), edition=factories.draft()
        )


def test_an_edition_opens_only_when_people_can_find_and_book_it(clock: Any) -> None:
    with pytest.raises(RuleBroken, match="gemeente"):
        factories.edition(municipality=None)
    online = factories.edition(
        municipality=None, venue="", online_link="https://samen.example/kamer"
    )
    assert online.is_online
    late = factories.draft(closes_at=now() + timedelta(days=2))
    clock.shift(timedelta(days=3))
    with pytest.raises(RuleBroken, match="al gesloten"):
        actions.publish_edition(by=None, edition=late)


def test_changes_are_announced_by_what_they_mean() -> None:
    edition = factories.edition(days=2)
    kinds = (events.EditionChanged, events.EditionDetailsChanged, events.CapacityChanged)
    with heard(*kinds) as told:
        after = actions.change_edition(
            by=factories.coordinator(),
            edition=edition,
            version=edition.version,
            price=1_500,
            capacity=5,
        )
        assert after.sequence == 0
        actions.change_edition(by=None, edition=edition, version=after.version, venue="Zaal 9")
        moved = [
            Meeting(row.starts_at + timedelta(weeks=1), row.ends_at + timedelta(weeks=1))
            for row in sessions(edition)
        ]
        actions.change_edition(by=None, edition=edition, version=after.version + 1, sessions=moved)
        actions.change_edition(by=None, edition=edition, version=after.version + 2, sessions=moved)
    assert told == [
        events.CapacityChanged(edition.pk, 2, 5),
        events.EditionDetailsChanged(edition.pk, ("price",)),
        events.EditionChanged(edition.pk, ("venue",)),
        events.EditionChanged(edition.pk, ("sessions",)),
        events.EditionDetailsChanged(edition.pk, ("closes_at", "cancel_until")),
    ]
    edition.refresh_from_db()
    assert edition.sequence == 2
    assert edition.starts_at == moved[0].starts_at


def test_sessions_that_shift_over_each_other_keep_their_names_in_calendars() -> None:
    edition = factories.edition(days=3)
    before = [queries.uid_of(row) for row in sessions(edition)]
    moved = [moved_meeting(one, 7) for one in meetings_of(edition)]
    actions.change_edition(by=None, edition=edition, version=edition.version, sessions=moved)
    assert [queries.uid_of(row) for row in sessions(edition)] == before
    edition.refresh_from_db()
    actions.change_edition(by=None, edition=edition, version=edition.version, sessions=moved[1:])
    assert [queries.uid_of(row) for row in sessions(edition)] == before[1:]


def test_a_session_is_its_own_whatever_stands_before_it() -> None:
    edition = factories.edition(days=3)
    first, second, third = sessions(edition)
    one, two, three = meetings_of(edition)
    fourth = moved_meeting(three, 7)._replace(session=0)
    swapped = [one._replace(session=two.session), two._replace(session=one.session), fourth]
    actions.change_edition(by=None, edition=edition, version=edition.version, sessions=swapped)
    after = sessions(edition)
    assert [row.pk for row in after[:2]] == [second.pk, first.pk]
    assert after[2].pk not in {first.pk, second.pk, third.pk}
    edition.refresh_from_db()
    unnamed = [meeting._replace(session=0) for meeting in meetings_of(edition)[1:]]
    actions.change_edition(by=None, edition=edition, version=edition.version, sessions=unnamed)
    assert [row.pk for row in sessions(edition)] == [row.pk for row in after[1:]]


def test_what_belongs_to_a_day_keeps_its_session_there() -> None:
    edition = factories.edition(days=2)
    one, two = meetings_of(edition)
    later = two._replace(ends_at=two.ends_at + timedelta(minutes=30))

    def change(*meetings: Meeting) -> None:
        edition.refresh_from_db()
        actions.change_edition(by=None, edition=edition, version=edition.version, sessions=meetings)

    session_holds.add("test", lambda numbers: {two.session} & set(numbers))
    try:
        for wrong in (
            [one],
            [one, moved_meeting(two, 1)],
            [one, two._replace(session=one.session)],
        ):
            with pytest.raises(RuleBroken, match="al genoteerd wie er waren") as broken:
                change(*wrong)
            assert broken.value.field == f"session-{two.session}"
        change(one, later)
        change(later)
    finally:
        session_holds.remove("test")
    assert [row.pk for row in sessions(edition)] == [two.session]


@pytest.mark.parametrize(
    ("given", "closes", "cancel"),
    [
        ({}, 29, 29),
        ({"closes_at": timedelta(days=3)}, 3, 29),
        ({"cancel_until": timedelta(days=-1)}, 29, -1),
    ],
)
def test_deadlines_that_nobody_changed_move_along(
    given: dict[str, timedelta], closes: int, cancel: int
) -> None:
    edition = factories.edition(starts=now() + timedelta(days=20))
    values: Any = {name: getattr(edition, name) + step for name, step in given.items()}
    after = actions.change_edition(
        by=None,
        edition=edition,
        version=edition.version,
        sessions=[moved_meeting(one, 29) for one in meetings_of(edition)],
        **values,
    )
    assert after.closes_at == moved(edition.closes_at, closes)
    assert after.cancel_until == moved(edition.cancel_until, cancel)


def test_deadlines_that_move_along_stay_before_the_first_session() -> None:
    edition = factories.edition(starts=now() + timedelta(days=20))
    Edition.objects.filter(pk=edition.pk).update(
        closes_at=edition.starts_at, cancel_until=edition.starts_at
    )
    [one] = meetings_of(edition)
    earlier = moved_meeting(one, 1)
    earlier = earlier._replace(starts_at=earlier.starts_at - timedelta(hours=2))
    after = actions.change_edition(
        by=None, edition=edition, version=edition.version, sessions=[earlier]
    )
    assert (after.closes_at, after.cancel_until) == (earlier.starts_at, earlier.starts_at)


def test_a_capacity_guard_can_refuse() -> None:
    def never_below_two(edition: Edition, new_capacity: int) -> None:
        if new_capacity < 2:
            raise RuleBroken("Er zijn al 2 plaatsen weg.", field="capacity")

    edition = factories.edition()
    capacity_guards.add("test", never_below_two)
    try:
        with pytest.raises(RuleBroken, match="2 plaatsen"):
            actions.change_edition(by=None, edition=edition, version=edition.version, capacity=1)
        actions.change_edition(by=None, edition=edition, version=edition.version, capacity=3)
    finally:
        capacity_guards.remove("test")


def test_an_edition_of_an_old_version_and_one_that_is_called_off_stay_as_they_are() -> None:
    edition = factories.edition()
    with pytest.raises(OutOfDate):
        actions.change_edition(by=None, edition=edition, version=edition.version - 1, price=100)
    with pytest.raises(RuleBroken, match="Schrijf kort waarom"):
        actions.call_off_edition(by=factories.coordinator(), edition=edition, reason="  ")
    with heard(events.EditionCalledOff) as told:
        actions.call_off_edition(
            by=factories.coordinator(), edition=edition, reason=" De trainer is ziek. "
        )
    assert told == [events.EditionCalledOff(edition.pk, "De trainer is ziek.")]
    edition.refresh_from_db()
    assert edition.sequence == 1
    with pytest.raises(RuleBroken, match="niet door"):
        actions.change_edition(by=None, edition=edition, version=edition.version, price=100)
    with pytest.raises(RuleBroken, match="al niet door"):
        actions.call_off_edition(by=None, edition=edition, reason="Nog eens")


def test_a_copy_keeps_times_on_the_wall_clock_and_is_a_draft() -> None:
    trainer = factories.trainer()
    start = datetime(2027, 3, 11, 9, 0, tzinfo=AMSTERDAM)
    edition = factories.edition(
        starts=start, days=2, trainers=[trainer], capacity=9, note="Neem lunch mee"
    )
    copy = actions.copy_edition(
        by=factories.coordinator(), edition=edition, first_day=date(2027, 4, 2)
    )
    starts = [row.starts_at.astimezone(AMSTERDAM) for row in sessions(copy)]
    assert [(when.date(), when.hour) for when in starts] == [
        (date(2027, 4, 8), 9),
        (date(2027, 4, 15), 9),
    ]
    assert (copy.state, copy.capacity, copy.note) == (EditionState.DRAFT, 9, "Neem lunch mee")
    assert [row.person for row in queries.trainers_of(copy)] == [trainer]
    with pytest.raises(RuleBroken) as broken:
        actions.copy_edition(by=None, edition=edition, first_day=date(2020, 1, 1))
    assert broken.value.field == "first_day"


def test_only_trainers_train_and_changes_are_told() -> None:
    edition, first, second = factories.edition(), factories.trainer(), factories.trainer()
    with pytest.raises(RuleBroken, match="niet de rol"):
        actions.assign_trainers(by=None, edition=edition, trainers=[factories.person()])
    with heard(events.TrainersChanged) as told:
        actions.assign_trainers(
            by=None, edition=edition, trainers=[first], backgrounds={first.pk: "verloskunde"}
        )
        actions.assign_trainers(by=factories.coordinator(), edition=edition, trainers=[second])
        actions.assign_trainers(by=None, edition=edition, trainers=[second])
    assert told == [
        events.TrainersChanged(edition.pk, (first.pk,), ()),
        events.TrainersChanged(edition.pk, (second.pk,), (first.pk,)),
    ]
    assert list(queries.editions_of_trainer(second)) == [edition]
    assert not queries.editions_of_trainer(first)


def test_an_achievement_is_recorded_once_a_day_and_lapses() -> None:
    basis = actions.make_qualification(by=None, slug="basis", name="Basis", valid_months=12)
    person = factories.person()
    for _again in range(2):
        actions.record_achievement(
            by=factories.coordinator(), person=person, qualification=basis, on=date(2026, 1, 31)
        )
    assert person.achievements.count() == 1
    table = [
        (date(2026, 1, 30), False),
        (date(2026, 1, 31), True),
        (date(2027, 1, 31), True),
        (date(2027, 2, 1), False),
    ]
    for day, holds in table:
        assert queries.holds(person, basis, day) is holds
    with pytest.raises(NotAllowed):
        actions.record_achievement(
            by=person, person=person, qualification=basis, on=date(2026, 2, 1)
        )
