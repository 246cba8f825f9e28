"""What coaching gives to the registries of the apps below: agenda, tasks, pages, hours, own data, retention."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import AgendaItem, OwnPage, WaitingTask, agenda, own_pages, tasks
from veerkracht.people.actions import mergers
from veerkracht.people.policies import is_coordinator, regions_of_coordinator
from veerkracht.practice import coaching_handover_letters as handover_letters
from veerkracht.practice import coaching_letters as letters
from veerkracht.practice import coaching_words as words
from veerkracht.practice.coaching_calendar_actions import read_calendars_beside
from veerkracht.practice.coaching_handover_models import CoachingHandover, HandoverState
from veerkracht.practice.coaching_hours import my_hours
from veerkracht.practice.coaching_merging import before_merging
from veerkracht.practice.coaching_models import (
    KEPT_GOAL,
    KEPT_HOURS,
    AppointmentState,
    BusyCalendar,
    CoachingAppointment,
    CoachingRequest,
    CoachProfile,
    RequestState,
)
from veerkracht.practice.coaching_policies import may_coach_by_role
from veerkracht.practice.coaching_queries import to_confirm
from veerkracht.proof.queries import register_hours

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST = 3
MOST_COUNTED = 100
KEEP_CANCELLED = timedelta(days=30)


def register() -> None:
    """Put every source in its registry."""
    letters.register()
    handover_letters.register()
    mergers.add("practice.coaching", before_merging)
    jobs.add("practice.calendars", Job(run=read_calendars_beside, every=timedelta(minutes=5)))
    own_pages.add("practice.coaching", my_pages, order=32)
    agenda.add("practice.coaching", my_appointments)
    tasks.add("practice.coaching", my_tasks, order=32)
    tasks.add("practice.coaching.work", what_waits, order=33)
    register_hours.add("coaching", my_hours)
    own_data.add("practice.coaching", OwnCoaching())
    rules = {
        "practice.coaching": Retention(
            gettext_lazy("Coaching van meer dan 7 jaar geleden"),
            lambda: _past().count(),
            lambda: _past().delete()[0],
        ),
        "practice.coaching.goal": Retention(
            gettext_lazy("Waar iemand bij coaching hulp bij wilde, na 1 jaar"),
            lambda: _old_goals().count(),
            lambda: _old_goals().update(goal=""),
        ),
    }
    for name, rule in rules.items():
        retention.add(name, rule)


def my_pages(person: Person) -> list[OwnPage]:
    """One's own coaching; what one coaches for coaches; who waits for coordinators."""
    pages = [OwnPage(_("Mijn coaching"), reverse("practice:coachings"))]
    if may_coach_by_role(person):
        pages.append(OwnPage(_("Wie ik coach"), reverse("practice:coach_desk"), work=True))
    if is_coordinator(person):
        pages.append(OwnPage(_("Coaching"), reverse("practice:coaching_work"), work=True))
    return pages


def my_appointments(person: Person, since: datetime) -> Asking[list[AgendaItem]]:
    """Appointments of coaching of either side; what was cancelled lately as cancelled."""
    mine = Q(coaching__person=person) | Q(coaching__coach=person)
    lately = ~Q(state=AppointmentState.CANCELLED) | Q(changed_at__gte=now() - KEEP_CANCELLED)
    rows = CoachingAppointment.objects.filter(mine, lately, ends_at__gte=since)
    (found,) = yield [rows.select_related("coaching__person", "coaching__coach")]
    return [_agenda_item(one, person) for one in found]


