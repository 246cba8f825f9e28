"""The verbs of half-yearly reports: drafting from the plan, writing around it, sending to the client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.people.queries import contacts_of
from veerkracht.programme import plan_policies as policies
from veerkracht.programme.plan_measures import read_targets_of
from veerkracht.programme.plan_queries import version_now
from veerkracht.programme.plan_report_facts import report_facts
from veerkracht.programme.plan_report_models import PlanReport, PlanReportWords
from veerkracht.programme.plan_report_paper import report_pdf
from veerkracht.programme.plan_report_words import WORD_BLOCKS, blocks, cover, first_words
from veerkracht.programme.plan_rules import Half

if TYPE_CHECKING:
    from collections.abc import Mapping

    from veerkracht.people.models import Person
    from veerkracht.programme.plan_models import Plan

SENT = "plan.report_sent"
MOST_SIGNS = 4000


@transaction.atomic
def draft_report(*, plan: Plan, half: Half, by: Person) -> PlanReport:
    """Begin the report of a half year; its first words come from the plan.

    Raises RuleBroken before the half year began, without a published plan, or when there is one.
    """
    policies.check_may_keep_plan(by, plan)
    if half.since > today():
        raise RuleBroken(_("Dit halfjaar is nog niet begonnen."))
    version = version_now(plan)
    if version is None:
        raise RuleBroken(_("Publiceer eerst het plan."))
    read_targets_of(version)
    words = first_words(plan, half, report_facts(plan, half))
    try:
        with transaction.atomic():
            report = PlanReport.objects.create(
                plan=plan,
                year=half.year,
                half=half.half,
                words=words,
                made_at=now(),
                changed_at=now(),
            )
    except IntegrityError as error:
        raise RuleBroken(_("Van dit halfjaar is er al een verslag.")) from error
    _keep(report, by)
    record("report.drafted", report, by=by)
    return report


def _keep(report: PlanReport, by: Person) -> None:
    PlanReportWords.objects.create(
        report=report, number=report.number, words=report.words, by=by, made_at=now()
    )


def _draft(report: PlanReport, by: Person) -> PlanReport:
    policies.check_may_keep_plan(by, report.plan)
    known = PlanReport.objects.select_for_update().select_related("plan").get(pk=report.pk)
    if known.sent_at is not None:
        raise RuleBroken(_("Dit verslag is verstuurd en blijft zoals het is."))
    return known


@transaction.atomic
def write_report(
    *, report: PlanReport, words: Mapping[str, str], by: Person, number: int | None = None
) -> None:
    """Change the words around the facts; what they were is kept. OutOfDate for who was second."""
    known = _draft(report, by)
    if number is not None and number != known.number:
        raise OutOfDate(_("Iemand anders schreef net aan dit verslag."))
    known.words = {block: words.get(block, "").strip()[:MOST_SIGNS] for block in WORD_BLOCKS}
    known.number, known.changed_at = known.number + 1, now()
    known.save(update_fields=["words", "number", "changed_at"])
    _keep(known, by)
    record("report.written", known, by=by, values={"number": known.number})


@transaction.atomic
def drop_report(*, report: PlanReport, by: Person) -> None:
    """Throw a draft away. Raises RuleBroken for what was sent."""
    known = _draft(report, by)
    record("report.dropped", known, by=by)
    known.delete()


@transaction.atomic
def send_report(*, report: PlanReport, by: Person) -> PlanReport:
    """Send it to who speaks for the client, with the PDF, and keep it as it was sent.

    Raises RuleBroken when nobody speaks for the client.
    """
    known = _draft(report, by)
    readers = readers_of(known.plan)
    if not readers:
        raise RuleBroken(
            _(
                "Niemand spreekt nu namens de opdrachtgever. Vraag een beheerder om een contactpersoon."
            )
        )
    version = version_now(known.plan)
    if version is not None:
        read_targets_of(version)
    told = tell_report(known, readers[0].language)
    known.sent_at, known.sent_by = now(), by
    known.facts, known.paper = told, report_pdf(told)
    known.save()
    known.sent_to.set(readers)
    queue(_news(known, person) for person in readers)
    record("report.sent", known, by=by, values={"readers": len(readers)})
    return known


def readers_of(plan: Plan) -> list[Person]:
    """Who speaks today for the clients of the plan."""
    found = [person for one in policies.clients_of(plan) for person in contacts_of(one)]
    return list({person.pk: person for person in found}.values())


def tell_report(report: PlanReport, language: str) -> dict[str, Any]:
    """All that a report says, in a language; of one that was sent, what it said then."""
    if report.facts is not None:
        kept: dict[str, Any] = report.facts
        return kept
    half = Half(report.year, report.half)
    with override(language):
        facts = report_facts(report.plan, half)
        top = cover(report.plan, half, today())
        heading = _("Verslag over het %(half)s") % {"half": top["half"]}
        return {
            "lang": language[:2],
            "heading": heading,
            "blocks": blocks(report.words, facts),
            "steps": facts["steps"],
            **top,
        }


def _news(report: PlanReport, person: Person) -> News:
    return News(
        kind=SENT,
        address=person.email,
        once=f"{SENT}:{report.pk}:{person.pk}",
        facts={"report": report.pk, "person": person.pk},
        person_id=person.pk,
        language=person.language,
        due_at=after_quiet(now()),
    )
