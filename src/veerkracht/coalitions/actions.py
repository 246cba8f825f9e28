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
from veerkracht.coalitions.minutes_actions import (
    Line,
    approve_minutes,
    change_line,
    finish_minutes,
    remove_line,
    settle_point,
    write_line,
)

__all__ = [
    "Line",
    "add_point",
    "approve_minutes",
    "change_coalition",
    "change_line",
    "change_point",
    "choose_standing",
    "close_agenda",
    "end_coalition",
    "end_seat",
    "finish_minutes",
    "give_seat",
    "mail_agenda",
    "make_agenda",
    "move_point",
    "remove_line",
    "remove_point",
    "reopen_agenda",
    "set_coordinator",
    "settle_point",
    "start_coalition",
    "write_line",
]
