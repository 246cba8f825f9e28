"""What enrolment checks before two persons become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def before_merging(keep: Person, drop: Person) -> None:
    """Refuse when both have a place, an offer or a wait for the same training: one of them must go first."""
    live = Enrolment.objects.live().select_related("edition__course")
    courses = {row.edition.course_id for row in live.filter(person=keep)}
    both = live.filter(person=drop, edition__course__in=courses).first()
    if both is not None:
        raise RuleBroken(
            _("Allebei staan ze ingeschreven voor %(course)s. Meld er eerst één af.")
            % {"course": both.edition.course}
        )
