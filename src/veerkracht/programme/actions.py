"""The verbs of programme, each in the file of its subject."""

from __future__ import annotations

from veerkracht.programme.action_actions import (
    Part,
    change_action,
    delete_action,
    give_action,
    make_action,
    speak_of_part,
    update_action,
)
from veerkracht.programme.agreement_actions import (
    Terms,
    change_agreement,
    end_agreement,
    fall_back,
    firm_up,
    make_agreement,
    remove_agreement,
    renew,
    review_agreement,
    terms_of,
)
from veerkracht.programme.goal_actions import (
    change_framework,
    delete_framework,
    delete_goal,
    load_programme_reference,
    make_framework,
    make_goal,
    make_theme,
)
from veerkracht.programme.money_actions import (
    Amounts,
    Purpose,
    change_budget_line,
    delete_budget_line,
    end_client,
    make_budget_line,
    save_years,
    set_client,
)
from veerkracht.programme.plan_actions import hang_on, take_off

__all__ = [
    "Amounts",
    "Part",
    "Purpose",
    "Terms",
    "change_action",
    "change_agreement",
    "change_budget_line",
    "change_framework",
    "delete_action",
    "delete_budget_line",
    "delete_framework",
    "delete_goal",
    "end_agreement",
    "end_client",
    "fall_back",
    "firm_up",
    "give_action",
    "hang_on",
    "load_programme_reference",
    "make_action",
    "make_agreement",
    "make_budget_line",
    "make_framework",
    "make_goal",
    "make_theme",
    "remove_agreement",
    "renew",
    "review_agreement",
    "save_years",
    "set_client",
    "speak_of_part",
    "take_off",
    "terms_of",
    "update_action",
]
