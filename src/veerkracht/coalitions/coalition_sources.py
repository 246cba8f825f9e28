"""What coalitions and their meetings give to the registries of the apps below."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.coalitions import (
    agenda_fillings,
    coalition_activities,
    coalition_letters,
    coalition_search,
    policies,
)
from veerkracht.coalitions.agenda_actions import make_agenda
from veerkracht.coalitions.agenda_policies import leads
from veerkracht.coalitions.agenda_queries import agenda_of, meeting_of, without_agenda
from veerkracht.coalitions.agenda_rules import ENOUGH_AHEAD
from veerkracht.coalitions.coalition_privacy import OwnCoalitions, carry_out, overdue
from veerkracht.coalitions.coalition_rules import PURPOSE
from veerkracht.coalitions.minutes_promises import keeps_promises
from veerkracht.coalitions.models import Agenda, Coalition, Seat
from veerkracht.kernel.clock import now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.meetings.models import Meeting, MeetingState
from veerkracht.meetings.policies import Purpose, purposes
from veerkracht.people.actions import mergers
from veerkracht.people.policies import is_coordinator, signed_in
from veerkracht.programme.policies import action_keepers

if TYPE_CHECKING:
    from django.http import HttpRequest

    from veerkracht.meetings.models import Series
    from veerkracht.people.models import Person

MOST = 3
WRITTEN_WITHIN = timedelta(days=30)  # after a meeting: so long one is asked for its minutes
MAILED_WITHIN = timedelta(days=14)  # before a meeting: from then one is asked to mail the agenda


def register() -> None:
    """Put every source in its registry."""
    agenda_fillings.register()
    coalition_letters.register()
    purposes.add(
        PURPOSE,
        Purpose(
            page_of,
            gettext_lazy("Coalitie"),
            policies.looks_after,
            beside,
            decisions=True,
            written=minutes_page,
            leads=coordinator_of,
        ),
    )
    action_keepers.add("coalitions", keeps_promises)
    mergers.add("coalitions", before_merging)
    own_pages.add("coalitions", my_pages, order=30)
    tasks.add("coalitions", my_tasks, order=34)
    own_data.add("coalitions", OwnCoalitions())
    retention.add("coalitions", Retention(gettext_lazy("Plekken in coalities"), overdue, carry_out))
    coalition_search.register()
    coalition_activities.register()
    jobs.add("coalitions.agendas", Job(run=prepare_agendas, every=timedelta(hours=1)))


def page_of(series: Series) -> str:
    """The page for members of the coalition that meets in a series."""
    return reverse("coalitions:inside", args=[Coalition.objects.get(series=series).slug])


def minutes_page(meeting: Meeting) -> str:
    """Where the decisions of a meeting are written down."""
    return reverse("coalitions:minutes", args=[meeting.pk])


def coordinator_of(series: Series) -> int | None:
    """Who leads the meetings of a coalition, unless somebody else is chosen for once: its coordinator."""
    return Coalition.objects.filter(series=series).values_list("coordinator", flat=True).first()


def beside(request: HttpRequest, meeting: Meeting) -> str:
    """On the page of a meeting: its agenda and its minutes."""
    found = meeting_of(meeting.pk)
    if found is None:
        return ""
    facts = {
        "meeting": meeting,
        "agenda": agenda_of(found),
        "begun": meeting.starts_at <= now(),
        "leads": leads(signed_in(request), found),
    }
    return render_to_string("coalitions/parts/beside.html", facts, request)


def prepare_agendas() -> int:
    """Make the agendas that are missing for meetings within four weeks; how many."""
    missing = list(without_agenda(ENOUGH_AHEAD)[:200])
    for meeting in missing:
        make_agenda(meeting=meeting, by=None)
    return len(missing)


def my_pages(person: Person) -> list[OwnPage]:
    """My coalitions; for who coordinates a region also all of them."""
    pages = [OwnPage(_("Mijn coalities"), reverse("coalitions:mine"))]
    if is_coordinator(person):
        pages.append(OwnPage(_("Coalities"), reverse("coalitions:work"), work=True))
    return pages


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """For who leads: an agenda that was not mailed and minutes that are not finished."""
    mine = Q(meeting__facilitator=person) | Q(meeting__series__coalition__coordinator=person)
    agendas = Agenda.objects.filter(mine).exclude(meeting__state=MeetingState.CANCELLED)
    moment = now()
    coming = agendas.filter(
        mailed=0, meeting__starts_at__range=(moment, moment + MAILED_WITHIN)
    ).order_by("meeting__starts_at")
    past = agendas.filter(
        finished_at=None, meeting__ends_at__range=(moment - WRITTEN_WITHIN, moment)
    ).order_by("meeting__ends_at")
    mailing, writing = yield [
        one.select_related("meeting__series")[:MOST] for one in (coming, past)
    ]
    return [_mail_task(one) for one in mailing] + [_minutes_task(one) for one in writing]


def _mail_task(agenda: Agenda) -> WaitingTask:
    return WaitingTask(
        title=_("De agenda is nog niet verstuurd"),
        detail=str(agenda.meeting.series),
        url=reverse("coalitions:agenda", args=[agenda.meeting_id]),
        action=_("Bekijk en mail de agenda"),
        due_at=agenda.meeting.starts_at,
    )


def _minutes_task(agenda: Agenda) -> WaitingTask:
    return WaitingTask(
        title=_("Het verslag is nog niet af"),
        detail=str(agenda.meeting.series),
        url=reverse("coalitions:minutes", args=[agenda.meeting_id]),
        action=_("Maak het verslag af"),
    )


def before_merging(keep: Person, drop: Person) -> None:
    """One seat for an organisation at a time: what ``keep`` has stays."""
    held = Seat.objects.filter(person=keep, until=None)
    for coalition, organisation in held.values_list("coalition", "organisation"):
        doubled = Seat.objects.filter(
            person=drop, until=None, coalition=coalition, organisation=organisation
        )
        doubled.delete()
