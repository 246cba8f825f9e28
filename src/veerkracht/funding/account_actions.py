"""Accounting to the funder: notes, money of others, drafting and closing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.funding.account_figures import closed_accounts, digest, figures
from veerkracht.funding.account_queries import closed_over, late_bookings
from veerkracht.funding.account_words import in_the_way
from veerkracht.funding.ledger_posting import hold_scheme
from veerkracht.funding.models import (
    AwardLine,
    CoFunding,
    DeviationNote,
    FinalAccount,
    Performance,
    Scheme,
)
from veerkracht.funding.policies import check_may_keep
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken

if TYPE_CHECKING:
    from veerkracht.people.models import Person


@transaction.atomic
def add_note(
    *, scheme: Scheme, year: int, text: str, by: Person, performance: Performance | None = None
) -> DeviationNote:
    """Say why something went otherwise than planned. RuleBroken outside the period or when it is empty."""
    check_may_keep(by, scheme)
    if not text.strip():
        raise RuleBroken(_("Schrijf op wat anders ging."), field="text")
    if not scheme.from_day.year <= year <= scheme.until_day.year:
        raise RuleBroken(_("Dat jaar valt buiten de subsidie."), field="year")
    note = DeviationNote.objects.create(
        scheme=scheme, performance=performance, year=year, text=text.strip(), by_id=by.pk, at=now()
    )
    record("funding.note_added", scheme, by=by, region_id=scheme.region_id)
    return note


@transaction.atomic
def add_co_funding(
    *, line: AwardLine, year: int, payer: str, amount: int, evidence: str, by: Person
) -> CoFunding:
    """Money of somebody else on a line. RuleBroken without amount or evidence, or when it is there already."""
    check_may_keep(by, line.scheme)
    if amount <= 0:
        raise RuleBroken(_("Vul een bedrag in dat hoger is dan nul."), field="amount")
    if not evidence.strip():
        raise RuleBroken(_("Zeg welk stuk dit bewijst."), field="evidence")
    made, new = CoFunding.objects.get_or_create(
        line=line, year=year, payer=payer, evidence=evidence, defaults={"amount": amount}
    )
    if not new:
        raise RuleBroken(_("Dit stuk staat er al."), field="evidence")
    record("funding.co_funding_added", line.scheme, by=by, region_id=line.scheme.region_id)
    return made


@transaction.atomic
def draft_account(*, scheme: Scheme, period: tuple[date, date], by: Person) -> FinalAccount:
    """Begin an account over a part of the scheme's period; the same period again gives the same account.

    RuleBroken when the period is outside the scheme's or turned round, or a closed account holds a part of it.
    """
    check_may_keep(by, scheme)
    since, until = period
    if until < since:
        raise RuleBroken(_("De laatste dag is voor de eerste."), field="until_day")
    if since < scheme.from_day or until > scheme.until_day:
        raise RuleBroken(_("Die periode valt buiten de subsidie."), field="from_day")
    _check_not_closed(scheme, since, until)
    return _drafted(scheme, period, by, supplement=False)


@transaction.atomic
def draft_supplement(*, account: FinalAccount, by: Person) -> FinalAccount:
    """Begin a supplement on a closed account, over what was booked in its period since; one at a time is open.

    RuleBroken when nothing was.
    """
    scheme = account.scheme
    check_may_keep(by, scheme)
    period = (account.from_day, account.until_day)
    late = late_bookings(closed_accounts(scheme))
    if not any(one.is_over(*period) for one in late):
        raise RuleBroken(
            _("Na het afsluiten is er niets bij gekomen. Een aanvulling is niet nodig.")
        )
    return _drafted(scheme, period, by, supplement=True)


def _drafted(
    scheme: Scheme, period: tuple[date, date], by: Person, *, supplement: bool
) -> FinalAccount:
    account, new = FinalAccount.objects.get_or_create(
        scheme=scheme,
        from_day=period[0],
        until_day=period[1],
        supplement=supplement,
        closed_at=None,
        defaults={"drafted_at": now()},
    )
    if new:
        record("funding.account_drafted", account, by=by, region_id=scheme.region_id)
    return account


def _check_not_closed(scheme: Scheme, since: date, until: date) -> None:
    """No day is accounted for twice."""
    if found := closed_over(scheme, since, until):
        raise RuleBroken(in_the_way(found, since, until), field="from_day")


@transaction.atomic
def close_account(*, account: FinalAccount, by: Person) -> FinalAccount:
    """Freeze an account with its digest; from now on it never changes.

    RuleBroken before the period is over, or when another closed account holds a part of it; OutOfDate when it
    is closed already.
    """
    scheme = account.scheme
    check_may_keep(by, scheme)
    hold_scheme(scheme.pk)
    account.refresh_from_db()
    if account.closed_at:
        raise OutOfDate(_("Deze verantwoording is al afgesloten."))
    if account.until_day >= today():
        raise RuleBroken(_("De periode is nog niet voorbij."))
    if not account.supplement:
        _check_not_closed(scheme, account.from_day, account.until_day)
    account.figures = figures(account)
    account.digest = digest(account.figures)
    account.closed_at, account.closed_by_id = now(), by.pk
    account.save(update_fields=["figures", "digest", "closed_at", "closed_by_id"])
    record("funding.account_closed", account, by=by, region_id=scheme.region_id)
    return account
