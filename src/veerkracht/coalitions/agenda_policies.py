"""Who may do what with the agenda and the minutes of a coalition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.coalitions.coalition_policies import check_takes_part, looks_after_coalition
from veerkracht.kernel.permissions import require

if TYPE_CHECKING:
    from veerkracht.coalitions.models import Point
    from veerkracht.meetings.models import Meeting
    from veerkracht.people.models import Person


def leads(person: Person, meeting: Meeting) -> bool:
    """Whether the person leads this meeting, or looks after the coalition. The series needs its coalition."""
    chairs = meeting.facilitator_id is not None and person.pk == meeting.facilitator_id
    return chairs or looks_after_coalition(person, meeting.series.coalition)


def check_may_lead(by: Person, meeting: Meeting) -> None:
    """Raise NotAllowed unless ``by`` leads this meeting or looks after the coalition."""
    check_takes_part(by, meeting.series.coalition)
    allowed = leads(by, meeting)
    require(allowed, _("Dit kan alleen wie deze bijeenkomst leidt of de coalitie coördineert."))


def check_may_change_point(by: Person, point: Point) -> None:
    """Raise NotAllowed unless ``by`` brought the point, or leads the meeting."""
    meeting = point.agenda.meeting
    check_takes_part(by, meeting.series.coalition)
    own = point.brought_by_id is not None and by.pk == point.brought_by_id
    require(own or leads(by, meeting), _("Dit punt is van iemand anders."))
