"""What plans give to the registries of the apps below: parts, letters, the job, tasks, pages, own data, search."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import now, today
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.actions import mergers
from veerkracht.people.policies import is_coordinator
from veerkracht.programme import plan_parts
from veerkracht.programme import plan_report_letters as letters
from veerkracht.programme.plan_measures import read_targets
from veerkracht.programme.plan_queries import reports_missing
from veerkracht.programme.plan_report_models import KEPT_REPORT, PlanReport, PlanReportWords
from veerkracht.programme.plan_rules import half_to_report
from veerkracht.programme.plan_sheet_parts import Sheets
from veerkracht.programme.plan_words import half_in_words

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST = 3


def register() -> None:
    """Put every source in its registry."""
    plan_parts.register()
    plan_parts.plan_parts.add("sheet", Sheets(), order=10)
    letters.register()
    jobs.add("programme.targets", Job(run=read_targets, every=timedelta(days=1)))
    own_pages.add("programme.plans", my_pages, order=52)
    tasks.add("programme.plans", my_tasks, order=52)
    own_data.add("programme.plans", OwnReports())
    mergers.add("programme.plans", before_merging)
    title = gettext_lazy("Wie verslagen schreef en kreeg")
    retention.add(
        "programme.plans",
        Retention(title, lambda: past_reports().count(), lambda: _unlink(past_reports())),
    )


def my_pages(person: Person) -> list[OwnPage]:
    """Plans, for who coordinates a region."""
    if not is_coordinator(person):
        return []
    return [OwnPage(_("Plannen"), reverse("programme:kept_plans"), work=True)]


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Reports that a half year asks for, in its last month and the month after."""
    half = half_to_report(today())
    if half is None or not is_coordinator(person):
        return []
    (plans,) = yield [reports_missing(person, half)[:MOST]]
    return [
        WaitingTask(
            title=_("Maak het verslag over het %(half)s") % {"half": half_in_words(half)},
            detail=getattr(one, "title", ""),
            url=reverse("programme:plan_desk", args=[one.pk]),
            action=_("Naar het plan"),
        )
        for one in plans
    ]


def before_merging(keep: Person, drop: Person) -> None:
    """Nobody got one report twice."""
    got = PlanReport.sent_to.through.objects
    known = list(got.filter(person=keep).values_list("planreport", flat=True))
    got.filter(person=drop, planreport__in=known).delete()


class OwnReports:
    """Which reports a person wrote at, sent or got, to see and to be unlinked from."""

    title = gettext_lazy("Verslagen van plannen")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Of which plan, and when."""
        mine = Q(sent_by=person) | Q(sent_to=person)
        reports = PlanReport.objects.filter(mine).select_related("plan").distinct()
        words = PlanReportWords.objects.filter(by=person).select_related("report__plan")
        rows, written = yield [
            reports.defer("paper", "facts").order_by("pk"),
            words.order_by("pk"),
        ]
        return [
            *({_("Verslag van"): one.plan.slug, _("Verstuurd op"): one.sent_at} for one in rows),
            *(
                {_("Geschreven aan"): one.report.plan.slug, _("Wanneer"): one.made_at}
                for one in written
            ),
        ]

    def erase(self, person: Any) -> None:
        """What was sent stays, without the name."""
        PlanReport.objects.filter(sent_by=person).update(sent_by=None)
        PlanReport.sent_to.through.objects.filter(person=person).delete()
        PlanReportWords.objects.filter(by=person).update(by=None)


def past_reports() -> QuerySet[PlanReport]:
    """Names at reports that were sent seven years ago."""
    over = PlanReport.objects.filter(sent_at__lt=now() - KEPT_REPORT)
    named = Q(sent_by__isnull=False) | Q(sent_to__isnull=False) | Q(history__by__isnull=False)
    return over.filter(named).distinct()


def _unlink(found: QuerySet[PlanReport]) -> int:
    numbers = list(found.values_list("pk", flat=True))
    PlanReport.objects.filter(pk__in=numbers).update(sent_by=None)
    PlanReport.sent_to.through.objects.filter(planreport__in=numbers).delete()
    PlanReportWords.objects.filter(report__in=numbers).update(by=None)
    return len(numbers)
