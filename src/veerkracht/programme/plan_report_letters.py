"""What reports tell by mail: that there is one, with the PDF."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from veerkracht.messages.actions import Attachment, attachments, writers
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person
from veerkracht.programme.agreement_letter_parts import absolute, greeting
from veerkracht.programme.plan_queries import version_now
from veerkracht.programme.plan_report_actions import SENT
from veerkracht.programme.plan_report_models import PlanReport
from veerkracht.programme.plan_rules import Half
from veerkracht.programme.plan_words import half_in_words


def register() -> None:
    """Make these letters known to the post room."""
    writers.add(SENT, sent)
    attachments.add(SENT, paper)


def _found(facts: dict[str, Any]) -> PlanReport | None:
    related = PlanReport.objects.select_related("plan__region", "sent_by")
    return related.filter(pk=facts["report"], sent_at__isnull=False).first()


def sent(facts: dict[str, Any]) -> Letter | None:
    """A report for the client."""
    report, reader = _found(facts), Person.objects.filter(pk=facts["person"]).first()
    if report is None or reader is None:
        return None
    half = half_in_words(Half(report.year, report.half))
    named = {"plan": version_now(report.plan), "half": half, "name": report.sent_by or ""}
    return Letter(
        subject=_("Verslag: %(plan)s, %(half)s") % named,
        paragraphs=(
            greeting(reader),
            _("Hierbij het verslag van “%(plan)s” over het %(half)s.") % named,
            _("Het staat als PDF bij deze mail. Je kunt het ook online lezen."),
        ),
        button=(_("Lees het verslag"), absolute("programme:plan_report", report.pk)),
        after=(_("Heb je vragen? Stel ze aan %(name)s.") % named,) if report.sent_by else (),
    )


def paper(facts: dict[str, Any]) -> Attachment | None:
    """The report as it was sent."""
    report = _found(facts)
    if report is None or report.paper is None:
        return None
    return Attachment(file_name(report), bytes(report.paper), "application/pdf")


def file_name(report: PlanReport) -> str:
    """What the file is called: the plan and the half year."""
    return f"{report.plan.slug}-{report.year}-{report.half}.pdf"
