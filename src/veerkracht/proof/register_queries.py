"""Reading runs: who counts, who misses a number, what a register has already."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.together import read
from veerkracht.people.models import RegisterNumber
from veerkracht.people.policies import regions_of_coordinator
from veerkracht.people.queries import is_register_number
from veerkracht.proof import register_rules as rules
from veerkracht.proof.attendance_queries import attended
from veerkracht.proof.register_models import ExportedLine, NumberAsked, RegisterRun
from veerkracht.proof.register_rules import Line, Standing, Step
from veerkracht.training.models import Accreditation, Edition, EditionState, Session

if TYPE_CHECKING:
    from veerkracht.people.models import Person

NOWHERE = ".invalid"  # a stand-in, or an account that was emptied: nobody to ask or to pass on


@dataclass(frozen=True)
class Participant:
    """Somebody who counts for a run: their number, how it stands with it, and when it was asked for."""

    enrolment: Enrolment
    number: str
    standing: Standing
    asked: tuple[datetime, ...] = ()
    asked_at_all: tuple[datetime, ...] = ()

    @property
    def may_be_asked(self) -> bool:
        """Whether a letter may go out now."""
        misses = self.standing in {Standing.MISSING, Standing.BROKEN}
        return misses and rules.may_ask(self.asked, self.asked_at_all, now())


@dataclass(frozen=True)
class RunState:
    """A run as it stands: who counts, and what the register has."""

    run: RegisterRun
    people: tuple[Participant, ...] = ()
    gone: frozenset[int] = frozenset()  # who counts, and whose account was emptied since
    sent: dict[int, Line] = field(default_factory=dict)

    def of(self, *standings: Standing) -> list[Participant]:
        """Those with whose number it stands so."""
        return [one for one in self.people if one.standing in standings]

    @property
    def ready(self) -> dict[int, Line]:
        """What the register should have, of who has a number."""
        points = self.run.accreditation.points
        found = self.of(Standing.READY)
        return {one.enrolment.pk: Line(one.enrolment.pk, one.number, points) for one in found}

    @property
    def counting(self) -> set[int]:
        """Enrolments that count, with or without a number."""
        return {one.enrolment.pk for one in self.people} | self.gone

    @property
    def wrong(self) -> list[Participant]:
        """Those whose number holds an export up."""
        return self.of(Standing.BROKEN, Standing.TWICE)

    @property
    def missing(self) -> list[Participant]:
        """Those who have no number in any register."""
        return self.of(Standing.MISSING)

    @property
    def to_send(self) -> list[Step]:
        """What changed since the last export."""
        return rules.changes(self.sent, self.ready, self.counting)


def runs_of(person: Person) -> QuerySet[RegisterRun]:
    """The runs of the regions that somebody coordinates, the latest edition first."""
    regions = [area.pk for area in regions_of_coordinator(person)]
    rows = RegisterRun.objects.filter(edition__region__in=regions)
    related = ("accreditation", "edition__course", "edition__municipality", "edition__region")
    return (
        rows.select_related(*related)
        .annotate(n_exports=Count("exports"))
        .order_by("-edition__ends_at", "-edition", "accreditation__register", "pk")
    )


def without_run(person: Person) -> list[tuple[Edition, Accreditation]]:
    """Editions of one's regions with an accreditation on their last day and no run yet, soonest first."""
    regions = [area.pk for area in regions_of_coordinator(person)]
    editions = Edition.objects.filter(region__in=regions, state=EditionState.PUBLISHED)
    return due_pairs(editions.filter(starts_at__lte=now()).order_by("-starts_at")[:100])


def due_pairs(editions: QuerySet[Edition]) -> list[tuple[Edition, Accreditation]]:
    """Editions with each accreditation that holds on their last day, as far as there is no run. One message."""
    runs = RegisterRun.objects.filter(edition__in=editions.values("pk"))
    accreditations = Accreditation.objects.filter(course__in=editions.values("course"))
    rows, made, known = read(
        [
            editions.select_related("course"),
            runs.select_related("accreditation"),
            accreditations.order_by("valid_from"),
        ]
    )
    there = {(run.edition_id, run.accreditation.register) for run in made}
    by_course: dict[int, list[Accreditation]] = defaultdict(list)
    for accreditation in known:
        by_course[accreditation.course_id].append(accreditation)
    return [
        (edition, accreditation)
        for edition in rows
        for accreditation in _valid(by_course[edition.course_id], edition)
        if (edition.pk, accreditation.register) not in there
    ]


def _valid(found: Iterable[Accreditation], edition: Edition) -> list[Accreditation]:
    """Of each register the latest that holds on the last day."""
    by_register = {one.register: one for one in found if holds_for(one, edition)}
    return [by_register[register] for register in sorted(by_register)]


def holds_for(accreditation: Accreditation, edition: Edition) -> bool:
    """Whether an edition of this course ends while the accreditation holds."""
    if edition.ends_at is None or accreditation.course_id != edition.course_id:
        return False
    last = local(edition.ends_at).date()
    return accreditation.valid_from <= last <= accreditation.valid_until


