"""What may hang on a plan. Each kind is registered; an app above adds its own, such as pilots.

A kind says what may be chosen for a plan and how each chosen thing stands now, without a query a thing.
What lives in programme comes along with the part (``POINTED_AT``), so that those kinds ask nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.clock import local
from veerkracht.kernel.money import euros
from veerkracht.kernel.registries import Registry
from veerkracht.meetings.models import Decision
from veerkracht.programme.action_models import Action
from veerkracht.programme.agreement_models import Agreement
from veerkracht.programme.agreement_words import day
from veerkracht.programme.money_models import BudgetLine

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from django.db.models import Model, QuerySet

    from veerkracht.places.models import Area
    from veerkracht.programme.plan_models import PlanPart

MOST = 300  # to choose from


@dataclass(frozen=True)
class PartShown:
    """A thing on a plan as it stands now: its words, its state, and its page when everybody may see one."""

    title: str
    state: str = ""
    url: str = ""


class PlanPartKind(Protocol):
    """A kind of thing. ``one`` and ``title`` are its name in one and in many."""

    one: Any
    title: Any

    def choices(self, areas: Sequence[Area]) -> list[tuple[int, str]]:
        """What may be hung on a plan for these areas: number and words, newest first; a few hundred at most."""
        ...

    def find(self, parts: Collection[PlanPart]) -> dict[int, PartShown]:
        """How each of these stands now, by its ``key``; what is gone is left out. One query at most."""
        ...


plan_parts: Registry[PlanPartKind] = Registry("What may hang on a plan")
FIELDS = {"action": "action_id", "agreement": "agreement_id", "budget-line": "budget_line_id"} | {
    "decision": "decision_id"
}  # kinds that live here, and the column that points at them
POINTED_AT = ("action__owner", "agreement__promised_by", "budget_line__funder", "decision__meeting")


def register() -> None:
    """The kinds that live in programme and below it."""
    plan_parts.add("action", Actions(), order=20)
    plan_parts.add("agreement", Agreements(), order=30)
    plan_parts.add("decision", Decisions(), order=40)
    plan_parts.add("budget-line", BudgetLines(), order=50)


class Actions:
    """Who does what by when."""

    one, title = gettext_lazy("actie"), gettext_lazy("Acties")

    def choices(self, areas: Sequence[Area]) -> list[tuple[int, str]]:
        """Actions of these areas."""
        return _chosen(Action.objects.filter(region__in=areas), "what")

    def find(self, parts: Collection[PlanPart]) -> dict[int, PartShown]:
        """How each action stands, and by when."""
        found = [part.action for part in parts if part.action]
        return {one.pk: PartShown(in_language(one, "what"), _action_state(one)) for one in found}


def _action_state(one: Action) -> str:
    state = f"{one.owner}: {str(one.get_status_display()).lower()}"
    return f"{state}, {_('klaar op')} {day(one.due_on)}" if one.due_on else state


class Agreements:
    """What organisations promise."""

    one, title = gettext_lazy("afspraak"), gettext_lazy("Afspraken")

    def choices(self, areas: Sequence[Area]) -> list[tuple[int, str]]:
        """Agreements of these areas."""
        return _chosen(Agreement.objects.filter(region__in=areas, ended_on=None), "what")

    def find(self, parts: Collection[PlanPart]) -> dict[int, PartShown]:
        """Who promised each, and how firm it is."""
        found = [part.agreement for part in parts if part.agreement]
        return {
            one.pk: PartShown(
                in_language(one, "what"),
                f"{one.promised_by}: {str(one.get_step_display()).lower()}",
            )
            for one in found
        }


class Decisions:
    """What meetings decided."""

    one, title = gettext_lazy("besluit"), gettext_lazy("Besluiten")

    def choices(self, areas: Sequence[Area]) -> list[tuple[int, str]]:
        """Decisions of series in these areas."""
        return _chosen(Decision.objects.filter(meeting__series__region__in=areas), "what")

    def find(self, parts: Collection[PlanPart]) -> dict[int, PartShown]:
        """What was decided, and when."""
        found = [part.decision for part in parts if part.decision]
        return {
            one.pk: PartShown(
                one.what,
                _("besloten op %(day)s") % {"day": day(local(one.meeting.starts_at).date())},
            )
            for one in found
        }


class BudgetLines:
    """Money."""

    one, title = gettext_lazy("begrotingspost"), gettext_lazy("Geld")

    def choices(self, areas: Sequence[Area]) -> list[tuple[int, str]]:
        """Budget lines of these areas."""
        found = BudgetLine.objects.filter(region__in=areas).order_by("-year", "what")[:MOST]
        return [(one.pk, str(one)) for one in found]

    def find(self, parts: Collection[PlanPart]) -> dict[int, PartShown]:
        """What is promised for each, and what was spent."""
        found = [part.budget_line for part in parts if part.budget_line]
        return {
            one.pk: PartShown(
                f"{in_language(one, 'what')} ({one.year})",
                _("%(funder)s: %(promised)s toegezegd, %(realised)s besteed")
                % {
                    "funder": one.funder,
                    "promised": euros(one.promised),
                    "realised": euros(one.realised),
                },
            )
            for one in found
        }


def _chosen(found: QuerySet[Any], field: str) -> list[tuple[int, str]]:
    rows: list[Model] = list(found.order_by("-pk")[:MOST])
    return [(one.pk, in_language(one, field)) for one in rows]


def page_of(kind: str, key: int) -> str:
    """The work page of a thing that lives here; empty for others."""
    return reverse("programme:agreement", args=[key]) if kind == "agreement" else ""
