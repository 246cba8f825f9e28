"""What imports give to “Mijn plek”: the page of lists, and lists that wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.imports.models import ImportedList, State
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask
from veerkracht.people.policies import is_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Person

WAITING = (State.COLUMNS, State.PREVIEW)


def my_pages(person: Person) -> list[OwnPage]:
    """For coordinators and administrators: moving in with lists."""
    if not is_coordinator(person):
        return []
    return [
        OwnPage(_("Lijsten overnemen"), reverse("imports:lists"), work=True),
        OwnPage(_("Dubbele mensen"), reverse("people:doubles"), work=True),
    ]


def what_waits(person: Person) -> Asking[list[WaitingTask]]:
    """Lists that I brought and did not finish."""
    if not is_coordinator(person):
        return []
    unfinished = ImportedList.objects.filter(by=person, state__in=WAITING)
    (rows,) = yield [unfinished.order_by("pk")[:5]]
    return [
        WaitingTask(
            title=_("Een lijst is nog niet overgenomen: %(title)s") % {"title": row.title},
            detail=_("Na 30 dagen gooien we hem weg."),
            url=reverse("imports:show", args=[row.pk]),
            action=_("Ga verder"),
        )
        for row in rows
    ]
