"""The verbs of enrolment. Each checks, decides by ``rules``, writes, records and announces.

:func:`request_places` is the only way to a place, whichever way somebody comes in.
"""

from __future__ import annotations

from veerkracht.enrolment.answer_actions import accept, lapse_offers, leave
from veerkracht.enrolment.approval_actions import decide
from veerkracht.enrolment.approvals import look_after as look_after_approvals
from veerkracht.enrolment.edition_actions import (
    call_off,
    fit_places,
    mark_came,
    note_came,
    tell_of_change,
)
from veerkracht.enrolment.handover_actions import ask_colleague, take_over
from veerkracht.enrolment.request_actions import Wanted, request_for_parties, request_places
from veerkracht.enrolment.seats import hold as hold_editions
from veerkracht.enrolment.terms_actions import (
    cap_places,
    keep_places,
    release_kept,
    remove_share,
    set_approver,
)

__all__ = [
    "Wanted",
    "accept",
    "ask_colleague",
    "call_off",
    "cap_places",
    "decide",
    "fit_places",
    "hold_editions",
    "keep_places",
    "lapse_offers",
    "leave",
    "look_after_approvals",
    "mark_came",
    "note_came",
    "release_kept",
    "remove_share",
    "request_for_parties",
    "request_places",
    "set_approver",
    "take_over",
    "tell_of_change",
]
