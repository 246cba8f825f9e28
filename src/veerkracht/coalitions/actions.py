"""The verbs of coalitions, through one door."""

from __future__ import annotations

from veerkracht.coalitions.agenda_actions import (
    add_point,
    change_point,
    choose_standing,
    close_agenda,
    mail_agenda,
    make_agenda,
    move_point,
    remove_point,
    reopen_agenda,
)
from veerkracht.coalitions.coalition_actions import (
    change_coalition,
    end_coalition,
    end_seat,
    give_seat,
    set_coordinator,
    start_coalition,
)
from veerkracht.coalitions.contact_actions import Heard, Talk, keep_contact, keep_wish, settle_wish
from veerkracht.coalitions.expense_actions import (
    Asked,
    approve_claim,
    ask_back,
    send_claim,
    set_bank_number,
    withdraw_claim,
)
from veerkracht.coalitions.expense_pay_actions import pay_run, set_paying_account, start_run
from veerkracht.coalitions.minutes_actions import (
    Line,
    approve_minutes,
    change_line,
    finish_minutes,
    remove_line,
    settle_point,
    write_line,
)
from veerkracht.coalitions.parent_actions import (
    Done,
    Invitation,
    Terms,
    accept_invitation,
    decline_invitation,
    invite_parent,
    say,
    set_parent_terms,
    tell_what_was_done,
)
from veerkracht.coalitions.parent_activity_actions import Counted, count_activity
from veerkracht.coalitions.poll_actions import add_batch, answer_poll, fresh_mark, open_poll

__all__ = [
    "Asked",
    "Counted",
    "Done",
    "Heard",
    "Invitation",
    "Line",
    "Talk",
    "Terms",
    "accept_invitation",
    "add_batch",
    "add_point",
    "answer_poll",
    "approve_claim",
    "approve_minutes",
    "ask_back",
    "change_coalition",
    "change_line",
    "change_point",
    "choose_standing",
    "close_agenda",
    "count_activity",
    "decline_invitation",
    "end_coalition",
    "end_seat",
    "finish_minutes",
    "fresh_mark",
    "give_seat",
    "invite_parent",
    "keep_contact",
    "keep_wish",
    "mail_agenda",
    "make_agenda",
    "move_point",
    "open_poll",
    "pay_run",
    "remove_line",
    "remove_point",
    "reopen_agenda",
    "say",
    "send_claim",
    "set_bank_number",
    "set_coordinator",
    "set_parent_terms",
    "set_paying_account",
    "settle_point",
    "settle_wish",
    "start_coalition",
    "start_run",
    "tell_what_was_done",
    "withdraw_claim",
    "write_line",
]
