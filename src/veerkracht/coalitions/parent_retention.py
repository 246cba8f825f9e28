"""What goes when its time has passed: bank numbers after 90 days, words after two years, claims after seven."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from veerkracht.coalitions.coalition_models import KEPT
from veerkracht.coalitions.contact_models import KEPT_CONTACT
from veerkracht.coalitions.expense_actions import forget_receipt
from veerkracht.coalitions.expense_models import BANK_NUMBER_KEPT
from veerkracht.coalitions.expense_rules import OPEN_CLAIM
from veerkracht.coalitions.models import (
    BankNumber,
    Claim,
    Contact,
    ParentActivity,
    ParentInvitation,
    ParentWord,
    PaymentRun,
    Wish,
)
from veerkracht.coalitions.parent_models import KEPT_INVITATION, KEPT_WORD
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.personal_data import Retention


def unused_bank_numbers() -> QuerySet[BankNumber]:
    """Bank numbers of whom nothing is open, and nothing was paid (nor the number typed) for 90 days."""
    since = now() - BANK_NUMBER_KEPT
    theirs = Claim.objects.filter(person=OuterRef("person"))
    busy = theirs.filter(Q(state__in=OPEN_CLAIM) | Q(paid_at__gt=since))
    return BankNumber.objects.filter(~Exists(busy), set_at__lt=since)


def wipe_bank_numbers() -> int:
    """Wipe them (a job, each day); returns how many."""
    return unused_bank_numbers().delete()[0]


def _past_claims() -> QuerySet[Claim]:
    old = Claim.objects.filter(changed_at__lt=now() - KEPT)
    return old.exclude(state__in=OPEN_CLAIM)


def _drop_claims() -> int:
    rows = list(_past_claims())
    for one in rows:
        forget_receipt(one)
        one.delete()
    PaymentRun.objects.filter(claims=None, paid_at__lt=now() - KEPT).delete()
    return len(rows)


def _rule(title: Any, found: Callable[[], QuerySet[Any]]) -> Retention:
    return Retention(title, lambda: found().count(), lambda: found().delete()[0])


RULES: dict[str, Retention] = {
    "bank_numbers": Retention(
        _("Bankrekeningnummers"), lambda: unused_bank_numbers().count(), wipe_bank_numbers
    ),
    "claims": Retention(_("Vergoedingen van ouders"), lambda: _past_claims().count(), _drop_claims),
    "invitations": _rule(
        _("Uitnodigingen van ouders"),
        lambda: ParentInvitation.objects.filter(made_at__lt=now() - KEPT_INVITATION),
    ),
    "words": _rule(
        _("Wat ouders zeiden"),
        lambda: ParentWord.objects.filter(meeting__starts_at__lt=now() - KEPT_WORD),
    ),
    "activities": _rule(
        _("Activiteiten met ouders"),
        lambda: ParentActivity.objects.filter(day__lt=today() - KEPT),
    ),
    "contacts": _rule(
        _("Gesprekken van de regio"),
        lambda: Contact.objects.filter(day__lt=today() - KEPT_CONTACT),
    ),
    "wishes": _rule(
        _("Wensen die de regio hoorde"),
        lambda: Wish.objects.filter(heard_on__lt=today() - KEPT_CONTACT),
    ),
}
