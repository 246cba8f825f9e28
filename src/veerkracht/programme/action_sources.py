"""What actions give to the registries of the apps below: tasks, pages, letters, own data, retention."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from veerkracht.kernel.clock import now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.references import referred_to
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.policies import is_coordinator, regions_of_coordinator
from veerkracht.programme import action_letters
from veerkracht.programme.action_actions import OWN_ROWS
from veerkracht.programme.action_asking import ask_for_words
from veerkracht.programme.action_policies import WITHOUT_EMPLOYER, organisations_of
from veerkracht.programme.action_queries import (
    asked_of,
    in_order,
    waiting_for_owner,
    waiting_for_partner,
    without_owner,
)
from veerkracht.programme.models import KEPT, Action, ActionPartner, ActionUpdate

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST, MOST_COUNTED = 3, 100


def register() -> None:
    """Put every source in its registry."""
    action_letters.register()
    jobs.add("programme.late", Job(run=ask_for_words, every=timedelta(hours=1)))
    own_pages.add("programme.actions", my_pages, order=40)
    tasks.add("programme.actions", my_tasks, order=40)
    tasks.add("programme.actions.work", what_waits, order=41)
    own_data.add("programme.actions", OwnActions())
    title = gettext_lazy("Acties van meer dan 7 jaar geleden")
    retention.add("programme.actions", Retention(title, overdue, carry_out))


def my_pages(person: Person) -> list[OwnPage]:
    """Actions of one's organisation; the list of a region for who coordinates it."""
    pages = []
    if person.organisation_id or person.kind in WITHOUT_EMPLOYER or organisations_of(person):
        pages.append(OwnPage(_("Mijn acties"), reverse("programme:my_actions")))
    if is_coordinator(person):
        pages.append(OwnPage(_("Acties"), reverse("programme:actions"), work=True))
    return pages


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Late actions that wait for a word of who does them, or helps with them."""
    owned = in_order(waiting_for_owner().filter(asked_of(person, "owner")))
    parts = waiting_for_partner().filter(asked_of(person, "organisation"))
    mine, theirs = yield [
        owned[:MOST],
        parts.select_related("action").order_by("action__due_on", "pk")[:MOST],
    ]
    found = {one.pk: one for one in mine} | {one.action_id: one.action for one in theirs}
    return [_task(one) for one in list(found.values())[:MOST]]


def _task(one: Action) -> WaitingTask:
    return WaitingTask(
        title=_("Hoe staat het met “%(what)s”?") % {"what": one.what},
        detail=_("Dit zou klaar zijn op %(day)s.") % {"day": action_letters.due_day(one)},
        url=reverse("programme:action", args=[one.pk]) + "#vertel",
        action=_("Vertel het"),
    )


def what_waits(person: Person) -> Asking[list[WaitingTask]]:
    """Of a coordinator: actions of which nobody can be asked how they go."""
    regions = regions_of_coordinator(person)
    if not regions:
        return []
    adrift = without_owner(Action.objects.filter(region__in=regions)).select_related("region")
    (rows,) = yield [adrift.order_by("pk")[:MOST_COUNTED]]
    if not rows:
        return []
    title = ngettext(
        "%(n)s actie heeft niemand die ervoor spreekt",
        "%(n)s acties hebben niemand die ervoor spreekt",
        len(rows),
    )
    return [
        WaitingTask(
            title=title % {"n": len(rows)},
            detail=_("Geef ze aan een ander, of vraag de organisatie om een contactpersoon."),
            url=reverse("programme:actions") + f"?regio={rows[0].region.code}&stand=adrift",
            action=_("Bekijk"),
        )
    ]


class OwnActions:
    """The actions in which a person is named and what they said of them, to see and to leave."""

    title = gettext_lazy("Acties")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Actions in which one is named, and every word that one gave."""
        named, parts, words = yield [
            Action.objects.filter(person=person).select_related("owner").order_by("pk"),
            ActionPartner.objects.filter(person=person)
            .select_related("action", "organisation")
            .order_by("pk"),
            ActionUpdate.objects.filter(by=person).select_related("action").order_by("pk"),
        ]
        return [
            *({_("Actie"): one.what, _("Namens"): str(one.owner)} for one in named),
            *(
                {
                    _("Partner in actie"): one.action.what,
                    _("Namens"): str(one.organisation),
                    _("Als wat"): one.role,
                }
                for one in parts
            ),
            *(_word(one) for one in words),
        ]

    def erase(self, person: Any) -> None:
        """What was said belongs to the organisation and stays, without the name."""
        Action.objects.filter(person=person).update(person=None)
        ActionPartner.objects.filter(person=person).update(person=None)
        ActionUpdate.objects.filter(by=person).update(by=None)


def _word(one: ActionUpdate) -> dict[str, Any]:
    return {
        _("Over actie"): one.action.what,
        _("Gezegd"): one.made_at,
        _("Hoe het ging"): one.words,
        _("Waar je het aan ziet"): one.evidence,
    }


def _past() -> QuerySet[Action]:
    """Actions that nobody touched for seven years."""
    return Action.objects.filter(changed_at__lt=now() - KEPT)


def overdue() -> int:
    """How many of those still name somebody."""
    names = (
        Q(person__isnull=False) | Q(partners__person__isnull=False) | Q(updates__by__isnull=False)
    )
    return _past().filter(names).distinct().count()


def carry_out() -> int:
    """Remove them with their words; of what something still refers to only the names go."""
    numbers = list(_past().values_list("pk", flat=True))
    kept = referred_to(Action, numbers, apart_from=OWN_ROWS)
    named = Action.objects.filter(pk__in=kept, person__isnull=False).update(person=None)
    named += ActionPartner.objects.filter(action__in=kept, person__isnull=False).update(person=None)
    named += ActionUpdate.objects.filter(action__in=kept, by__isnull=False).update(by=None)
    gone = Action.objects.filter(pk__in=set(numbers) - set(kept)).delete()[0]
    return named + gone
