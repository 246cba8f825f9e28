"""Who may do what with courses and editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.errors import NotAllowed
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import check_may_coordinate, coordinates, is_coordinator
from veerkracht.training.models import EditionState, TrainerAssignment

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from veerkracht.people.models import Person
    from veerkracht.training.models import Course, Edition


def check_may_change_course(person: Person, course: Course) -> None:
    """Coordinators of the course's region, and administrators."""
    check_may_coordinate(person, course.region_id)


def check_may_change_edition(person: Person, edition: Edition) -> None:
    """Coordinators of the edition's region, and administrators."""
    check_may_coordinate(person, edition.region_id)


def check_may_see_edition(person: Person | AnonymousUser, edition: Edition) -> None:
    """Everybody, but a draft only its coordinators and trainers."""
    if edition.state != EditionState.DRAFT:
        return
    if not person.is_authenticated or not (
        coordinates(person, edition.region_id) or trains(person, edition)
    ):
        raise NotAllowed(_("Deze training is nog niet openbaar."))


def trains(person: Person | AnonymousUser, edition: Edition) -> bool:
    """Whether this person is one of the edition's trainers."""
    return TrainerAssignment.objects.filter(edition=edition, person=person.pk or 0).exists()


def check_coordinates_somewhere(person: Person) -> None:
    """Raise NotAllowed for who coordinates no region: the coordinator's pages are not theirs."""
    require(is_coordinator(person), _("Deze pagina is voor coördinatoren."))
