"""Who may do what with an intervision group: its members, its coach, and the coordinator of its region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.meetings.models import MeetingState, Presence
from veerkracht.people.policies import coordinates, is_coordinator
from veerkracht.practice.group_models import Group

if TYPE_CHECKING:
    from veerkracht.meetings.models import Meeting, Series
    from veerkracht.people.models import Person


def looks_after(person: Person, series: Series) -> bool:
    """The coordinator of the region, or the coach of the group."""
    if coordinates(person, series.region_id):
        return True
    return Group.objects.filter(series=series, coach=person).exists()


def check_looks_after_any(person: Person) -> None:
    """Raise NotAllowed unless the person coordinates a region or coaches a group."""
    coaches = is_coordinator(person) or Group.objects.filter(coach=person).exists()
    require(coaches, _("Deze pagina is voor wie intervisiegroepen begeleidt."))


def check_was_there(person: Person, meeting: Meeting) -> None:
    """Raise NotAllowed unless the meeting was held and the person was there."""
    there = Presence.objects.filter(meeting=meeting, person=person, there=True)
    held = meeting.state == MeetingState.HELD
    require(held and there.exists(), _("Dit kan alleen wie erbij was."))
