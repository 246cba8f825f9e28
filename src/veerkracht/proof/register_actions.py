"""Verbs on registers: making a run, asking for numbers, exporting, handing out again. Reached through ``actions``."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.messages.actions import News, queue
from veerkracht.people.policies import check_may_coordinate
from veerkracht.proof import register_queries as queries
from veerkracht.proof import register_rules as rules
from veerkracht.proof.register_files import file_of
from veerkracht.proof.register_models import (
    ExportedLine,
    ExportFormat,
    ExportKind,
    NumberAsked,
    RegisterExport,
    RegisterRun,
)
from veerkracht.proof.register_queries import RunState, holds_for
from veerkracht.proof.register_rules import Standing, Step
from veerkracht.training.models import Accreditation, Edition, EditionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person

KIND_ASKED = "proof.number_asked"
LOOK_BACK = timedelta(days=90)  # editions that ended so long ago still get a run by themselves
RELATED = ("accreditation", "edition__course", "edition__municipality", "edition__region")


@transaction.atomic
def make_run(
    *,
    accreditation: Accreditation,
    edition: Edition,
    by: Person | None,
    identifier: str = "",
) -> RegisterRun:
    """The run of an edition under an accreditation; the one that is there already stays as it is.

    Raises RuleBroken when the edition does not end while the accreditation holds, NotAllowed unless
    ``by`` coordinates the region.
    """
    if by:
        check_may_coordinate(by, edition.region_id)
    if edition.state != EditionState.PUBLISHED or not holds_for(accreditation, edition):
        raise RuleBroken(_("Deze accreditatie geldt niet op de laatste dag van deze editie."))
    run, made = RegisterRun.objects.get_or_create(
        accreditation=accreditation,
        edition=edition,
        defaults={"identifier": identifier.strip()[:40], "by": by},
    )
    if made:
        record("proof.register_run_made", run, by=by, region_id=edition.region_id)
    return run


def make_due_runs() -> int:
    """Make the runs of editions that ended; returns how many. A recurring job."""
    ended = Edition.objects.filter(
        state=EditionState.PUBLISHED, ends_at__lt=now(), ends_at__gte=now() - LOOK_BACK
    )
    pairs = queries.due_pairs(ended)
    for edition, accreditation in pairs:
        make_run(accreditation=accreditation, edition=edition, by=None)
    return len(pairs)


@transaction.atomic
def set_run(*, run: RegisterRun, identifier: str, sessions_needed: int | None, by: Person) -> None:
    """Keep the register's own number of a run, and how many sessions somebody must have followed."""
    check_may_coordinate(by, run.edition.region_id)
    before = {"identifier": run.identifier, "sessions_needed": run.sessions_needed}
    run.identifier, run.sessions_needed = identifier.strip()[:40], sessions_needed
    run.save(update_fields=["identifier", "sessions_needed"])
    after = {"identifier": run.identifier, "sessions_needed": run.sessions_needed}
    values = {"before": before, "after": after}
    record("proof.register_run_set", run, by=by, region_id=run.edition.region_id, values=values)


# Asking for numbers


@transaction.atomic
def ask_for_numbers(*, run: RegisterRun, by: Person | None) -> int:
    """Write to who counts and has no (good) number: once a week, at most twice. Returns how many letters."""
    if by:
        check_may_coordinate(by, run.edition.region_id)
    state = queries.state_of(_held(run))
    return _ask([one for one in state.people if one.may_be_asked], state.run, by)


def ask_again() -> int:
    """Write once more, after a week, to who was asked and still has no number. A recurring job."""
    once = NumberAsked.objects.filter(nth=1, asked_at__lte=now() - rules.ASK_AGAIN)
    twice = NumberAsked.objects.filter(nth=rules.MOST_ASKED)
    waiting = once.exclude(run__edition__ends_at__lt=now() - LOOK_BACK)
    asked = 0
    for pk in sorted(set(waiting.values_list("run", flat=True))):
        with transaction.atomic():
            state = queries.state_of(_held(RegisterRun(pk=pk)))
            done = set(twice.filter(run=pk).values_list("enrolment", flat=True))
            again = [one for one in state.people if one.asked and one.enrolment.pk not in done]
            asked += _ask([one for one in again if one.may_be_asked], state.run, None)
    return asked


