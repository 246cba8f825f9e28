"""The verbs of fees and expenses: asking, approving or asking back; and the bank number of who is paid.

The audit trail holds amounts, never a bank number.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.coalitions import expense_rules as rules
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions.expense_rules import ClaimDeed, ClaimState
from veerkracht.coalitions.expense_words import FAULTS
from veerkracht.coalitions.models import BankNumber, Claim, ParentTerms
from veerkracht.coalitions.parent_actions import news
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.events import after_commit
from veerkracht.kernel.permissions import require
from veerkracht.kernel.pictures import bare
from veerkracht.kernel.sealing import seal
from veerkracht.messages.actions import queue

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.base import File

    from veerkracht.coalitions.models import Coalition
    from veerkracht.meetings.models import Meeting
    from veerkracht.people.models import Person

ASKED, APPROVED = "coalitions.claim_asked", "coalitions.claim_approved"
BANK_NUMBER = "bank number"
PAPER = "application/pdf"


@dataclass(frozen=True)
class Asked:
    """What is asked for: the day, whether the fee, how many kilometres, tickets and childcare in cents."""

    day: date
    meeting: Meeting | None = None
    fee: bool = False
    kilometres: Decimal = Decimal(0)
    ticket_cents: int = 0
    childcare_cents: int = 0
    note: str = ""


@transaction.atomic
def send_claim(
    *,
    coalition: Coalition,
    person: Person,
    asked: Asked,
    by: Person,
    receipt: File[bytes] | None = None,
) -> Claim:
    """Ask for a fee and expenses of one day, for oneself, or as coordinator for a parent.

    Raises NotAllowed for who has no seat here, and RuleBroken for nothing at all, a day to come or over a year
    ago, a second claim of one day, too much of one thing, or a receipt that is none.
    """
    policies.check_may_claim(by, coalition, person)
    claim = Claim(coalition=coalition, person=person, made_by=by, made_at=now())
    _fill(claim, asked, receipt)
    _keep(claim)
    _record("parents.claimed", claim, by)
    return claim


def _record(verb: str, claim: Claim, by: Person | None) -> None:
    record(
        verb,
        claim,
        by=by,
        region_id=claim.coalition.region_id,
        values={"cents": claim.total_cents, "state": str(claim.state)},
    )


def _fill(claim: Claim, asked: Asked, receipt: File[bytes] | None) -> None:
    _check_day(asked)
    terms = ParentTerms.objects.filter(coalition=claim.coalition).first()
    if terms is None:
        raise RuleBroken(_("Deze coalitie heeft nog geen vergoedingen ingesteld."))
    claim.day, claim.meeting, claim.note = asked.day, asked.meeting, asked.note
    claim.fee_cents = terms.fee_cents if asked.fee else 0
    claim.kilometres, claim.travel_cents = asked.kilometres, _travel(asked, terms)
    claim.ticket_cents, claim.childcare_cents = asked.ticket_cents, asked.childcare_cents
    claim.changed_at, claim.state, claim.word = now(), ClaimState.SENT, ""
    _check_amounts(claim, terms)
    if receipt is not None:
        _keep_receipt(claim, receipt)


def _check_day(asked: Asked) -> None:
    field, ago = _where(asked.meeting), (today() - asked.day).days
    if ago < 0:
        raise RuleBroken(_("Dit kan na de bijeenkomst."), field=field)
    if ago > rules.KEPT_BACK:
        raise RuleBroken(
            _("Dit is langer dan een jaar geleden. Bel met wie je helpt."), field=field
        )


def _where(meeting: Meeting | None) -> str:
    """The field in which the day was chosen."""
    return "day" if meeting is None else "meeting"


def _travel(asked: Asked, terms: ParentTerms) -> int:
    if asked.kilometres > rules.MOST_KILOMETRES:
        raise RuleBroken(_("Vul hoogstens 500 kilometer in."), field="kilometres")
    try:
        return rules.travel(asked.kilometres, terms.kilometre_cents)
    except ValueError as error:
        message = _("Vul kilometers in met hoogstens één cijfer achter de komma.")
        raise RuleBroken(message, field="kilometres") from error


def _check_amounts(claim: Claim, terms: ParentTerms) -> None:
    for field in ("ticket_cents", "childcare_cents"):
        if not 0 <= getattr(claim, field) <= rules.MOST_CENTS:
            raise RuleBroken(_("Vul een bedrag in tot € 1.000."), field=field.partition("_")[0])
    if claim.childcare_cents and not terms.childcare:
        raise RuleBroken(_("Deze coalitie betaalt geen oppas."), field="childcare")
    if not claim.total_cents:
        raise RuleBroken(_("Vul in wat je vraagt: de vergoeding, reiskosten of oppas."))


def _keep_receipt(claim: Claim, file: File[bytes]) -> None:
    head = file.read(rules.HEAD)
    file.seek(0)
    name = str(file.name or "")
    fault = rules.receipt_fault(name, file.size, head)
    if fault:
        raise RuleBroken(str(FAULTS[fault]), field="receipt")
    kept = file if rules.receipt_type(name) == PAPER else _bare(file)
    forget_receipt(claim)
    claim.receipt_name = rules.receipt_name(name)
    claim.receipt.save(claim.receipt_name, kept, save=False)


def _bare(photo: File[bytes]) -> File[bytes]:
    """Without the place where it was taken: a parent's home, often."""
    try:
        return bare(photo)
    except ValidationError as refused:
        raise RuleBroken(refused.messages[0], field="receipt") from refused


