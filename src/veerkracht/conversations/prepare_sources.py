"""What the professional's part and counting give to the registries of the house."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from veerkracht.conversations import counting_actions, counting_rules
from veerkracht.conversations.counting_models import CountedConversation
from veerkracht.conversations.prepare_actions import forgotten_offers
from veerkracht.conversations.prepare_policies import offer_regions
from veerkracht.conversations.prepare_queries import waiting_offers
from veerkracht.conversations.together_policies import may_be_shared_with
from veerkracht.kernel.clock import today
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.ui.navigation import NavItem, navigation

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from veerkracht.people.models import Person

A_YEAR = timedelta(days=365)
MOST_NAMED = 40  # more than these are told as this many


def register() -> None:
    """Put every source in its registry."""
    navigation.add("conversation", in_header, order=20)
    own_pages.add("conversations.prepare", my_pages, order=35)
    tasks.add("conversations.prepare", my_tasks, order=60)
    jobs.add(
        "conversations.counting",
        Job(run=counting_actions.enter_batches, every=timedelta(days=1)),
    )
    retention.add(
        "conversations.offers",
        Retention(
            gettext_lazy("Aanbod in de buurt dat een jaar voorbij is"),
            lambda: forgotten_offers().count(),
            lambda: forgotten_offers().delete()[0],
        ),
    )
    retention.add(
        "conversations.counting",
        Retention(
            gettext_lazy("Getelde gesprekken die na een jaar in geen cijfer pasten"),
            lambda: never_entered().count(),
            lambda: never_entered().delete()[0],
        ),
    )


def in_header(_request: HttpRequest) -> NavItem:
    """The word in the header."""
    return NavItem(_("Het gesprek"), reverse("conversations:landing"))


def never_entered() -> QuerySet[CountedConversation]:
    """What waits of quarters that ended a year ago or longer."""
    before = counting_rules.quarter_of(today() - A_YEAR)
    return CountedConversation.objects.filter(quarter__lt=before)


def my_pages(person: Person) -> list[OwnPage]:
    """Preparing and practising for everybody; looking together, and keeping offers, for who may."""
    pages = [
        OwnPage(_("Een gesprek voorbereiden"), reverse("conversations:prepare")),
        OwnPage(_("Het gesprek oefenen"), reverse("conversations:practise")),
    ]
    if may_be_shared_with(person):
        together = OwnPage(_("Samen kijken"), reverse("conversations:go_together"))
        pages.insert(0, together)
    if offer_regions(person):
        url = reverse("conversations:work_offers")
        pages.append(OwnPage(_("Aanbod in de buurt"), url, work=True))
    return pages


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Offers that nobody looked at for half a year: one task for all of them."""
    kept = [region.pk for region in offer_regions(person)]
    if not kept:
        return []
    (rows,) = yield [waiting_offers(kept)[:MOST_NAMED]]
    if not rows:
        return []
    names = ", ".join(row.title for row in rows[:3])
    title = ngettext(
        "Nog geldig? Kijk %(n)s adres na", "Nog geldig? Kijk %(n)s adressen na", len(rows)
    )
    return [
        WaitingTask(
            title=title % {"n": len(rows)},
            detail=names,
            url=f"{reverse('conversations:work_offers')}?nakijken",
            action=_("Kijk na"),
        )
    ]