def _held(run: RegisterRun) -> RegisterRun:
    """The run, held until the commit, so that two who press at once do it one after the other."""
    rows = RegisterRun.objects.select_for_update(of=("self",)).select_related(*RELATED)
    return rows.get(pk=run.pk)


def _ask(people: Sequence[queries.Participant], run: RegisterRun, by: Person | None) -> int:
    rows = [
        NumberAsked(run=run, enrolment=one.enrolment, nth=len(one.asked) + 1, asked_at=now())
        for one in people
    ]
    NumberAsked.objects.bulk_create(rows)
    queue(_news(row) for row in rows)
    if rows:
        values = {"people": len(rows)}
        region = run.edition.region_id
        record("proof.numbers_asked", run, by=by, region_id=region, values=values)
    return len(rows)


def _news(asked: NumberAsked) -> News:
    person = asked.enrolment.person
    return News(
        kind=KIND_ASKED,
        person_id=person.pk,
        address=person.email,
        language=person.language,
        once=f"{KIND_ASKED}:{asked.run_id}:{asked.enrolment_id}:{asked.nth}",
        facts={"asked": asked.pk},
    )


# Exporting


@transaction.atomic
def make_export(
    *, run: RegisterRun, kind: ExportKind, form: ExportFormat, by: Person
) -> RegisterExport:
    """Make the file for a register and keep it, byte for byte, with a line a person.

    Raises RuleBroken, and keeps nothing, when a number is not written as the register writes it, when
    nobody counts, or when nothing changed.
    """
    check_may_coordinate(by, run.edition.region_id)
    state = queries.state_of(_held(run))
    _refuse_wrong_numbers(state)
    steps = _steps(state, kind)
    number = RegisterExport.objects.filter(run=state.run).count() + 1
    with override("nl"):  # registers read Dutch, whoever makes the file
        content = file_of(state, steps, form)
    export = RegisterExport.objects.create(
        run=state.run,
        number=number,
        kind=kind,
        format=form,
        made_at=now(),
        by=by,
        size=len(steps),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )
    _keep_lines(export, steps)
    _record(export, "proof.register_exported", by)
    return export


def _refuse_wrong_numbers(state: RunState) -> None:
    """Nothing leaves while a number is wrong: the register would refuse the whole list, or credit another."""
    for one in state.wrong:
        facts = {"name": one.enrolment.person, "number": one.number}
        if one.standing == Standing.TWICE:
            raise RuleBroken(
                _(
                    "Het nummer %(number)s staat bij meer dan één persoon, ook bij %(name)s. Er is niets gemaakt."
                )
                % facts
            )
        raise RuleBroken(
            _(
                "Het nummer van %(name)s klopt niet: %(number)s. Er is niets gemaakt. Vraag om het goede nummer."
            )
            % facts
        )


def _steps(state: RunState, kind: ExportKind) -> list[Step]:
    if kind == ExportKind.CHANGES:
        steps = state.to_send
        if not steps:
            raise RuleBroken(_("Er is niets veranderd sinds de vorige keer."))
        return steps
    steps = rules.everything(state.sent, state.ready, state.counting)
    if not steps:
        raise RuleBroken(_("Er is nog niemand die er was en een nummer heeft."))
    return steps


def _keep_lines(export: RegisterExport, steps: Sequence[Step]) -> None:
    ExportedLine.objects.bulk_create(
        ExportedLine(
            export=export,
            enrolment_id=step.line.enrolment,
            number=step.line.number,
            points=step.line.points,
            action=step.deed.value,
        )
        for step in steps
    )


def _record(export: RegisterExport, verb: str, by: Person) -> None:
    values = {"number": export.number, "lines": export.size, "sha256": export.sha256}
    region = export.run.edition.region_id
    record(verb, export, by=by, region_id=region, values=values)


@transaction.atomic
def hand_out(*, export: RegisterExport, by: Person) -> bytes:
    """The file of an earlier export, byte for byte; who took it is recorded."""
    check_may_coordinate(by, export.run.edition.region_id)
    _record(export, "proof.register_export_downloaded", by)
    return bytes(export.content)
