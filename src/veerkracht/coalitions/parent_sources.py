"""What parents, expenses, polls and contacts give to the registries of the apps below."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from veerkracht.coalitions import contact_queries, expense_queries, parent_letters, parent_queries
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions.expense_rules import ClaimState
from veerkracht.coalitions.models import Claim, PaymentRun
from veerkracht.coalitions.parent_measures import ParentsReached
from veerkracht.coalitions.parent_merging import before_merging
from veerkracht.coalitions.parent_own_data import OwnContacts, OwnPart
from veerkracht.coalitions.parent_retention import RULES, wipe_bank_numbers
from veerkracht.coalitions.poll_actions import forget_pages
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.actions import mergers
from veerkracht.people.models import PersonKind
from veerkracht.people.policies import asks_profile_itself, is_coordinator
from veerkracht.programme.measures import measures

if TYPE_CHECKING:
    from veerkracht.meetings.models import Presence
    from veerkracht.people.models import Person

MOST = 3
A_DAY = timedelta(days=1)


def register() -> None:
    """Put every source in its registry."""
    parent_letters.register()
    mergers.add("coalitions.parents", before_merging)
    for page in ("parent_mine", "claim", "bank"):  # a parent is not asked for work or study first
        asks_profile_itself.add(f"coalitions.{page}", f"coalitions:{page}")
    own_pages.add("coalitions.parents", my_pages, order=44)
    tasks.add("coalitions.parents", my_tasks, order=44)
    tasks.add("coalitions.claims", my_claims, order=45)
    tasks.add("coalitions.contacts", my_contacts, order=46)
    own_data.add("coalitions.parents", OwnPart())
    own_data.add("coalitions.contacts", OwnContacts())
    measures.add("coalitions.parents", ParentsReached())
    jobs.add("coalitions.bank_numbers", Job(run=wipe_bank_numbers, every=A_DAY))
    jobs.add("coalitions.poll_pages", Job(run=forget_pages, every=A_DAY))
    for name, rule in RULES.items():
        retention.add(f"coalitions.{name}", rule)


def my_pages(person: Person) -> list[OwnPage]:
    """Pages of one's part, organisation, or work; by roles alone, without a query."""
    pages = []
    if person.kind == PersonKind.EXPERIENCE:
        pages.append(OwnPage(_("Mijn coalitie en vergoeding"), reverse("coalitions:parent_mine")))
    if policies.organisations_of(person):
        pages += [
            OwnPage(_("Activiteiten met ouders"), reverse("coalitions:activities")),
            OwnPage(_("Peiling onder ouders"), reverse("coalitions:polls")),
            OwnPage(_("Partnerkaart"), reverse("coalitions:partner_map")),
        ]
    if policies.regions_of_payer(person):
        pages.append(OwnPage(_("Vergoedingen betalen"), reverse("coalitions:pay"), work=True))
    if is_coordinator(person):
        pages += _pages_of_coordinator()
    return pages


