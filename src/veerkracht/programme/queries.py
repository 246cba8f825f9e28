"""The reads of programme, each in the file of its subject."""

from __future__ import annotations

from veerkracht.programme.action_queries import (
    actions_of,
    actions_visible_to,
    late,
    open_actions,
    without_owner,
)
from veerkracht.programme.agreement_queries import (
    agreements,
    agreements_due,
    agreements_visible_to,
    causes_of,
)
from veerkracht.programme.goal_queries import frameworks, goals_to_choose, themes
from veerkracht.programme.money_queries import clients_of, lines_visible_to
from veerkracht.programme.plan_parts import MOST as MOST_PLAN_PARTS
from veerkracht.programme.plan_parts import PartShown, PlanPartKind, plan_parts
from veerkracht.programme.plan_queries import plans_kept_by
from veerkracht.programme.plan_queries import published as published_plans
from veerkracht.programme.sheet_queries import ever_public as public_sheet
from veerkracht.programme.sheet_queries import lines_of as sheet_lines
from veerkracht.programme.sheet_queries import public_editions as public_sheets
from veerkracht.programme.sheet_queries import shown as sheet_sections
from veerkracht.programme.sheet_queries import staying as lines_that_stay

__all__ = [
    "MOST_PLAN_PARTS",
    "PartShown",
    "PlanPartKind",
    "actions_of",
    "actions_visible_to",
    "agreements",
    "agreements_due",
    "agreements_visible_to",
    "causes_of",
    "clients_of",
    "frameworks",
    "goals_to_choose",
    "late",
    "lines_that_stay",
    "lines_visible_to",
    "open_actions",
    "plan_parts",
    "plans_kept_by",
    "public_sheet",
    "public_sheets",
    "published_plans",
    "sheet_lines",
    "sheet_sections",
    "themes",
    "without_owner",
]
