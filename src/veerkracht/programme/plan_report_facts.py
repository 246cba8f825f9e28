"""What a half-yearly report says by itself: read from the plan and what hangs on it, in the active language.

All of it is words and lists of words, so that it can be kept as it was sent.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.clock import local, today
from veerkracht.kernel.money import euros
from veerkracht.kernel.papers import pdf
from veerkracht.programme.action_models import OPEN_ACTION, ActionStatus
from veerkracht.programme.agreement_models import AgreementStep
from veerkracht.programme.agreement_queries import agreements, causes_of
from veerkracht.programme.agreement_words import day
from veerkracht.programme.agreement_words import period as agreement_period
from veerkracht.programme.money_models import BudgetLine
from veerkracht.programme.plan_models import PlanPart
from veerkracht.programme.plan_words import period, target_in_words

if TYPE_CHECKING:
    from veerkracht.meetings.models import Decision
    from veerkracht.programme.action_models import Action
    from veerkracht.programme.agreement_models import Agreement
    from veerkracht.programme.plan_models import PlanTarget, PlanVersion
    from veerkracht.programme.plan_rules import Half

Rows = list[list[str]]
TEMPLATE = Path(__file__).parent / "typst" / "plan_report.typ"


def report_facts(version: PlanVersion, half: Half) -> dict[str, Any]:
    """The blocks of a report: aims, targets, actions done and late, agreements, decisions, money, next steps."""
    parts = list(version.plan.parts.select_related("decision__meeting", "action__owner"))
    actions = _actions(parts)
    promised = _agreements(parts)
    return {
        "aims": [str(one) for one in version.aims.all()],
        "targets": _targets(version, half.year),
        "phases": _phases(version, half),
        "done": [_done(one) for one in actions if _was_done(one, half)],
        "late": [_late(one) for one in actions if _is_late(one, half)],
        "agreements": [_agreement(one) for one in promised],
        "steps": _steps(promised),
        "decisions": [_decision(one.decision) for one in parts if _decided(one, half)],
        "money": _money(parts, promised),
        "next": [
            [in_language(one, "what"), one.next_step]
            for one in actions
            if one.next_step and one.status in OPEN_ACTION
        ],
    }


def _actions(parts: list[PlanPart]) -> list[Action]:
    found = [one.action for one in parts if one.action]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.pk))


def _agreements(parts: list[PlanPart]) -> list[Agreement]:
    numbers = [one.agreement_id for one in parts if one.agreement_id]
    order = list(AgreementStep.values)
    found = agreements().filter(pk__in=numbers)
    return sorted(found, key=lambda one: (-order.index(one.step), str(one.promised_by)))


def _targets(version: PlanVersion, year: int) -> Rows:
    return [_target(one) for one in version.targets.all() if one.year == year]


def _target(one: PlanTarget) -> list[str]:
    until = (
        _(" (tot en met %(day)s)") % {"day": day(one.reached_until)} if one.reached_until else ""
    )
    reached = f"{in_language(one, 'reached')}{until}" if one.reached else _("niet bekend")
    return [target_in_words(one), str(one.wanted), reached]


def _phases(version: PlanVersion, half: Half) -> Rows:
    return [
        [str(one), period(one.since, one.until), str(one.get_state_display())]
        for one in version.phases.all()
        if one.since <= half.until and one.until >= half.since
    ]


def _was_done(one: Action, half: Half) -> bool:
    finished = one.status == ActionStatus.DONE and one.done_on is not None
    return finished and half.since <= one.done_on <= half.until  # type: ignore[operator]  # not None: it is finished


def _is_late(one: Action, half: Half) -> bool:
    last = min(today(), half.until)
    return one.status in OPEN_ACTION and one.due_on is not None and one.due_on < last


def _done(one: Action) -> list[str]:
    return [in_language(one, "what"), str(one.owner), day(one.done_on) if one.done_on else ""]


def _late(one: Action) -> list[str]:
    return [in_language(one, "what"), str(one.owner), day(one.due_on) if one.due_on else ""]


def _agreement(one: Agreement) -> list[str]:
    asks = ", ".join(str(cause.label) for cause in causes_of(one))
    return [
        str(one.get_step_display()),
        in_language(one, "what"),
        str(one.promised_by),
        agreement_period(one),
        asks,
    ]


def _steps(promised: list[Agreement]) -> Rows:
    """How many agreements stand at each step."""
    found = [one.step for one in promised if one.ended_on is None]
    return [
        [str(label), str(found.count(step))]
        for step, label in AgreementStep.choices
        if step in found
    ]


def _decided(part: PlanPart, half: Half) -> bool:
    if part.decision is None:
        return False
    return half.since <= local(part.decision.meeting.starts_at).date() <= half.until


def _decision(one: Decision | None) -> list[str]:
    return [one.what, day(local(one.meeting.starts_at).date())] if one else []


def _money(parts: list[PlanPart], promised: list[Agreement]) -> Rows:
    """The lines that hang on the plan or carry an agreement on it, each once."""
    numbers = {one.budget_line_id for one in parts} | {one.budget_line_id for one in promised}
    found = BudgetLine.objects.filter(pk__in=[one for one in numbers if one])
    return [
        [
            in_language(one, "what"),
            str(one.year),
            str(one.funder),
            euros(one.promised),
            euros(one.realised),
        ]
        for one in found.select_related("funder").order_by("year", "what", "pk")
    ]


def report_paper(told: dict[str, Any]) -> bytes:
    """The pages of a report as it was told; the same words give the same bytes."""
    return pdf(TEMPLATE, told)
