"""The verbs of funding. Each checks, decides by rules, books, records and tells."""

from __future__ import annotations

from veerkracht.funding.account_actions import (
    add_co_funding,
    add_note,
    close_account,
    draft_account,
    draft_supplement,
)
from veerkracht.funding.ceiling_actions import (
    lapse_waits,
    pay_self,
    stop_waiting,
    take_place,
    wait_for_money,
)
from veerkracht.funding.ledger_actions import (
    book_back,
    book_by_hand,
    charge_hours,
    seal,
    settle_all,
    settle_edition,
)
from veerkracht.funding.scheme_actions import (
    add_line,
    add_performance,
    add_step,
    cover,
    make_scheme,
    set_ceiling,
    set_rules,
    set_year_ceiling,
)

__all__ = [
    "add_co_funding",
    "add_line",
    "add_note",
    "add_performance",
    "add_step",
    "book_back",
    "book_by_hand",
    "charge_hours",
    "close_account",
    "cover",
    "draft_account",
    "draft_supplement",
    "lapse_waits",
    "make_scheme",
    "pay_self",
    "seal",
    "set_ceiling",
    "set_rules",
    "set_year_ceiling",
    "settle_all",
    "settle_edition",
    "stop_waiting",
    "take_place",
    "wait_for_money",
]