def _pages_of_coordinator() -> list[OwnPage]:
    named = [
        (_("Ouders in coalities"), "coalitions:parents"),
        (_("Vergoedingen van ouders"), "coalitions:claims"),
        (_("Contacten en wensen"), "coalitions:contacts"),
        (_("Partnerkaart"), "coalitions:partner_map"),
        (_("Peiling onder ouders"), "coalitions:polls"),
    ]
    return [OwnPage(label, reverse(name), work=True) for label, name in named]


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Saying what was done with what a parent said."""
    words, unheard = yield [
        parent_queries.without_done(person)[:MOST],
        parent_queries.heard_nothing(person)[:MOST],
    ]
    found = [_done(one.coalition, one.meeting_id, one.person) for one in words]
    found += [_unheard(one) for one in unheard]
    return found[:MOST]


def _done(coalition: Any, meeting: int, parent: Any) -> WaitingTask:
    return WaitingTask(
        title=_("Wat deden jullie met wat %(name)s zei?") % {"name": parent.get_short_name()},
        detail=coalition.name,
        url=reverse("coalitions:what_was_done", args=[coalition.pk, meeting, parent.pk]),
        action=_("Schrijf het op"),
    )


def _unheard(one: Presence) -> WaitingTask:
    """Somebody was there; whether they said anything is for who guides to write down."""
    coalition: Any = one.meeting.series.coalition
    return WaitingTask(
        title=_("Zei %(name)s iets in de bijeenkomst?") % {"name": one.person.get_short_name()},
        detail=coalition.name,
        url=reverse("coalitions:what_was_done", args=[coalition.pk, one.meeting_id, one.person_id]),
        action=_("Schrijf het op"),
    )


def my_claims(person: Person) -> Asking[list[WaitingTask]]:
    """Claims that wait: for me as parent, for who guides, for who pays; and my bank number."""
    waiting = expense_queries.claims_guided_by(person).filter(state=ClaimState.SENT)
    regions = [one.pk for one in policies.regions_of_payer(person)]
    asked = Claim.objects.filter(person=person, state=ClaimState.ASKED)
    rows = yield [
        asked.select_related("coalition")[:MOST],
        _without_number(person)[:1],
        waiting.exclude(person=person)[:MOST],
        _open_lists(regions)[:1],
        _to_pay(person, regions)[:1],
        _to_pay(person, regions, has_number=False)[:1],
    ]
    found = [_asked(one) for one in rows[0]]
    found += [_bank() for _one in rows[1]]
    found += [_approve(one) for one in rows[2]]
    return found + _of_payer(*rows[3:])


def _without_number(person: Person) -> Any:
    mine = Claim.objects.filter(person=person, state=ClaimState.APPROVED, run=None)
    return mine.annotate(has_number=expense_queries.has_number()).filter(has_number=False)


def _open_lists(regions: list[int]) -> Any:
    """Lists with claims that nobody said are paid."""
    found = PaymentRun.objects.filter(region__in=regions, paid_at=None, claims__isnull=False)
    return found.distinct().order_by("pay_on", "pk")


def _to_pay(person: Person, regions: list[int], *, has_number: bool = True) -> Any:
    """What is approved and on no list yet; without a bank number it cannot go on one."""
    found = Claim.objects.filter(
        coalition__region__in=regions, state=ClaimState.APPROVED, run=None, person__isnull=False
    )
    others = found.filter(~Q(person=person) & ~Q(approved_by=person))
    return others.annotate(has_number=expense_queries.has_number()).filter(has_number=has_number)


def _of_payer(lists: list[Any], ready: list[Any], without: list[Any]) -> list[WaitingTask]:
    """One thing at a time: a list is finished before the next is made."""
    if lists:
        return [_finish(lists[0])]
    if ready:
        return [_pay()]
    return [_wait_for_number() for _one in without]


def _asked(one: Claim) -> WaitingTask:
    return WaitingTask(
        title=_("Er is een vraag over je vergoeding"),
        detail=one.word,
        url=reverse("coalitions:claim", args=[one.pk]),
        action=_("Bekijk de vraag"),
    )


def _bank() -> WaitingTask:
    return WaitingTask(
        title=_("Vul je rekeningnummer in"),
        detail=_("Dan kunnen we je vergoeding betalen."),
        url=reverse("coalitions:bank"),
        action=_("Vul het in"),
    )


def _approve(one: Claim) -> WaitingTask:
    return WaitingTask(
        title=_("Kijk de vergoeding van %(name)s na") % {"name": one.person},
        detail=one.coalition.name,
        url=reverse("coalitions:claim", args=[one.pk]),
        action=_("Kijk na"),
    )


def _pay() -> WaitingTask:
    return WaitingTask(
        title=_("Er staan vergoedingen klaar"),
        detail=_("Ze zijn goedgekeurd en wachten op betaling."),
        url=reverse("coalitions:pay"),
        action=_("Betaal"),
    )


def _finish(run: Any) -> WaitingTask:
    return WaitingTask(
        title=_("Er is een betaallijst die nog niet betaald is"),
        detail=_("Betaal de vergoedingen bij de bank. Zeg daarna dat het betaald is."),
        url=reverse("coalitions:payment_run", args=[run.pk]),
        action=_("Bekijk de lijst"),
    )


def _wait_for_number() -> WaitingTask:
    return WaitingTask(
        title=_("Vergoedingen wachten op een rekeningnummer"),
        detail=_("Ze zijn goedgekeurd. De ouder moet eerst een rekening invullen."),
        url=reverse("coalitions:pay"),
        action=_("Bekijk wie"),
    )


def my_contacts(person: Person) -> Asking[list[WaitingTask]]:
    """Coming back to what one promised."""
    (due,) = yield [contact_queries.to_follow_up(person)[:MOST]]
    return [
        WaitingTask(
            title=_("Kom terug op je gesprek met %(name)s") % {"name": one.organisation},
            detail=one.follow_up,
            url=reverse("coalitions:contact", args=[one.pk]),
            action=_("Bekijk"),
        )
        for one in due
    ]
