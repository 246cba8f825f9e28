"""Who may do what with enrolments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.enrolment.models import Approver
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import coordinates, represents

if TYPE_CHECKING:
    from veerkracht.enrolment.models import Approval, Enrolment
    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition


def check_may_enrol(by: Person, person: Person, region_id: int) -> None:
    """A person enrols themselves; a coordinator enrols anybody in their own region."""
    require(
        by.pk == person.pk or coordinates(by, region_id),
        _("Je kunt alleen jezelf inschrijven."),
    )


def check_may_change(by: Person, enrolment: Enrolment) -> None:
    """The person themselves, or a coordinator of the region: also of people whom a coordinator enrolled."""
    own = by.pk == enrolment.person_id
    require(
        own or coordinates(by, enrolment.edition.region_id),
        _("Dit is de inschrijving van iemand anders."),
    )


def may_decide(by: Person, approval: Approval) -> bool:
    """A contact of the organisation that was asked, never about themselves; or a coordinator of the region."""
    enrolment = approval.enrolment
    if coordinates(by, enrolment.edition.region_id):
        return True
    asked = approval.approver == Approver.EMPLOYER and by.pk != enrolment.person_id
    return asked and represents(by, approval.organisation_id)


def check_may_decide(by: Person, approval: Approval) -> None:
    """Raise NotAllowed unless this person decides about the request."""
    require(may_decide(by, approval), _("Over deze aanvraag beslist iemand anders."))


def check_may_run(by: Person, edition: Edition) -> None:
    """A coordinator of the edition's region."""
    require(coordinates(by, edition.region_id), _("Deze training hoort bij een andere regio."))


def check_may_see_list(by: Person, edition: Edition) -> None:
    """A coordinator of the region, or a trainer of this edition."""
    trains = edition.trainer_assignments.filter(person=by).exists()
    require(
        trains or coordinates(by, edition.region_id),
        _("Alleen de trainers en de coördinator zien deze lijst."),
    )
