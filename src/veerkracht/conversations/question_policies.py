"""Who writes question sets, who translates them, and who may have the file.

The house's own sets belong to the administrators; those of a region to its coordinators and editors; those
of an organisation to its contacts. Editors and coordinators of any region translate the house's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.models import Role, RoleKind
from veerkracht.people.policies import (
    coordinates,
    current_roles,
    edits,
    is_administrator,
    is_coordinator,
    represents,
)

if TYPE_CHECKING:
    from veerkracht.conversations.question_models import QuestionEdition, QuestionSet
    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area

WRITERS = frozenset({RoleKind.COORDINATOR, RoleKind.EDITOR, RoleKind.EMPLOYER})


def check_may_write_somewhere(by: Person) -> None:
    """Raise NotAllowed unless there is a region or organisation that ``by`` may make sets for."""
    may = is_administrator(by) or any(role.kind in WRITERS for role in current_roles(by))
    require(may, _("Deze pagina is voor redacteuren, coördinatoren en contactpersonen."))


def writing_roles(by: Person) -> list[Role]:
    """The roles by which somebody makes sets: of a region or an organisation."""
    return [role for role in current_roles(by) if role.kind in WRITERS]


def check_may_make(by: Person, *, region: Area | None, organisation: Organisation | None) -> None:
    """Raise NotAllowed unless ``by`` may make a set for this owner."""
    if organisation is not None:
        may = is_administrator(by) or represents(by, organisation.pk)
    elif region is not None:
        may = coordinates(by, region.pk) or edits(by, region.pk)
    else:
        may = is_administrator(by)
    require(may, _("Deze set hoort bij een andere regio of organisatie."))


def check_may_write(by: Person, question_set: QuestionSet) -> None:
    """Raise NotAllowed unless ``by`` may change, publish and withdraw editions of this set."""
    check_may_make(by, region=question_set.region, organisation=question_set.organisation)


def check_may_see(by: Person, question_set: QuestionSet) -> None:
    """Raise NotAllowed unless ``by`` writes this set, or it is the house's own and ``by`` translates."""
    if question_set.organisation_id is None and question_set.region_id is None:
        check_may_translate_own(by)
        return
    check_may_write(by, question_set)


def check_may_translate_own(by: Person) -> None:
    """Raise NotAllowed unless ``by`` is an editor or coordinator of any region."""
    require(
        edits(by) or is_coordinator(by) or _edits_somewhere(by), _("Vertalen doen redacteuren.")
    )


def _edits_somewhere(by: Person) -> bool:
    return any(role.kind == RoleKind.EDITOR for role in current_roles(by))


def check_may_translate(by: Person, edition: QuestionEdition) -> None:
    """Raise NotAllowed unless ``by`` sees the set and its licence lets texts be made of it."""
    check_may_see(by, edition.question_set)
    require(
        edition.may_be_given_on and edition.question_set.kind == "web",
        _("De licentie van deze set laat geen vertaling toe."),
    )


def check_may_have_file(by: Person, edition: QuestionEdition) -> None:
    """Raise NotAllowed unless ``by`` sees the set and its licence lets the file go out."""
    check_may_see(by, edition.question_set)
    require(
        edition.may_be_given_on,
        _("De licentie laat niet toe dat je deze set als bestand meeneemt."),
    )
