"""Who sees what somebody means to do: that person, and whom they invite. Nobody else, whatever their role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.permissions import require
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import current_roles

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.practice.models import Plan
    from veerkracht.training.models import Edition


def check_takes_part(by: Person, edition: Edition) -> None:
    """Raise NotAllowed unless ``by`` has a place in this edition."""
    placed = Enrolment.objects.filter(person=by, edition=edition, state=State.PLACED)
    require(placed.exists(), _("Dit kan alleen als je zelf aan deze training meedoet."))


def check_owns(by: Person, plan: Plan) -> None:
    """Raise NotAllowed unless it is ``by``'s own plan; no role helps."""
    require(by.pk == plan.person_id, _("Deze voornemens zijn van iemand anders."))


def can_coach(person: Person) -> bool:
    """Whether somebody may be invited to look along: a trainer."""
    return any(role.kind == RoleKind.TRAINER for role in current_roles(person))


def check_may_look_along(by: Person, plan: Plan) -> None:
    """Raise NotAllowed unless the person invited ``by``, who still is a trainer."""
    invited = plan.coaches.filter(person=by).exists()
    require(invited and can_coach(by), _("Deze voornemens zijn van iemand anders."))
