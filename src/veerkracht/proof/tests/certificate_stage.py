"""Editions that are over, with people who were there, for the tests of certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests import factories
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import held_at, now, today
from veerkracht.people.models import Person
from veerkracht.proof.actions import Mark, mark
from veerkracht.proof.models import Presence
from veerkracht.training.actions import add_accreditation, assign_trainers, make_qualification
from veerkracht.training.models import Course, Edition, Session

AGO = timedelta(days=40)


@dataclass(frozen=True)
class Finished:
    """An edition that is over, who had a place, its trainer and its coordinator."""

    edition: Edition
    rows: list[Enrolment]
    trainer: Person
    coordinator: Person

    @property
    def sessions(self) -> list[Session]:
        """The sessions, first one first."""
        return list(self.edition.sessions.order_by("starts_at"))

    def present(self, *rows: Enrolment, at: int | None = None) -> None:
        """These were at every session, or at one by its place."""
        chosen = self.sessions if at is None else [self.sessions[at]]
        for session in chosen:
            said = {row.pk: Mark(Presence.PRESENT) for row in rows}
            mark(session=session, marks=said, by=self.trainer)

    def absent(self, *rows: Enrolment, at: int) -> None:
        """These were not at one session."""
        said = {row.pk: Mark(Presence.ABSENT) for row in rows}
        mark(session=self.sessions[at], marks=said, by=self.trainer)


def accredited(**values: Any) -> Course:
    """A course that grants something for a year, with points of two registers."""
    basis = make_qualification(
        by=None, slug="basis", name="Basis", name_en="Basics", valid_months=12
    )
    course = factories.course(title="Het gesprek", title_en="The talk", grants=basis, **values)
    for register, points in (("knov", "7"), ("skj", "6.5")):
        add_accreditation(
            by=None,
            course=course,
            register=register,
            points=Decimal(points),
            identifier=f"voorbeeld-{register}",
            valid_from=today() - timedelta(days=365),
            valid_until=today() + timedelta(days=365),
        )
    return course


def finished(
    *names: str, days: int = 2, of: Course | None = None, ago: timedelta = AGO, **values: Any
) -> Finished:
    """An edition of some sessions of three and a half hours, the first so long ago."""
    begun = now() - ago
    people = [factories.person(name) for name in names or ("Ada Af", "Bo Bijna")]
    with held_at(begun - timedelta(days=30)):
        edition = factories.edition(
            of=of or accredited(), starts=begun, days=days, capacity=len(people) + 1, **values
        )
        rows = [request_places(people=[one], editions=[edition], by=one)[0] for one in people]
    trainer = factories.trainer()
    assign_trainers(by=None, edition=edition, trainers=[trainer])
    edition = Edition.objects.select_related("course__grants", "region").get(pk=edition.pk)
    return Finished(edition, rows, trainer, factories.coordinator())
