"""What funding gives to the registries of the apps below."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.enrolment.policies import before_asking, holders, limits
from veerkracht.funding import handlers, letters, retention_rules, words
from veerkracht.funding.actions import charge_hours, lapse_waits, seal, settle_all, stop_waiting
from veerkracht.funding.ceiling_queries import panel
from veerkracht.funding.ledger_posting import hold_schemes
from veerkracht.funding.merging import before_merging
from veerkracht.funding.models import LIVE_WAITS, MoneyWait, OwnPayment, WaitState
from veerkracht.funding.policies import may_see_list
from veerkracht.kernel.clock import now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.money import euros
from veerkracht.kernel.personal_data import own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.actions import mergers

if TYPE_CHECKING:
    from veerkracht.people.models import Person

HEARS = handlers  # imported to subscribe


def register() -> None:
    """Put every source in its registry."""
    letters.register()
    holders.add("funding", hold_schemes)
    limits.add("funding_within_ceiling", words.money_is_gone)
    limits.add("funding_never_overspent", words.money_is_gone)
    before_asking.add("funding", panel)
    mergers.add("funding", before_merging)
    jobs.add("funding.lapse_waits", Job(run=lapse_waits, every=timedelta(seconds=30)))
    jobs.add("funding.settle", Job(run=settle_all, every=timedelta(hours=1)))
    jobs.add("funding.hours", Job(run=charge_hours, every=timedelta(hours=6)))
    jobs.add("funding.seal", Job(run=seal, every=timedelta(minutes=1)))
    own_pages.add("funding", my_pages, order=60)
    tasks.add("funding", my_tasks, order=5)
    own_data.add("funding", OwnMoney())
    retention.add("funding.waits", retention_rules.WAITS)
    retention.add("funding.schemes", retention_rules.SCHEMES)


def my_pages(person: Person) -> list[OwnPage]:
    """The schemes, for who keeps or reads them."""
    if not may_see_list(person):
        return []
    return [OwnPage(_("Subsidies"), reverse("funding:schemes"), work=True)]


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """There is money for a place: say yes in time."""
    told = MoneyWait.objects.filter(person=person, state=WaitState.TOLD, until__gt=now())
    (rows,) = yield [told.select_related("edition__course")]
    return [
        WaitingTask(
            title=_("Er is geld voor je plaats"),
            detail=str(wait.edition.course),
            url=reverse("funding:my_wait", args=[wait.pk]),
            action=_("Zeg ja of nee"),
        )
        for wait in rows
    ]


class OwnMoney:
    """For what somebody waited for subsidy, and what they paid themselves."""

    title = gettext_lazy("Wachten op geld en zelf betalen")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Every wait and every payment of one's own."""
        waits = MoneyWait.objects.filter(person=person).select_related("edition__course")
        paid = OwnPayment.objects.filter(person=person).select_related("edition__course")
        waited, payments = yield [waits.order_by("pk"), paid.order_by("pk")]
        return [
            *(
                {
                    _("Training"): str(one.edition.course),
                    _("Wacht op geld sinds"): one.asked_at,
                    _("Hoe het staat"): str(one.get_state_display()),
                }
                for one in waited
            ),
            *(
                {_("Training"): str(one.edition.course), _("Zelf betaald"): euros(one.price)}
                for one in payments
            ),
        ]

    def erase(self, person: Any) -> None:
        """Waiting ends, so that the money goes to the next; then all of it goes."""
        for wait in MoneyWait.objects.filter(person=person, state__in=LIVE_WAITS):
            stop_waiting(wait=wait, by=person)
        MoneyWait.objects.filter(person=person).delete()
        OwnPayment.objects.filter(person=person).delete()
