"""What the newsletter holds of a person, and what goes when its time has passed."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Retention
from veerkracht.kernel.together import Asking
from veerkracht.outreach.models import (
    AddressList,
    Delivery,
    Interest,
    Issue,
    Subscriber,
    SubscriberState,
)
from veerkracht.outreach.newsletter_models import KEPT_ASKED, KEPT_DELIVERY, KEPT_LIST
from veerkracht.outreach.newsletter_subscribe_actions import leave


class OwnNewsletter:
    """The newsletter that goes to the address of one's account, and what one made of it for others."""

    title = gettext_lazy("De nieuwsbrief")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """What was chosen, and the issues and lists that one made."""
        mine, made, lists = yield [
            Subscriber.objects.filter(email__iexact=person.email),
            Issue.objects.filter(made_by=person),
            AddressList.objects.filter(by=person),
        ]
        return [
            *(_subscriber(one) for one in mine),
            *({_("Nieuwsbrief die je maakte"): one.subject} for one in made),
            *({_("Lijst die je inlas"): one.source} for one in lists),
        ]

    def erase(self, person: Any) -> None:
        """The address goes; what one made stays without a name."""
        for one in Subscriber.objects.filter(email__iexact=person.email):
            leave(subscriber=one)
        Issue.objects.filter(made_by=person).update(made_by=None)
        AddressList.objects.filter(by=person).update(by=None)


def _subscriber(one: Subscriber) -> dict[str, Any]:
    kinds = [str(Interest(kind).label) for kind in one.kinds]
    return {
        _("E-mailadres"): one.email,
        _("Nieuwsbrief"): str(one.get_state_display()),
        _("Onderwerpen"): ", ".join(kinds) or _("Alles"),
        _("Aangevraagd op"): one.asked_at.date(),
    }


def never_confirmed() -> QuerySet[Subscriber]:
    """Who was asked for confirmation thirty days ago and gave none."""
    return Subscriber.objects.filter(state=SubscriberState.ASKED, asked_at__lt=now() - KEPT_ASKED)


def forget_unconfirmed() -> int:
    """They go; of who had left before, the mark stays as it was. Returns how many."""
    returned = list(never_confirmed().filter(left_at__isnull=False))
    for one in returned:
        leave(subscriber=one)
    gone = never_confirmed().delete()[1]
    return len(returned) + gone.get(Subscriber._meta.label, 0)


def old_deliveries() -> QuerySet[Delivery]:
    """Mails of issues that went more than a year ago."""
    return Delivery.objects.filter(issue__sent_at__lt=now() - KEPT_DELIVERY)


def old_lists() -> QuerySet[AddressList]:
    """Lists of more than five years ago."""
    return AddressList.objects.filter(made_at__lt=now() - KEPT_LIST)


RULES: dict[str, Retention] = {
    "unconfirmed": Retention(
        gettext_lazy("Aanmeldingen voor de nieuwsbrief zonder bevestiging"),
        lambda: never_confirmed().count(),
        forget_unconfirmed,
    ),
    "deliveries": Retention(
        gettext_lazy("Welke nieuwsbrief naar wie ging"),
        lambda: old_deliveries().count(),
        lambda: old_deliveries().delete()[0],
    ),
    "address_lists": Retention(
        gettext_lazy("Ingelezen lijsten voor de nieuwsbrief"),
        lambda: old_lists().count(),
        lambda: old_lists().delete()[0],
    ),
}
