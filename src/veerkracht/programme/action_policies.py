"""Who reads and writes actions: coordinators everything, owners theirs, partners only their own part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.kernel.registries import Registry
from veerkracht.people.models import PersonKind, RoleKind
from veerkracht.people.policies import coordinates, current_roles, represents

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.programme.models import Action, ActionPartner

WITHOUT_EMPLOYER = frozenset({PersonKind.VOLUNTEER, PersonKind.EXPERIENCE})


class Keeper(Protocol):
    """Whether somebody may write an action of a region beside its coordinators; ``action`` None is a new one."""

    def __call__(self, person: Person, region_id: int, action: Action | None) -> bool: ...


action_keepers: Registry[Keeper] = Registry("Who else may write actions")


def organisations_of(person: Person) -> list[int]:
    """The organisations that somebody represents; no query once roles are known."""
    mine = [role for role in current_roles(person) if role.kind == RoleKind.EMPLOYER]
    return [role.organisation_id for role in mine if role.organisation_id is not None]


def belongs_to(person: Person, organisation_id: int) -> bool:
    """Whether somebody works there; a volunteer or parent without an employer may stand for any."""
    if person.organisation_id is None:
        return person.kind in WITHOUT_EMPLOYER
    return person.organisation_id == organisation_id


def speaks_for(person: Person, organisation_id: int, named_id: int | None) -> bool:
    """Whether somebody represents the organisation, or is named and still belongs to it."""
    named = named_id is not None and person.pk == named_id
    return represents(person, organisation_id) or (named and belongs_to(person, organisation_id))


def parts_of(person: Person, action: Action) -> list[ActionPartner]:
    """The parts of an action that somebody may speak of as a partner."""
    parts = action.partners.all()
    return [one for one in parts if speaks_for(person, one.organisation_id, one.person_id)]


def check_may_make_action(by: Person | None, region_id: int, action: Action | None = None) -> None:
    """Raise NotAllowed unless ``by`` coordinates the region or keeps its actions; None is the installation."""
    if by is None or coordinates(by, region_id):
        return
    kept = any(keeper(by, region_id, action) for keeper in action_keepers)
    require(kept, _("Alleen de coördinator van deze regio kan dit."))


def check_may_change_action(by: Person | None, action: Action) -> None:
    """Raise NotAllowed unless ``by`` may write everything of this action."""
    check_may_make_action(by, action.region_id, action)


def check_may_update_action(by: Person, action: Action) -> None:
    """Raise NotAllowed unless ``by`` speaks for the owner, or may write everything."""
    if not speaks_for(by, action.owner_id, action.person_id):
        check_may_change_action(by, action)


def check_may_speak_of_part(by: Person, part: ActionPartner) -> None:
    """Raise NotAllowed unless ``by`` speaks for this partner."""
    allowed = speaks_for(by, part.organisation_id, part.person_id)
    require(allowed, _("Dit deel is van een andere organisatie."))


def check_may_read_action(person: Person, action: Action) -> None:
    """Raise NotAllowed unless the person writes the action, or speaks for its owner or a partner."""
    if not parts_of(person, action):
        check_may_update_action(person, action)
