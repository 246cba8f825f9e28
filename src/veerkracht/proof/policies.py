"""Who may do what with attendance and proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.enrolment.policies import check_may_run, check_may_see_list
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import check_may_coordinate, coordinates
from veerkracht.training.models import TrainerAssignment

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.proof.certificate_models import Certificate
    from veerkracht.training.models import Course, Edition


def check_may_mark(by: Person, edition: Edition) -> None:
    """Raise NotAllowed unless ``by`` trains at this edition or coordinates its region."""
    check_may_see_list(by, edition)


def check_may_certify(by: Person, edition: Edition) -> None:
    """Raise NotAllowed unless ``by`` trains at this edition or coordinates its region."""
    check_may_see_list(by, edition)


def check_is_holder(by: Person, certificate: Certificate) -> None:
    """Raise NotAllowed unless the certificate is one's own."""
    require(by.pk == certificate.person_id, _("Dit is het certificaat van iemand anders."))


def check_may_see_evaluation(by: Person, edition: Edition) -> None:
    """Raise NotAllowed unless ``by`` trains at this edition or coordinates its region."""
    check_may_see_list(by, edition)


def check_may_arrange_evaluation(by: Person, edition: Edition) -> None:
    """Raise NotAllowed unless ``by`` coordinates the region of this edition."""
    check_may_run(by, edition)


def check_may_keep_bank(by: Person, region_id: int) -> None:
    """Raise NotAllowed unless ``by`` coordinates the region whose questions these are."""
    check_may_coordinate(by, region_id)


def check_may_learn(by: Person, course: Course) -> None:
    """Raise NotAllowed unless ``by`` has a place in an edition of this course."""
    mine = Enrolment.objects.filter(person=by, edition__course=course, state=State.PLACED)
    require(mine.exists(), _("Deze e-learning hoort bij een training waarin je geen plaats hebt."))


def check_may_see_steps(by: Person, course: Course) -> None:
    """The same, or who coordinates the region of the course or trains at one of its editions."""
    trains = TrainerAssignment.objects.filter(person=by, edition__course=course)
    if not (coordinates(by, course.region_id) or trains.exists()):
        check_may_learn(by, course)