def state_of(run: RegisterRun) -> RunState:
    """One run as it stands."""
    return states([run])[run.pk]


def states(runs: Sequence[RegisterRun]) -> dict[int, RunState]:
    """Runs as they stand, in two messages whatever their number. They come with accreditation and edition."""
    editions = {run.edition_id for run in runs}
    there = Enrolment.objects.filter(edition__in=editions, state=State.PLACED)
    people = there.values("person")
    asked = NumberAsked.objects.filter(enrolment__person__in=people)
    rows, sessions, numbers, questions, sent = read(
        [
            there.select_related("person").order_by("person__name", "pk"),
            Session.objects.filter(edition__in=editions),
            RegisterNumber.objects.filter(person__in=people),
            asked.select_related("run__accreditation", "enrolment").order_by("asked_at"),
            _lines_of(runs),
        ]
    )
    counting = _who_count(runs, rows, Counter(one.edition_id for one in sessions))
    register_numbers, lines = _by_person(numbers), _at_registers(runs, sent)
    return {
        run.pk: RunState(
            run,
            _participants(run, _there(counting[run.pk]), register_numbers, questions),
            frozenset(row.pk for row in counting[run.pk] if _is_gone(row)),
            lines[run.pk],
        )
        for run in runs
    }


def _is_gone(row: Enrolment) -> bool:
    return row.person.email.endswith(NOWHERE)


def _there(rows: Sequence[Enrolment]) -> list[Enrolment]:
    return [row for row in rows if not _is_gone(row)]


def _who_count(
    runs: Sequence[RegisterRun], rows: Sequence[Enrolment], sessions: Mapping[int, int]
) -> dict[int, list[Enrolment]]:
    followed = attended({run.edition_id for run in runs})
    of_edition: dict[int, list[Enrolment]] = defaultdict(list)
    for row in rows:
        if row.pk in followed:
            of_edition[row.edition_id].append(row)
    return {
        run.pk: [
            row
            for row in of_edition[run.edition_id]
            if rules.counts(
                len(followed[row.pk].session_ids), sessions[run.edition_id], run.sessions_needed
            )
        ]
        for run in runs
    }


def _by_person(numbers: Iterable[RegisterNumber]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for row in numbers:
        found[row.person_id][row.register] = row.number
    return found


def _participants(
    run: RegisterRun,
    rows: Sequence[Enrolment],
    numbers: dict[int, dict[str, str]],
    asked: Sequence[NumberAsked],
) -> tuple[Participant, ...]:
    register = run.accreditation.register
    used = Counter(numbers[row.person_id].get(register, "") for row in rows)
    found = []
    for row in rows:
        number = numbers[row.person_id].get(register, "")
        how = rules.standing(
            number,
            fits=is_register_number(register, number),
            twice=used[number] > 1,
            has_another=bool(numbers[row.person_id]),
        )
        here, at_all = _asked_of(row, run, asked)
        found.append(Participant(row, number, how, here, at_all))
    return tuple(found)


def _asked_of(
    row: Enrolment, run: RegisterRun, asked: Sequence[NumberAsked]
) -> tuple[tuple[datetime, ...], tuple[datetime, ...]]:
    """When somebody was asked for this run, and when for any run of the same register."""
    register = run.accreditation.register
    mine = [
        one
        for one in asked
        if one.enrolment.person_id == row.person_id and one.run.accreditation.register == register
    ]
    here = tuple(one.asked_at for one in mine if one.run_id == run.pk)
    return here, tuple(one.asked_at for one in mine)


def _lines_of(runs: Sequence[RegisterRun]) -> QuerySet[ExportedLine]:
    rows = ExportedLine.objects.filter(export__run__in=[run.pk for run in runs])
    return rows.select_related("export").defer("export__content").order_by("export__number", "pk")


def _at_registers(
    runs: Sequence[RegisterRun], lines: Iterable[ExportedLine]
) -> dict[int, dict[int, Line]]:
    """What registers have of each run, by enrolment, after all exports."""
    history: dict[int, list[Step]] = defaultdict(list)
    for one in lines:
        line = Line(one.enrolment_id, one.number, one.points)
        history[one.export.run_id].append(Step(rules.Deed(one.action), line))
    return {run.pk: rules.at_register(history[run.pk]) for run in runs}


def still_asked(person: Person) -> QuerySet[NumberAsked]:
    """Runs for which somebody was asked for a number, for "Mijn plek"."""
    mine = NumberAsked.objects.filter(enrolment__person=person).order_by("-asked_at")
    return mine.select_related("run__accreditation", "run__edition__course")


def not_passed_on(regions: Iterable[int], since: datetime) -> QuerySet[RegisterRun]:
    """Runs of editions that ended, and of which nothing was passed on yet."""
    ended = Q(edition__ends_at__lt=now(), edition__ends_at__gte=since)
    rows = RegisterRun.objects.filter(ended, edition__region__in=list(regions), exports=None)
    return rows.select_related("edition__course", "accreditation").order_by(
        "edition__ends_at", "pk"
    )
