"""Who may do what with attendance and proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from veerkracht.enrolment.policies import check_may_see_list

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition


def check_may_mark(by: Person, edition: Edition) -> None:
    """Raise NotAllowed unless ``by`` trains at this edition or coordinates its region."""
    check_may_see_list(by, edition)