def _agenda_item(one: CoachingAppointment, person: Person) -> AgendaItem:
    """Under the same name and number as in the mail."""
    return AgendaItem(
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        title=letters.title_for(one, person.pk),
        place=one.place,
        url=reverse("practice:coaching", args=[one.coaching_id]),
        kind=_("Coaching"),
        uid=letters.uid_of(one),
        sequence=one.sequence,
        changed_at=one.changed_at,
        description=one.online_link,
        cancelled=one.state == AppointmentState.CANCELLED,
    )


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Of a coach: saying whether appointments were held, filling in a profile. Of both: a first appointment."""
    both = Q(person=person) | Q(coach=person)
    fresh = CoachingRequest.objects.filter(both, state=RequestState.MATCHED, appointments=None)
    unfilled = CoachProfile.objects.filter(person=person, is_appointed=True, themes=[])
    handovers = CoachingHandover.objects.filter(
        coaching__person=person, coaching__state=RequestState.MATCHED, state=HandoverState.ASKED
    )
    asked, over, without, profiles = yield [
        handovers.select_related("to", "coaching__coach"),
        to_confirm(person)[:MOST],
        fresh.select_related("person", "coach")[:MOST],
        unfilled,
    ]
    return [
        *(_goes_on(one) for one in asked),
        *(_fill_in(one) for one in profiles),
        *(_say_held(one) for one in over),
        *(_plan(one, person) for one in without),
    ]


def _goes_on(one: CoachingHandover) -> WaitingTask:
    return WaitingTask(
        title=_("Wil je verder met %(name)s als coach?") % {"name": one.to},
        detail=_("%(name)s kan je coaching overdragen. Jij beslist.")
        % {"name": one.coaching.coach},
        url=reverse("practice:handover", args=[one.pk]),
        action=_("Geef antwoord"),
    )


def _fill_in(_profile: CoachProfile) -> WaitingTask:
    return WaitingTask(
        title=_("Vul je profiel als coach in"),
        detail=_("Dan kunnen mensen je vinden."),
        url=reverse("practice:coach_profile"),
        action=_("Vul in"),
    )


def _say_held(one: CoachingAppointment) -> WaitingTask:
    return WaitingTask(
        title=_("Ging de afspraak met %(name)s door?") % {"name": one.coaching.person},
        detail=words.when(one),
        url=reverse("practice:coach_desk"),
        action=_("Zeg het"),
    )


def _plan(one: CoachingRequest, person: Person) -> WaitingTask:
    other = one.coach if person.pk == one.person_id else one.person
    return WaitingTask(
        title=_("Plan de eerste afspraak met %(name)s") % {"name": other},
        detail=_("Jullie zijn aan elkaar gekoppeld."),
        url=reverse("practice:plan_series", args=[one.pk]),
        action=_("Plan"),
    )


def what_waits(person: Person) -> Asking[list[WaitingTask]]:
    """Of a coordinator: people who wait for a coach."""
    regions = [area.pk for area in regions_of_coordinator(person)]
    if not regions:
        return []
    waiting = CoachingRequest.objects.filter(state=RequestState.WAITING, region__in=regions)
    (rows,) = yield [waiting.order_by("made_at")[:MOST_COUNTED]]
    if not rows:
        return []
    title = ngettext(
        "%(n)s persoon wacht op een coach", "%(n)s mensen wachten op een coach", len(rows)
    )
    return [
        WaitingTask(
            title=title % {"n": len(rows)},
            detail=_("Laat een voorstel maken en bevestig het."),
            url=reverse("practice:coaching_work"),
            action=_("Bekijk"),
        )
    ]


class OwnCoaching:
    """What a person asked, planned and offered, to see and to erase."""

    title = gettext_lazy("Coaching")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Requests and appointments of either side, the profile, and whether a calendar is read."""
        both = Q(person=person) | Q(coach=person)
        ours = Q(coaching__person=person) | Q(coaching__coach=person)
        people, theirs = ("person", "coach"), ("coaching__person", "coaching__coach")
        about = Q(coaching__person=person) | Q(to=person) | Q(asked_by=person)
        requests, meetings, handovers, profiles, calendars = yield [
            CoachingRequest.objects.filter(both).select_related(*people).order_by("pk"),
            CoachingAppointment.objects.filter(ours).select_related(*theirs).order_by("pk"),
            CoachingHandover.objects.filter(about).select_related("to", "coaching__person"),
            CoachProfile.objects.filter(person=person),
            BusyCalendar.objects.filter(person=person),
        ]
        return [
            *(_request(one, person) for one in requests),
            *(_meeting(one, person) for one in meetings),
            *(_handover(one) for one in handovers),
            *(_profile(one) for one in profiles),
            *({_("Je agenda wordt gelezen bij"): one.host} for one in calendars),
        ]

    def erase(self, person: Any) -> None:
        """Refuse while a coaching runs; hours that were held stay, without a name when people empties it."""
        running = CoachingRequest.objects.filter(
            Q(person=person) | Q(coach=person), state=RequestState.MATCHED
        )
        if running.exists():
            raise RuleBroken(_("Je coaching loopt nog. Rond die eerst af."))
        mine = CoachingRequest.objects.filter(person=person)
        mine.filter(coach=None).delete()
        mine.update(goal="")
        CoachProfile.objects.filter(person=person).delete()
        BusyCalendar.objects.filter(person=person).delete()
        CoachingHandover.objects.filter(to=person).delete()


def _handover(one: CoachingHandover) -> dict[str, Any]:
    return {
        _("Overdracht van coaching"): str(one.coaching.person),
        _("Naar"): str(one.to),
        _("Gevraagd"): one.made_at,
        _("Stand"): str(one.get_state_display()),
    }


def _request(one: CoachingRequest, person: Any) -> dict[str, Any]:
    other = one.coach if one.person_id == person.pk else one.person
    mine = one.person_id == person.pk
    return {
        _("Coaching met"): str(other) if other else "",
        _("Thema's"): words.in_a_row(words.themes(one.themes)),
        _("Waar je hulp bij wilde"): one.goal if mine else "",
        _("Gevraagd"): one.made_at,
        _("Stand"): str(one.get_state_display()),
    }


def _meeting(one: CoachingAppointment, person: Any) -> dict[str, Any]:
    return {
        _("Afspraak"): letters.title_for(one, person.pk),
        _("Begint"): one.starts_at,
        _("Waar"): one.place,
        _("Stand"): str(one.get_state_display()),
    }


def _profile(one: CoachProfile) -> dict[str, Any]:
    return {
        _("Je profiel als coach"): one.about,
        _("Thema's"): words.in_a_row(words.themes(one.themes)),
        _("Talen"): words.in_a_row(words.languages(one.languages)),
        _("Hoeveel mensen tegelijk"): one.load,
    }


def _past() -> QuerySet[CoachingRequest]:
    return CoachingRequest.objects.filter(ended_at__lt=now() - KEPT_HOURS)


def _old_goals() -> QuerySet[CoachingRequest]:
    return CoachingRequest.objects.filter(ended_at__lt=now() - KEPT_GOAL).exclude(goal="")