def forget_receipt(claim: Claim) -> None:
    """Remove the file of a claim, once that is certain; the row is not saved here."""
    if claim.receipt:
        after_commit(partial(claim.receipt.storage.delete, str(claim.receipt.name)))
        claim.receipt, claim.receipt_name = "", ""


def _keep(claim: Claim) -> None:
    try:
        with transaction.atomic():
            claim.save()
    except IntegrityError as error:
        message = _("Voor deze dag is al iets gevraagd. Pas dat aan.")
        raise RuleBroken(message, field=_where(claim.meeting)) from error


def held(claim: Claim, deed: ClaimDeed, seen: int | None = None) -> Claim:
    """The claim under a lock, when this may be done with it now.

    Raises OutOfDate when it is no longer the version that was on the screen, and RuleBroken where it cannot be.
    """
    found = Claim.objects.select_for_update(of=("self",))
    row = found.select_related("coalition__region", "person").get(pk=claim.pk)
    if seen is not None and row.version != seen:
        raise OutOfDate(_("Dit veranderde net. Kijk nog eens naar wat er nu staat."))
    after = rules.after_claim(row.state, deed)
    if after is None:
        raise RuleBroken(_("Dat kan nu niet meer."))
    row.state, row.version, row.changed_at = after, row.version + 1, now()
    return row


@transaction.atomic
def change_claim(
    *, claim: Claim, asked: Asked, seen: int, by: Person, receipt: File[bytes] | None = None
) -> Claim:
    """Send it again, with what is different; without a new receipt the old one stays."""
    policies.check_may_change_claim(by, claim)
    row = held(claim, ClaimDeed.CHANGE, seen)
    _fill(row, asked, receipt)
    _keep(row)
    _record("parents.claim_changed", row, by)
    return row


@transaction.atomic
def withdraw_claim(*, claim: Claim, by: Person) -> None:
    """Take it back before it is approved; the receipt goes."""
    policies.check_may_change_claim(by, claim)
    row = held(claim, ClaimDeed.WITHDRAW)
    forget_receipt(row)
    row.save()
    _record("parents.claim_withdrawn", row, by)


@transaction.atomic
def approve_claim(*, claim: Claim, seen: int, by: Person) -> Claim:
    """Say that it is right; the payer pays it. Never one's own."""
    policies.check_may_decide_claim(by, claim)
    row = held(claim, ClaimDeed.APPROVE, seen)
    row.approved_at, row.approved_by = now(), by
    row.save()
    _record("parents.claim_approved", row, by)
    queue_news(APPROVED, row)
    return row


@transaction.atomic
def ask_back(*, claim: Claim, word: str, seen: int, by: Person) -> Claim:
    """Ask the parent something about it; they send it again."""
    policies.check_may_decide_claim(by, claim)
    row = held(claim, ClaimDeed.ASK, seen)
    return asked_of(row, word, by)


def asked_of(row: Claim, word: str, by: Person) -> Claim:
    """Keep a claim that has a question, and tell the parent."""
    row.word = word
    row.approved_at = row.approved_by = row.run = None
    row.save()
    _record("parents.claim_asked", row, by)
    queue_news(ASKED, row)
    return row


def queue_news(kind: str, row: Claim) -> None:
    """Tell the parent of a claim; each version of it once."""
    if row.person is not None:
        queue([news(kind, row.person, {"claim": row.pk}, f"{row.pk}:{row.version}")])


# Bank numbers


@transaction.atomic
def set_bank_number(*, person: Person, number: str, holder: str, by: Person) -> BankNumber:
    """Keep one's own bank number, encrypted; nobody can read it afterwards but the payer.

    Who has no account to sign in with gives it to the payer (``payer_sets_bank_number``). Raises RuleBroken
    for what is no bank number.
    """
    require(by.pk == person.pk, _("Je bankrekening vul je zelf in."))
    return keep_bank_number(person, number, holder, by)


def keep_bank_number(person: Person, number: str, holder: str, by: Person) -> BankNumber:
    """Seal a bank number; who may is for the caller to check."""
    tidy = rules.tidy_iban(number)
    if not rules.is_iban(tidy):
        raise RuleBroken(_("Dit rekeningnummer klopt niet. Kijk het nog eens na."), field="number")
    values = {
        "sealed": seal(BANK_NUMBER, tidy),
        "ending": tidy[-4:],
        "holder": holder,
        "set_at": now(),
    }
    row, _new = BankNumber.objects.update_or_create(person=person, defaults=values)
    record("parents.bank_number_set", row, by=by)
    return row


@transaction.atomic
def drop_bank_number(*, person: Person, by: Person) -> None:
    """Wipe one's bank number."""
    require(by.pk == person.pk, _("Je bankrekening vul je zelf in."))
    found = BankNumber.objects.filter(person=person).first()
    if found is not None:
        record("parents.bank_number_dropped", found, by=by)
        found.delete()
