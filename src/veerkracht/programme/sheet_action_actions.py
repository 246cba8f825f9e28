"""Making an action right at a line of a theme sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.programme import sheet_policies as policies
from veerkracht.programme.action_actions import make_action
from veerkracht.programme.sheet_line_actions import Contents, change_line
from veerkracht.programme.sheet_line_models import LineKind

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.people.models import Organisation, Person
    from veerkracht.programme.action_models import Action
    from veerkracht.programme.sheet_line_models import SheetLine


@transaction.atomic
def make_action_of_line(
    *, line: SheetLine, what: str, owner: Organisation, due_on: date | None, by: Person
) -> Action:
    """Make an action of the sheet's region and theme, and let the line be that action.

    Raises like ``change_line``; then nothing is made.
    """
    sheet = line.edition.sheet
    policies.check_may_keep_sheet(by, sheet)
    action = make_action(
        region=sheet.region, by=by, theme=sheet.theme, what=what, owner=owner, due_on=due_on
    )
    contents = Contents(line.section, line.text, LineKind.ACTION, line.text_en, {"action": action})
    change_line(line=line, contents=contents, version=line.version, by=by)
    return action
