"""The demo's releases: two that are out, built from what the demo counts and seen by two people, and one that waits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from veerkracht.config.demo.courses import NOORD, ZUID
from veerkracht.kernel.clock import held_at, local
from veerkracht.messages.actions import send_due
from veerkracht.monitoring import count_queries
from veerkracht.monitoring import release_actions as actions
from veerkracht.monitoring.models import DraftState, ReleaseDraft
from veerkracht.monitoring.release_check_actions import check_drafts
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person

PROVINCE = "limburg"
DAYS = (65, 4)  # days ago: when the releases that are out came out
LEFT_OUT = ("function",)


def bring_in(cast: Cast, history: History) -> None:
    """Make the releases, unless there are drafts already."""
    if ReleaseDraft.objects.exists():
        return
    by, second = cast.coordinator(ZUID), cast.coordinator(NOORD)
    for ago in DAYS:
        moment = history.days_ago(ago)
        with held_at(moment):
            draft = _drafted(by, local(moment).date())
        with held_at(moment + timedelta(hours=3)):
            _published(draft, second)
    with held_at(history.days_ago(0.2)):
        _drafted(second, local(history.days_ago(0.2)).date())
    send_due()


def _drafted(by: Person, day: date) -> ReleaseDraft:
    facts = actions.DraftFacts(
        as_of=day,
        since_year=day.year - 1,
        indicators=[one.code for one in count_queries.definitions() if one.is_public],
        left_out=LEFT_OUT,
    )
    draft = actions.make_draft(area=Area.objects.get(code=PROVINCE), facts=facts, by=by)
    check_drafts()
    draft.refresh_from_db()
    return draft


def _published(draft: ReleaseDraft, by: Person) -> None:
    """What is safe comes out; what is not stays to be looked at."""
    if draft.state == DraftState.SAFE:
        actions.publish_draft(draft=draft, by=by)
