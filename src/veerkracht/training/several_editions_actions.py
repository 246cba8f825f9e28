"""Doing one thing to several editions, and making a series: each edition as a whole or not at all.

Everything goes through the actions that do it to one edition. A rehearsal does the same and undoes it,
so that what it foretells is what happens, whatever rule stands in the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import local
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.messages.actions import letters_counted
from veerkracht.training import edition_actions
from veerkracht.training.models import Course, Edition, EditionState
from veerkracht.training.policies import check_may_change_course, check_may_change_edition
from veerkracht.training.several_editions_rules import (
    MOST_DAYS,
    MOST_EDITIONS,
    Deed,
    moved_meeting,
)
from veerkracht.training.writing import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from veerkracht.people.models import Person
    from veerkracht.places.models import Area
    from veerkracht.training.rules import Meeting
    from veerkracht.training.several_editions_rules import Wish


@dataclass(frozen=True)
class Outcome:
    """What came (or would come) of one edition: as it is afterwards, how many letters go out, or why not."""

    edition: Edition
    letters: int = 0
    refused: str = ""


def carry_out(
    *, by: Person, editions: Sequence[Edition], wish: Wish, versions: Mapping[int, int]
) -> list[Outcome]:
    """Do this to each edition that is still of the version that was seen; one that refuses stays as it was.

    Raises NotAllowed when one of them is not this person's to change; then nothing is done.
    """
    _check(by, editions)
    return [_one(edition, wish, by, versions.get(edition.pk, 0)) for edition in editions]


def rehearse(*, by: Person, editions: Sequence[Edition], wish: Wish) -> list[Outcome]:
    """What carrying out would bring, edition by edition; nothing is kept."""
    _check(by, editions)
    return [_one(edition, wish, by, edition.version, keep=False) for edition in editions]


def _check(by: Person, editions: Sequence[Edition]) -> None:
    if not editions:
        raise RuleBroken(_("Kies eerst een of meer edities."))
    if len(editions) > MOST_EDITIONS:
        raise RuleBroken(_("Kies hoogstens 50 edities tegelijk."))
    for edition in editions:
        check_may_change_edition(by, edition)


def _one(edition: Edition, wish: Wish, by: Person, version: int, *, keep: bool = True) -> Outcome:
    def do() -> Edition:
        row = locked(Edition, edition.pk, version)
        return DEEDS[wish.deed](row, wish, by)

    return _attempt(edition, do, keep=keep)


def _attempt(subject: Edition, do: Callable[[], Edition], *, keep: bool) -> Outcome:
    """Do it in a transaction of its own; a rule that refuses leaves everything as it was."""
    try:
        with transaction.atomic(), letters_counted() as letters:
            done = do()
            if not keep:
                transaction.set_rollback(True)
        return Outcome(done, letters=letters.number)
    except OutOfDate:
        return Outcome(subject, refused=_("Iemand anders heeft deze editie intussen veranderd."))
    except RuleBroken as broken:
        return Outcome(subject, refused=broken.message)


def _open(edition: Edition, wish: Wish, by: Person) -> Edition:
    return edition_actions.publish_edition(by=by, edition=edition)


def _call_off(edition: Edition, wish: Wish, by: Person) -> Edition:
    return edition_actions.call_off_edition(by=by, edition=edition, reason=wish.reason)


def _change_capacity(edition: Edition, wish: Wish, by: Person) -> Edition:
    if edition.capacity == wish.capacity:
        raise RuleBroken(_("Deze editie heeft al zoveel plaatsen."))
    return edition_actions.change_edition(
        by=by, edition=edition, version=edition.version, capacity=wish.capacity
    )


def _move(edition: Edition, wish: Wish, by: Person) -> Edition:
    """All sessions by so many days; the deadlines move along, as whenever the first day changes."""
    if not 0 < abs(wish.days) <= MOST_DAYS:
        raise RuleBroken(_("Verschuif minstens één dag, en hooguit een jaar."))
    sessions = [moved_meeting(one, wish.days) for one in edition_actions.meetings_of(edition)]
    return edition_actions.change_edition(
        by=by, edition=edition, version=edition.version, sessions=sessions
    )


def _copy(edition: Edition, wish: Wish, by: Person) -> Edition:
    if edition.starts_at is None:
        raise RuleBroken(_("Deze editie heeft nog geen datum."))
    first_day = local(edition.starts_at).date() + timedelta(weeks=wish.weeks)
    copy = edition_actions.copy_edition(by=by, edition=edition, first_day=first_day)
    _check_not_there(copy)
    return copy


DEEDS: dict[Deed, Callable[[Edition, Wish, Person], Edition]] = {
    Deed.OPEN: _open,
    Deed.CALL_OFF: _call_off,
    Deed.CAPACITY: _change_capacity,
    Deed.MOVE: _move,
    Deed.COPY: _copy,
}


def _check_not_there(made: Edition) -> None:
    """A double click makes no second one: the same course, start and place exist once."""
    twins = Edition.objects.filter(
        course=made.course_id,
        starts_at=made.starts_at,
        municipality=made.municipality_id,
        venue=made.venue,
    )
    if twins.exclude(pk=made.pk).exclude(state=EditionState.CANCELLED).exists():
        raise RuleBroken(_("Deze editie is er al."))


@dataclass(frozen=True)
class Planned:
    """One edition of a series: its sessions and where it is."""

    sessions: tuple[Meeting, ...]
    municipality: Area | None = None
    venue: str = ""


def make_series(
    *,
    by: Person,
    course: Course,
    region: Area,
    planned: Sequence[Planned],
    like: Edition | None,
    capacity: int,
    keep: bool = True,
) -> list[Outcome]:
    """Drafts of a course, one for each that is planned; the rest is taken from the edition ``like``.

    ``keep=False`` rehearses. One that cannot be, or is there already, is passed over and named.
    """
    check_may_change_course(by, course)
    maker = _Maker(by, course, region, like, capacity)
    return [
        _attempt(maker.unsaved(one), lambda one=one: maker.make(one), keep=keep)  # type: ignore[misc]
        for one in planned
    ]


KEPT = ("online_link", "price", "subsidy", "queue_policy", "note", "language")


@dataclass(frozen=True)
class _Maker:
    """What all editions of a series share."""

    by: Person
    course: Course
    region: Area
    like: Edition | None
    capacity: int

    def unsaved(self, planned: Planned) -> Edition:
        """The edition as it would be, to name it when it is refused."""
        return Edition(
            course=self.course,
            region=self.region,
            municipality=planned.municipality,
            venue=planned.venue,
            starts_at=planned.sessions[0].starts_at,
        )

    def make(self, planned: Planned) -> Edition:
        """A draft, unless it is there already."""
        locked(Course, self.course.pk)  # two clicks pass one after the other
        values: dict[str, Any] = {
            name: getattr(self.like, name) for name in KEPT if self.like is not None
        }
        if planned.municipality is not None:
            values["online_link"] = ""
        made = edition_actions.make_edition(
            by=self.by,
            course=self.course,
            region=self.region,
            sessions=planned.sessions,
            trainers=self._trainers(),
            municipality=planned.municipality,
            venue=planned.venue,
            capacity=self.capacity,
            **values,
        )
        _check_not_there(made)
        return made

    def _trainers(self) -> list[Person]:
        """Those of the edition it is like, who still are trainers."""
        if self.like is None:
            return []
        assigned = [row.person for row in edition_actions.trainers_of(self.like)]
        still = edition_actions.with_the_role(assigned)
        return [person for person in assigned if person in still]
