"""Who coaches, who sees what of a coaching, and who brings people together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import check_may_coordinate, current_roles, is_coordinator
from veerkracht.practice.coaching_models import CoachingRequest, CoachProfile, RequestState

if TYPE_CHECKING:
    from veerkracht.people.models import Person

COACHES = frozenset({RoleKind.TRAINER, RoleKind.COORDINATOR})
_APPOINTED = "_appointed_coach"


def may_coach_by_role(person: Person) -> bool:
    """Whether a role makes somebody a coach: trainers and coordinators."""
    return any(role.kind in COACHES for role in current_roles(person))


def may_coach(person: Person) -> bool:
    """Whether somebody may be a coach: by role, or made so by a coordinator (one query, once)."""
    if may_coach_by_role(person):
        return True
    if _APPOINTED not in person.__dict__:
        made = CoachProfile.objects.filter(person=person, is_appointed=True)
        person.__dict__[_APPOINTED] = made.exists()
    return bool(person.__dict__[_APPOINTED])


def check_may_coach(person: Person) -> None:
    """Raise NotAllowed unless somebody may be a coach."""
    require(
        may_coach(person),
        _(
            "Deze pagina is voor coaches: trainers, coördinatoren en wie een coördinator coach maakt."
        ),
    )


def check_own_request(by: Person, request: CoachingRequest) -> None:
    """Raise NotAllowed unless it is ``by``'s own request."""
    require(by.pk == request.person_id, _("Deze vraag is van iemand anders."))


def check_takes_part_in(by: Person, coaching: CoachingRequest) -> None:
    """Raise NotAllowed unless ``by`` is the person of a coaching, or its coach who still is one."""
    if by.pk != coaching.person_id or coaching.coach_id is None:
        check_coaches(by, coaching)


def check_coaches(by: Person, coaching: CoachingRequest) -> None:
    """Raise NotAllowed unless ``by`` is the coach of this coaching, and still may coach."""
    theirs = by.pk == coaching.coach_id and may_coach(by)
    require(theirs, _("Deze coaching is van iemand anders."))


def check_may_hand_on(by: Person, coaching: CoachingRequest) -> None:
    """Raise NotAllowed unless ``by`` coaches this person or coordinates the region."""
    if by.pk != coaching.coach_id or not may_coach(by):
        check_may_coordinate(by, coaching.region_id)


def check_may_match(by: Person, request: CoachingRequest) -> None:
    """Raise NotAllowed unless ``by`` coordinates the region of the request."""
    check_may_coordinate(by, request.region_id)


def check_matches_people(by: Person) -> None:
    """Raise NotAllowed unless ``by`` coordinates any region."""
    require(is_coordinator(by), _("Deze pagina is voor coördinatoren."))


def reads_goal(by: Person, request: CoachingRequest) -> bool:
    """Whether ``by`` may read what somebody wants help with: that person and the chosen coach."""
    chosen = request.state in {RequestState.MATCHED, RequestState.ENDED}
    return by.pk == request.person_id or (chosen and by.pk == request.coach_id)
