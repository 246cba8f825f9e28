"""Who reads and who edits the plan of a team: its members and coach, and its lead. No other role does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.practice.coaching_policies import may_coach

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.practice.team_models import TeamPlan


def check_may_edit_plan(by: Person, plan: TeamPlan) -> None:
    """Raise NotAllowed unless ``by`` leads the team."""
    require(by.pk == plan.lead_id, _("Alleen wie het team leidt, kan dit plan wijzigen."))


def check_may_read_plan(by: Person, plan: TeamPlan) -> None:
    """Raise NotAllowed unless ``by`` leads the team, belongs to it, or looks along as its coach."""
    if by.pk == plan.lead_id or (by.pk == plan.coach_id and may_coach(by)):
        return
    belongs = plan.members.filter(person=by).exists()
    require(belongs, _("Dit plan is van een ander team."))
