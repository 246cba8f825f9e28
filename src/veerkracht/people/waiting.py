"""What "Mijn plek" shows: gathered from what the apps registered, and our own tasks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.kernel import waiting as kernel
from veerkracht.kernel.clock import now
from veerkracht.kernel.together import Asking, gather
from veerkracht.kernel.waiting import AgendaItem, OwnPage, WaitingTask
from veerkracht.people.policies import must_use_second_factor

if TYPE_CHECKING:
    from veerkracht.people.models import Person

NO_HURRY = datetime.max.replace(tzinfo=UTC)


def tasks_of(person: Person) -> list[WaitingTask]:
    """What waits for a person, the most urgent first."""
    return _by_hurry(gather(source(person) for source in kernel.tasks))


def tasks_and_agenda_of(person: Person) -> tuple[list[WaitingTask], list[AgendaItem]]:
    """Both of "Mijn plek": all apps are asked at once."""
    tasks: Any = (source(person) for source in kernel.tasks)
    agenda: Any = (source(person, now()) for source in kernel.agenda)
    found = gather([*tasks, *agenda])
    split = len(kernel.tasks)
    return _by_hurry(found[:split]), _not_cancelled(_by_time(found[split:]))


def agenda_of(person: Person) -> list[AgendaItem]:
    """What is on a person's calendar from now on, in order."""
    return _not_cancelled(everything_of(person, now()))


def everything_of(person: Person, since: datetime) -> list[AgendaItem]:
    """What is or was on a person's calendar from a moment on, in order, with what was called off."""
    return _by_time(gather(source(person, since) for source in kernel.agenda))


def _by_hurry(found: Iterable[list[WaitingTask]]) -> list[WaitingTask]:
    return sorted(chain.from_iterable(found), key=lambda task: task.due_at or NO_HURRY)


def _by_time(found: Iterable[list[AgendaItem]]) -> list[AgendaItem]:
    return sorted(chain.from_iterable(found), key=lambda item: (item.starts_at, item.uid))


def _not_cancelled(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    return [item for item in items if not item.cancelled]


def own_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """A profile without a name, and a role without a second step."""
    tasks = []
    if settings.SECOND_FACTOR_REQUIRED and must_use_second_factor(person):
        (factors,) = yield [Authenticator.objects.filter(user=person)[:1]]
        if not factors:
            tasks.append(_set_up_second_factor())
    if not person.name:
        tasks.append(_fill_in_profile())
    return tasks


def calendar_page(person: Person) -> list[OwnPage]:
    """The page about the own agenda in another calendar; everybody has it."""
    return [OwnPage(_("Mijn agenda in mijn telefoon"), reverse("people:calendar_feed"))]


def _set_up_second_factor() -> WaitingTask:
    return WaitingTask(
        title=_("Stel een tweede stap in"),
        detail=_(
            "Je hebt een rol waarin je gegevens van anderen ziet. Daarom vragen we bij het inloggen iets extra's."
        ),
        url=reverse("people:second_factor"),
        action=_("Stel in"),
    )


def _fill_in_profile() -> WaitingTask:
    return WaitingTask(
        title=_("Vertel wie je bent"),
        detail=_(
            "Met je naam en je werk kunnen we je inschrijven en je laten zien wat er in de buurt is."
        ),
        url=reverse("people:profile"),
        action=_("Vul in"),
    )
