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
from veerkracht.programme.plan_models import PlanPartyRole
from veerkracht.programme.plan_queries import reportable, version_now
from veerkracht.programme.plan_report_facts import report_facts, report_paper
from veerkracht.programme.plan_report_models import PlanReport, PlanReportWords
from veerkracht.programme.plan_report_words import WORD_BLOCKS, blocks, cover, told_by_itself
from veerkracht.programme.plan_rules import Half

if TYPE_CHECKING:
    from collections.abc import Mapping

    from veerkracht.people.models import Person
    from veerkracht.programme.plan_models import Plan, PlanVersion

SENT, CLIENT = "plan.report_sent", PlanPartyRole.CLIENT
MOST_SIGNS = 4000


@transaction.atomic
def draft_report(*, plan: Plan, half: Half, by: Person) -> PlanReport:
    """Begin the report of a half year; what it tells by itself follows the plan until it is sent.

    Raises RuleBroken before the half year began, without a published plan, or when there is one.
    """
    policies.check_may_keep_plan(by, plan)
    if half.since > today():
        raise RuleBroken(_("Dit halfjaar is nog niet begonnen."))
    read_targets_of(_version(plan))
    try:
        with transaction.atomic():
            report = PlanReport.objects.create(
                plan=plan,
                year=half.year,
                half=half.half,
                words=dict.fromkeys(WORD_BLOCKS, ""),
                made_at=now(),
                changed_at=now(),
            )
    except IntegrityError as error:
        raise RuleBroken(_("Van dit halfjaar is er al een verslag.")) from error
    _keep(report, by)
    record("report.drafted", report, by=by)
    return report


def _version(plan: Plan) -> PlanVersion:
    """What the plan says now; RuleBroken when nothing was published."""
    version = version_now(plan, reportable())
    if version is None:
        raise RuleBroken(_("Publiceer eerst het plan."))
    return version


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
    readers = readers_of(_version(known.plan))
    if not readers:
        raise RuleBroken(
            _(
                "Niemand spreekt nu namens de opdrachtgever. Vraag een beheerder om een contactpersoon."
            )
        )
    read_targets_of(_version(known.plan))
    told = tell_report(known, readers[0].language)
    known.sent_at, known.sent_by = now(), by
    known.facts, known.paper = told, report_paper(told)
    known.save()
    known.sent_to.set(readers)
    queue(_news(known, person) for person in readers)
    record("report.sent", known, by=by, values={"readers": len(readers)})
    return known


def readers_of(version: PlanVersion) -> list[Person]:
    """Who speaks today for the clients of the plan."""
    clients = [one.organisation_id for one in version.parties.all() if one.role == CLIENT]
    found = [person for one in clients for person in contacts_of(one)]
    return list({person.pk: person for person in found}.values())


def tell_report(
    report: PlanReport, language: str, version: PlanVersion | None = None
) -> dict[str, Any]:
    """All that a report says, in a language; of one that was sent, what it said then."""
    if report.facts is not None:
        kept: dict[str, Any] = report.facts
        return kept
    half = Half(report.year, report.half)
    holds = version or _version(report.plan)
    with override(language):
        facts = report_facts(holds, half)
        top = cover(holds, half, today())
        heading = _("Verslag over het %(half)s") % {"half": top["half"]}
        return {
            "lang": language[:2],
            "heading": heading,
            "blocks": blocks(report.words, facts, told_by_itself(holds, half, facts)),
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
