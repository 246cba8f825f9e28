"""Who may do what with attendance and proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.enrolment.policies import check_may_run, check_may_see_list
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import check_may_coordinate

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.proof.certificate_models import Certificate
    from veerkracht.training.models import Edition


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
