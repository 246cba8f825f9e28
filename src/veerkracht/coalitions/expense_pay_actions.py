"""The verbs of paying: making a list, taking somebody off it, and saying that it is paid. Only for the payer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.coalitions import expense_queries as queries
from veerkracht.coalitions import expense_rules as rules
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions.expense_actions import (
    BANK_NUMBER,
    asked_of,
    held,
    keep_bank_number,
    queue_news,
)
from veerkracht.coalitions.expense_rules import ClaimDeed, ClaimState
from veerkracht.coalitions.models import BankNumber, Claim, PayingAccount, PaymentRun
from veerkracht.coalitions.parent_actions import WITHOUT_MAIL
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.permissions import require
from veerkracht.kernel.sealing import seal
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.places.models import Area

PAID = "coalitions.claim_paid"


@transaction.atomic
def start_run(*, region: Area, pay_on: date, by: Person) -> PaymentRun:
    """Put every approved claim that can be paid on a list, under a lock: each is on one list only.

    Raises RuleBroken with nothing to pay, for a day that was, and while another list is open.
    """
    policies.check_pays(by, region)
    if pay_on < today():
        raise RuleBroken(_("Kies vandaag of een dag die nog komt."), field="pay_on")
    type(region).objects.select_for_update(of=("self",)).get(pk=region.pk)
    if PaymentRun.objects.filter(region=region, paid_at=None).exists():
        raise RuleBroken(_("Maak eerst de lijst af die nog open is."))
    payable = list(queries.payable(region, by).select_for_update(of=("self",)))
    if not payable:
        raise RuleBroken(_("Er is nu niets te betalen."))
    run = PaymentRun.objects.create(region=region, made_at=now(), made_by=by, pay_on=pay_on)
    Claim.objects.filter(pk__in=[one.pk for one in payable]).update(run=run)
    values = {"claims": len(payable), "cents": sum(one.total_cents for one in payable)}
    record("parents.run_started", run, by=by, region_id=region.pk, values=values)
    return run


@transaction.atomic
def give_back(*, claim: Claim, word: str, by: Person) -> Claim:
    """The payer cannot pay it, such as for a wrong bank number: back to the parent with a question."""
    policies.check_may_pay(by, claim)
    return asked_of(held(claim, ClaimDeed.GIVE_BACK), word, by)


@transaction.atomic
def pay_run(*, run: PaymentRun, by: Person) -> int:
    """Say that a list is paid; the parents hear of it. Again changes nothing. Returns how many claims."""
    policies.check_may_see_run(by, run)
    row = PaymentRun.objects.select_for_update().get(pk=run.pk)
    if row.paid_at:
        return 0
    claims = list(Claim.objects.filter(run=row, state=ClaimState.APPROVED))
    if not claims:
        raise RuleBroken(_("Deze lijst is leeg."))
    for one in claims:
        _pay(one, by)
    PaymentRun.objects.filter(pk=row.pk).update(paid_at=now())
    record("parents.run_paid", row, by=by, region_id=row.region_id, values={"claims": len(claims)})
    return len(claims)


def _pay(claim: Claim, by: Person) -> None:
    row = held(claim, ClaimDeed.PAY)
    policies.check_may_pay(by, row)
    row.paid_at = now()
    row.save()
    queue_news(PAID, row)


@transaction.atomic
def drop_run(*, run: PaymentRun, by: Person) -> None:
    """Tear up a list that was not paid; its claims wait for the next."""
    policies.check_may_see_run(by, run)
    row = PaymentRun.objects.select_for_update().get(pk=run.pk)
    if row.paid_at:
        raise RuleBroken(_("Deze lijst is al betaald."))
    record("parents.run_dropped", row, by=by, region_id=row.region_id)
    row.delete()


@transaction.atomic
def set_paying_account(*, region: Area, number: str, holder: str, by: Person) -> PayingAccount:
    """From which account a region pays, encrypted. Raises RuleBroken for what is no bank number."""
    policies.check_pays(by, region)
    tidy = rules.tidy_iban(number)
    if not rules.is_iban(tidy):
        raise RuleBroken(_("Dit rekeningnummer klopt niet. Kijk het nog eens na."), field="number")
    values = {
        "holder": holder,
        "sealed": seal(BANK_NUMBER, tidy),
        "ending": tidy[-4:],
        "set_at": now(),
        "set_by": by,
    }
    row, _new = PayingAccount.objects.update_or_create(region=region, defaults=values)
    record("parents.paying_account_set", row, by=by, region_id=region.pk)
    return row


@transaction.atomic
def payer_sets_bank_number(*, claim: Claim, number: str, holder: str, by: Person) -> BankNumber:
    """The payer writes the number of a parent who has no e-mail address, and so cannot sign in."""
    policies.check_may_pay(by, claim)
    person = claim.person
    require(
        person is not None and person.email.endswith(WITHOUT_MAIL),
        _("Wie kan inloggen, vult zelf het rekeningnummer in."),
    )
    assert person is not None  # noqa: S101 - required above
    return keep_bank_number(person, number, holder, by)
