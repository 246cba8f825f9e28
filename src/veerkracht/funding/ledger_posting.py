"""The only way into the ledger: the database's own functions (``migrations/0002_ledger.py``), by name.

Each holds the scheme's account of free money until the commit. Private to the app.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError

from veerkracht.funding.models import Account, AccountKind
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.rows import Asked, ask

HOLD = """
SELECT id FROM funding_account WHERE kind = 'available' AND scheme_id IN (
  SELECT scheme_id FROM funding_cover WHERE edition_id = ANY(%s::bigint[])) ORDER BY scheme_id FOR UPDATE
"""
PLACE = "SELECT funding_place(%s::bigint, %s::text, %s::boolean, %s::bigint, %s::timestamptz)"
CHARGE = "SELECT funding_charge(%s::bigint, %s::text, %s::bigint, %s::timestamptz)"
POST = """
SELECT funding_post(%s::bigint, %s::text, %s::text, %s::text, %s::bigint, %s::text, %s::bigint, %s::bigint,
  %s::timestamptz, %s::text, %s::text, %s::bigint)
"""


def hold_schemes(edition_ids: Collection[int]) -> None:
    """Hold the money of the schemes that cover these editions, in order of scheme."""
    ask(HOLD, [list(edition_ids)])


def hold_scheme(scheme_id: int) -> Account:
    """Hold the money of one scheme; its account of free money as it is now."""
    return Account.objects.select_for_update().get(scheme=scheme_id, kind=AccountKind.AVAILABLE)


def place(enrolment_id: int, stand: str, *, soft: bool = False) -> Asked:
    """Charge a place: nothing happens where no scheme covers the edition. Goes along with other statements.

    ``soft``: without money nothing is booked. Else the database refuses with ``funding_within_ceiling``.
    """
    return ask(PLACE, [enrolment_id, stand, soft, None, now()])


def charge(claim_id: int, stand: str, *, by_id: int | None = None) -> str:
    """Bring a claim's money to where it belongs; which money is short, or an empty text."""
    return str(ask(CHARGE, [claim_id, stand, by_id, now()]).rows()[0][0])


def post(
    scheme_id: int,
    kind: str,
    sides: tuple[str, str],
    amount: int,
    *,
    by_id: int,
    reason: str = "",
    evidence: str = "",
    corrects: int | None = None,
) -> int:
    """Book an amount from one account to another; the number of the booking.

    RuleBroken when that account has not so much.
    """
    values: list[Any] = [scheme_id, kind, *sides, amount, "scheme", scheme_id, by_id, now()]
    try:
        return int(ask(POST, [*values, reason, evidence, corrects]).rows()[0][0])
    except IntegrityError as error:
        if "funding_never_overspent" not in str(error):
            raise
        from veerkracht.funding.words import not_so_much  # noqa: PLC0415

        raise RuleBroken(not_so_much(), field="amount") from error
