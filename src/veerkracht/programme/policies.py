"""Who may do what in programme, each in the file of its subject."""

from __future__ import annotations

from veerkracht.programme.action_policies import (
    action_keepers,
    check_may_change_action,
    check_may_make_action,
    check_may_read_action,
    check_may_update_action,
)
from veerkracht.programme.agreement_policies import (
    check_may_keep_agreements,
    check_may_move_agreement,
    check_may_read_agreement,
)
from veerkracht.programme.goal_policies import check_may_write_goals, check_may_write_themes
from veerkracht.programme.money_policies import check_may_write_money

__all__ = [
    "action_keepers",
    "check_may_change_action",
    "check_may_keep_agreements",
    "check_may_make_action",
    "check_may_move_agreement",
    "check_may_read_action",
    "check_may_read_agreement",
    "check_may_update_action",
    "check_may_write_goals",
    "check_may_write_money",
    "check_may_write_themes",
]
