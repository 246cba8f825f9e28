"""Who may do what with a series and its meetings: its members, and who looks after it.

The app above that uses series for a purpose says in ``purposes`` who looks after them and where their
own page is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.permissions import require
from veerkracht.kernel.registries import Registry
from veerkracht.meetings.models import Meeting, MeetingState, Member, Presence, Series
from veerkracht.people.policies import coordinates

if TYPE_CHECKING:
    from django.http import HttpRequest

    from veerkracht.people.models import Person


def nobody(person: Person, series: Series) -> bool:
    """Who looks after series of a purpose that nobody looks after."""
    return False


def nothing(request: HttpRequest, meeting: Meeting) -> str:
    """What the app above adds to a meeting's page: nothing."""
    return ""


@dataclass(frozen=True)
class Purpose:
    """What an app says of its series: their page, their name, who looks after them, what it adds.

    ``beside`` gives markup for the page of a meeting. ``decisions``: whether decisions are kept; ``written``
    says where, for a purpose with minutes of its own. ``leads``: who leads each meeting, where that does not
    go round; only they, who planned it and who looks after it then move it or call it off. ``methods``: whether
    people choose a way of working and a theme.
    """

    page: Callable[[Series], str]
    title: Any
    looks_after: Callable[[Person, Series], bool] = nobody
    beside: Callable[[HttpRequest, Meeting], str] = nothing
    decisions: bool = False
    written: Callable[[Meeting], str] | None = None
    leads: Callable[[Series], int | None] | None = None
    methods: bool = False

    @property
    def goes_round(self) -> bool:
        """Whether leading goes round, so that the members organise themselves."""
        return self.leads is None


purposes: Registry[Purpose] = Registry("What series of meetings are for")


def _my_place(series: Series) -> str:
    return reverse("people:my_place")


UNNAMED = Purpose(_my_place, gettext_lazy("Bijeenkomst"))


def purpose_of(series: Series) -> Purpose:
    """What the app above says of this series; for one that no app speaks for, only that people meet."""
    return dict(purposes.items()).get(series.purpose, UNNAMED)


def is_member(person: Person, series: Series) -> bool:
    """Whether the person belongs to the series now."""
    return Member.objects.filter(series=series, person=person, until=None).exists()


def check_is_member(person: Person, series: Series) -> None:
    """Raise NotAllowed unless the person is a member now."""
    require(is_member(person, series), _("Deze groep is van andere mensen."))


def looks_after(person: Person, series: Series) -> bool:
    """Whether the person looks after the series, such as a coach or the coordinator of its region."""
    return purpose_of(series).looks_after(person, series)


def check_looks_after(person: Person, series: Series) -> None:
    """Raise NotAllowed unless the person looks after the series."""
    require(looks_after(person, series), _("Dit kan alleen wie voor de groep zorgt."))


def check_belongs(person: Person, series: Series) -> None:
    """Raise NotAllowed unless the person is a member now, or looks after the series."""
    belongs = is_member(person, series) or looks_after(person, series)
    require(belongs, _("Deze groep is van andere mensen."))


def check_may_see_meeting(person: Person, meeting: Meeting) -> None:
    """As ``check_belongs``; who was there sees a meeting also after leaving the group."""
    was_there = Presence.objects.filter(meeting=meeting, person=person).exists()
    if not was_there:
        check_belongs(person, meeting.series)


def check_leads(person: Person, meeting: Meeting) -> None:
    """Raise NotAllowed unless the person leads this meeting, or looks after the series."""
    leads = person.pk == meeting.facilitator_id or looks_after(person, meeting.series)
    require(leads, _("Alleen wie deze bijeenkomst leidt, vinkt aan wie er was."))


def arranges(person: Person, meeting: Meeting) -> bool:
    """Whether somebody who belongs moves a meeting, calls it off or lets another lead it.

    Where leading goes round the members organise themselves: each of them. Elsewhere who leads, who planned
    it, or who looks after the series.
    """
    theirs = person.pk in {meeting.facilitator_id, meeting.planned_by_id}
    return purpose_of(meeting.series).goes_round or theirs or looks_after(person, meeting.series)


def check_arranges(person: Person, meeting: Meeting) -> None:
    """Raise NotAllowed unless the person belongs, and ``arranges`` the meeting."""
    check_belongs(person, meeting.series)
    require(arranges(person, meeting), _("Dit kan alleen wie de bijeenkomst leidt of plande."))


def may_decide(person: Person, series: Series, meeting: Meeting | None = None) -> bool:
    """Whether the person keeps the decisions: they look after the series, or lead this meeting or one ahead."""
    led = Meeting.objects.filter(series=series, facilitator=person)
    leads = Q(state=MeetingState.PLANNED)
    if meeting is not None:
        leads |= Q(pk=meeting.pk)
    return looks_after(person, series) or led.filter(leads).exists()


def check_may_decide(person: Person, meeting: Meeting) -> None:
    """As ``may_decide``; raises NotAllowed. Somebody who left the group keeps nothing."""
    check_belongs(person, meeting.series)
    allowed = may_decide(person, meeting.series, meeting)
    require(allowed, _("Alleen wie leidt, of voor de groep zorgt, legt besluiten vast."))


def check_may_make_methods(person: Person, region_id: int, series: Series | None) -> None:
    """A group makes its own ways of working; a coordinator those of the region."""
    if series is not None:
        check_belongs(person, series)
        return
    require(coordinates(person, region_id), _("Deze regio hoort bij een andere coördinator."))
