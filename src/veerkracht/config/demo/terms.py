"""Agreements about places in the demo: kept, capped, approved, interest before a date; and who was there."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

from veerkracht.config.demo.edition_history import EditionHistory
from veerkracht.config.demo.history import History, meetings
from veerkracht.config.demo.plans import (
    AFTERNOON,
    HANNA,
    LOES,
    NOORD,
    OPFRIS,
    PIET,
    SAMEN,
    STARTEN,
    TESS,
    WHOLE_DAY,
    EditionPlan,
)
from veerkracht.enrolment import actions
from veerkracht.enrolment.models import Approval, Approver, Enrolment, State
from veerkracht.enrolment.terms_actions import Whom
from veerkracht.kernel.clock import held_at, local, wall_time
from veerkracht.training.actions import change_edition
from veerkracht.training.models import Edition, EditionState

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast, Directory
    from veerkracht.config.demo.crowd import Profile
    from veerkracht.training.models import Course

SEED = 2017  # a chance of our own, so that the rest of the demo stays as it is
AGREED = 14  # days ago: after the editions were made, before the last people asked
EMPLOYER, SCHOOL = "ggd-zuid-limburg", "zuyd-hogeschool"
ABSENT = 9  # one in so many did not come
Story = Callable[[EditionHistory], None]


@dataclass
class Undated(EditionHistory):
    """An edition whose dates follow; its plan says what they will be, when they come."""

    @cached_property
    def sessions(self) -> list[tuple[datetime, datetime]]:
        """None yet."""
        return []

    def begin(self) -> None:
        """Three weeks ago somebody asked who would come."""
        made_at = self.history.days_ago(21)
        self.history.at(made_at, partial(self._make, made_at))

    def _go_on(self, opens_at: datetime) -> None:
        self.history.editions.add(self._edition[0].pk)
        last = self.history.days_ago(3)
        for moment in self.history.between(opens_at, last, self.plan.waiting):
            self.history.at(moment, self.somebody_asks)


# Stories: what happens to each


def places_for_maternity_care(told: EditionHistory) -> None:
    """Five places are kept for maternity care; some come, and people from elsewhere wait."""
    history = told.history
    history.at(history.days_ago(AGREED), partial(_keep, told))
    history.at(history.days_ago(3.5), partial(_asks_from, told, _in_sector("kraamzorg"), 1))
    history.at(history.days_ago(3), partial(_asks_from, told, _in_sector("welzijn"), 3))
    history.at(history.days_ago(2.4), partial(_asks_from, told, _in_sector("wijkverpleging"), 1))


def _keep(told: EditionHistory) -> None:
    actions.keep_places(
        edition=told.edition,
        whom=Whom(sector=told.directory.sectors["kraamzorg"]),
        number=5,
        until=_midnight(told.history.now + timedelta(days=12)),
        by=told.coordinator,
    )


def two_of_one_school(told: EditionHistory) -> None:
    """A school may send two; the third and fourth wait while others come in."""
    history = told.history
    history.at(history.days_ago(AGREED), partial(_cap, told))
    history.at(history.days_ago(4), partial(_asks_from, told, _at(SCHOOL), 4))
    history.at(history.days_ago(2), partial(_asks_from, told, _in_sector("welzijn"), 1))


def _cap(told: EditionHistory) -> None:
    school = told.directory.organisations[SCHOOL]
    whom = Whom(organisation=school)
    actions.cap_places(edition=told.edition, whom=whom, number=2, by=told.coordinator)


def employer_agrees_first(told: EditionHistory) -> None:
    """An employer says yes to one and no to another; three requests lie there, one with the coordinator."""
    history = told.history
    history.at(history.days_ago(AGREED), partial(_set_approver, told))
    history.at(history.days_ago(6), partial(_asks_from, told, _at(EMPLOYER), 2))
    history.at(history.days_ago(5), partial(_decide, told, agreed=True))
    reason = "Die dag staat het team al krap."
    history.at(history.days_ago(4.8), partial(_decide, told, agreed=False, reason=reason))
    history.at(history.days_ago(2.2), partial(_asks_from, told, _at(EMPLOYER), 2))
    history.at(history.days_ago(1), partial(_asks_from, told, _at(EMPLOYER), 1))
    history.at(history.days_ago(0.9), partial(_asks_from, told, _at(""), 1))


def _set_approver(told: EditionHistory) -> None:
    actions.set_approver(edition=told.edition, approver=Approver.EMPLOYER, by=told.coordinator)


def _decide(told: EditionHistory, *, agreed: bool, reason: str = "") -> None:
    related = ("enrolment__edition", "enrolment__person")
    asked = Approval.objects.filter(enrolment__edition=told.edition, decided_at=None)
    approval = asked.filter(approver=Approver.EMPLOYER).select_related(*related).earliest("pk")
    by = told.cast["Wil Werkgever"]
    actions.decide(approval=approval, agreed=agreed, by=by, reason=reason)


def a_date_at_last(told: EditionHistory) -> None:
    """Dates came yesterday morning: some said yes already, most have not answered."""
    history = told.history
    history.at(history.days_ago(1.3), partial(_give_dates, told))
    for days in (1.1, 0.9, 0.4):
        history.at(history.days_ago(days), partial(_somebody_says_yes, told))


def _give_dates(told: EditionHistory) -> None:
    """The dates are there: who said to be interested is offered a place, in order."""
    plan, edition = told.plan, told.edition
    sessions = meetings(told.history.now, day=plan.day, number=2, every=plan.every, hours=plan.time)
    change_edition(by=told.coordinator, edition=edition, version=edition.version, sessions=sessions)


def _somebody_says_yes(told: EditionHistory) -> None:
    offers = Enrolment.objects.filter(edition=told.edition, state=State.OFFERED)
    row = offers.select_related("person", "edition").earliest("pk")
    actions.accept(enrolment=row, by=row.person)


def nothing_more(_told: EditionHistory) -> None:
    """They are interested, and wait for a date."""


# Who asks


def _in_sector(code: str) -> Callable[[Profile], bool]:
    return lambda profile: profile.sector == code


def _at(organisation: str) -> Callable[[Profile], bool]:
    """Who works or studies somewhere; with no name, who has no organisation."""
    return lambda profile: profile.organisation == organisation


def _asks_from(told: EditionHistory, fits: Callable[[Profile], bool], number: int) -> None:
    """So many of the crowd who fit ask for a place, as far as there are who can come."""
    for person, profile in told.cast.crowd:
        if number == 0:
            return
        if fits(profile) and told.asks(person):
            number -= 1


def _midnight(moment: datetime) -> datetime:
    """The beginning of that day on a Dutch clock."""
    return wall_time(datetime.combine(local(moment).date(), time(0)))


E = EditionPlan
PLANS: tuple[tuple[EditionPlan, type[EditionHistory], Story], ...] = (
    (
        E(
            OPFRIS,
            "Landgraaf",
            "De Heuvel, bovenzaal",
            46,
            3,
            meetings=1,
            capacity=9,
            time=WHOLE_DAY,
            trainers=(TESS,),
            price=4_500,
            subsidy=12_000,
        ),
        EditionHistory,
        places_for_maternity_care,
    ),
    (
        E(
            STARTEN,
            "Beekdaelen",
            "De Burgemeesterskamer",
            57,
            4,
            capacity=14,
            time=AFTERNOON,
            trainers=(HANNA,),
        ),
        EditionHistory,
        two_of_one_school,
    ),
    (
        E(
            SAMEN,
            "Sittard-Geleen",
            "De Leerplaats, lokaal 6",
            51,
            4,
            meetings=1,
            time=WHOLE_DAY,
            capacity=16,
            trainers=(TESS,),
            price=15_000,
            subsidy=0,
        ),
        EditionHistory,
        employer_agrees_first,
    ),
    (
        E(
            NOORD,
            "Horst aan de Maas",
            "Het Buurthuis, tuinkamer",
            49,
            waiting=11,
            capacity=8,
            trainers=(PIET, LOES),
        ),
        Undated,
        a_date_at_last,
    ),
    (
        E(
            OPFRIS,
            "Valkenburg aan de Geul",
            "De Kasteelzaal, toren",
            0,
            waiting=9,
            capacity=14,
            trainers=(TESS,),
        ),
        Undated,
        nothing_more,
    ),
)


def bring_in(
    directory: Directory, cast: Cast, history: History, courses: dict[str, Course]
) -> None:
    """What is missing of it; a second time adds nothing."""
    own = History(history.now, chance=random.Random(SEED))  # noqa: S311 - a demo, no secret
    for plan, sort, story in PLANS:
        course = courses[plan.course]
        if not Edition.objects.filter(course=course, venue=plan.venue).exists():
            told = sort(plan, course, directory, cast, own)
            told.begin()
            story(told)
    own.tell()
    history.refused += own.refused
    _note_who_came(cast, history)


def _note_who_came(cast: Cast, history: History) -> None:
    """After each past edition the coordinator notes who was there: nearly everybody."""
    past = Edition.objects.filter(state=EditionState.PUBLISHED, ends_at__lt=history.days_ago(1))
    for edition in past.select_related("course__region"):
        rows = list(Enrolment.objects.filter(edition=edition, state=State.PLACED).order_by("pk"))
        if 2 * sum(row.came is True for row in rows) >= len(rows):
            continue  # noted before
        came = [row.pk for row in rows if _was_there(row)]
        with held_at((edition.ends_at or history.now) + timedelta(hours=20)):
            by = cast.coordinator(edition.course.region.code)
            actions.mark_came(edition=edition, came=came, by=by)


def _was_there(row: Enrolment) -> bool:
    """Whom somebody else enrolled stays as it was noted there."""
    if row.asked_by_id != row.person_id and row.came is not None:
        return row.came
    return row.pk % ABSENT != 0
