"""What registers and reports give to the registries of the apps below."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from veerkracht.enrolment.policies import kept_longer
from veerkracht.kernel.clock import now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.messages.actions import writers
from veerkracht.people.policies import is_administrator, is_coordinator, regions_of_coordinator
from veerkracht.people.queries import is_register_number, register_numbers
from veerkracht.programme.measures import beside, measures
from veerkracht.proof import register_actions, register_queries, register_retention
from veerkracht.proof.register_letters import number_asked
from veerkracht.proof.register_models import ExportedLine, NumberAsked
from veerkracht.proof.reports_measure import BESIDE, FinishedTraining
from veerkracht.training.queries import workbench_actions

if TYPE_CHECKING:
    from veerkracht.people.models import Person

WAITS = timedelta(days=120)


def register() -> None:
    """Put every source in its registry."""
    from veerkracht.proof.register_block import edition_block  # noqa: PLC0415 - renders templates

    writers.add(register_actions.KIND_ASKED, number_asked)
    measures.add("finished-training", FinishedTraining())
    beside.add("finished-training", BESIDE)
    workbench_actions.add("proof.registers", edition_block, order=60)
    own_pages.add("proof.registers", my_pages, order=30)
    tasks.add("proof.register_number", my_numbers, order=30)
    tasks.add("proof.register_work", what_waits, order=40)
    own_data.add("proof.registers", OwnRegisters())
    every = timedelta(hours=1)
    jobs.add("proof.register_runs", Job(run=register_actions.make_due_runs, every=every))
    jobs.add("proof.register_numbers", Job(run=register_actions.ask_again, every=every))
    _register_retention()


def _register_retention() -> None:
    kept_longer.add("proof", register_retention.evidence)
    rules = {
        "proof.attendance": Retention(
            gettext_lazy("Aanwezigheid"),
            lambda: register_retention.old_attendance().count(),
            register_retention.remove_attendance,
        ),
        "proof.registers": Retention(
            gettext_lazy("Wat naar registers ging"),
            lambda: register_retention.old_exports().count(),
            register_retention.remove_exports,
        ),
        "proof.register_numbers": Retention(
            gettext_lazy("Vragen om een registernummer"),
            lambda: register_retention.old_questions().count(),
            register_retention.remove_questions,
        ),
    }
    for name, rule in rules.items():
        retention.add(name, rule)
    counting = Job(run=register_retention.count_overdue, every=timedelta(hours=6))
    jobs.add("proof.retention_report", counting)


def my_pages(person: Person) -> list[OwnPage]:
    """Registers and reports for coordinators, what is past its time for administrators."""
    if not is_coordinator(person):
        return []
    pages = [
        OwnPage(_("Registers"), reverse("proof:registers"), work=True),
        OwnPage(_("Wie er kwam"), reverse("proof:report"), work=True),
    ]
    if is_administrator(person):
        pages.append(OwnPage(_("Bewaartermijnen"), reverse("proof:retention"), work=True))
    return pages


def my_numbers(person: Person) -> Asking[list[WaitingTask]]:
    """A number that we asked for and still miss: one task for each register."""
    rows, numbers = yield [register_queries.still_asked(person), register_numbers(person)]
    there = {one.register for one in numbers if is_register_number(one.register, one.number)}
    open_ones = {
        row.run.accreditation.register: row
        for row in rows
        if row.run.accreditation.register not in there
        and row.run.edition.ends_at
        and row.run.edition.ends_at > now() - WAITS
    }
    return [
        WaitingTask(
            title=_("Vul je nummer in voor %(register)s")
            % {"register": row.run.accreditation.get_register_display()},
            detail=_(
                "Dan geven we je punten door voor %(course)s. Sta je er niet in? Laat het dan zo."
            )
            % {"course": row.run.edition.course},
            url=reverse("people:register_numbers"),
            action=_("Vul je nummer in"),
        )
        for row in open_ones.values()
    ]


def what_waits(person: Person) -> Asking[list[WaitingTask]]:
    """Runs of which nothing was passed on yet, as one task."""
    regions = [area.pk for area in regions_of_coordinator(person)]
    if not regions:
        return []
    (rows,) = yield [register_queries.not_passed_on(regions, now() - WAITS)]
    if not rows:
        return []
    words = ngettext(
        "Van %(n)s uitvoering zijn nog geen punten doorgegeven.",
        "Van %(n)s uitvoeringen zijn nog geen punten doorgegeven.",
        len(rows),
    )
    alone = len(rows) == 1
    to_run = reverse("proof:register_run", args=[rows[0].pk])
    return [
        WaitingTask(
            title=str(rows[0].edition.course) if alone else _("Punten doorgeven aan registers"),
            detail=words % {"n": len(rows)},
            url=to_run if alone else reverse("proof:registers"),
            action=_("Bekijk de registers"),
        )
    ]


class OwnRegisters:
    """What went to registers about a person, and when we asked for a number."""

    title = gettext_lazy("Doorgegeven aan registers")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """A row for each line of an export, and for each question."""
        related = "export__run__accreditation", "export__run__edition__course"
        lines = ExportedLine.objects.filter(enrolment__person=person).select_related(*related)
        asked = NumberAsked.objects.filter(enrolment__person=person)
        sent, questions = yield [
            lines.defer("export__content").order_by("-pk"),
            asked.select_related("run__accreditation").order_by("-pk"),
        ]
        return [_sent(line) for line in sent] + [
            {
                _("We vroegen je nummer voor"): one.run.accreditation.get_register_display(),
                _("Wanneer"): one.asked_at,
            }
            for one in questions
        ]

    def erase(self, person: Any) -> None:
        """The questions go. What went to a register stays seven years, as evidence of what was told."""
        NumberAsked.objects.filter(enrolment__person=person).delete()


def _sent(line: ExportedLine) -> dict[str, Any]:
    run = line.export.run
    return {
        _("Register"): str(run.accreditation.get_register_display()),
        _("Training"): str(run.edition.course),
        _("Nummer"): line.number,
        _("Punten"): line.points,
        _("Wat"): str(line.get_action_display()),
        _("Wanneer"): line.export.made_at,
    }
