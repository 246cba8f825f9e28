"""The verbs of releases: drafting, looking again, leaving out, dropping, publishing, withdrawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.figures import actions as figures
from veerkracht.figures.queries import every
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.monitoring import count_queries
from veerkracht.monitoring import release_policies as policies
from veerkracht.monitoring import release_rules as rules
from veerkracht.monitoring.models import DraftState, ReleaseDraft
from veerkracht.monitoring.release_queries import signed
from veerkracht.places.models import AreaKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from veerkracht.figures.models import Release
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

LEAVABLE = ("area", "sector", "function")  # breakdowns that a release can do without


@dataclass(frozen=True)
class DraftFacts:
    """What a release is to tell: as it was on a day, since a year, which indicators, without which breakdowns."""

    as_of: date
    since_year: int
    indicators: Sequence[str]
    left_out: Sequence[str] = ()


@transaction.atomic
def make_draft(*, area: Area, facts: DraftFacts, by: Person) -> ReleaseDraft:
    """A draft that waits for the job that counts, protects and attacks.

    RuleBroken for a day to come or before the last release, a year that cannot be, or without indicators.
    """
    policies.check_may_make(by, area)
    _check(area, facts)
    draft = ReleaseDraft.objects.create(
        area=area,
        as_of=facts.as_of,
        since_year=facts.since_year,
        indicators=sorted(set(facts.indicators)),
        left_out=sorted(set(facts.left_out)),
        made_by_id=by.pk,
        made_at=now(),
    )
    record("release.drafted", draft, by=by, region_id=region_of(draft))
    return draft


def _check(area: Area, facts: DraftFacts) -> None:
    if facts.as_of > today():
        raise RuleBroken(_("Die dag moet nog komen."), field="as_of")
    last = every().filter(area=area).order_by("-as_of").first()
    if last and facts.as_of < last.as_of:
        raise RuleBroken(_("Er is al een vrijgave van een latere dag."), field="as_of")
    if not rules.FIRST_YEAR <= facts.since_year <= facts.as_of.year:
        raise RuleBroken(_("Kies een jaar dat al begonnen is."), field="since_year")
    known = {one.code for one in count_queries.definitions() if one.is_public}
    if not facts.indicators or not set(facts.indicators) <= known:
        raise RuleBroken(_("Kies minstens één indicator."), field="indicators")
    if not set(facts.left_out) <= set(LEAVABLE):
        raise RuleBroken(_("Die uitsplitsing kan niet weg."), field="left_out")


def held(draft: ReleaseDraft) -> ReleaseDraft:
    """The draft as it is now, under a lock; OutOfDate when somebody threw it away."""
    found = ReleaseDraft.objects.select_for_update(of=("self",)).select_related("area")
    row = found.filter(pk=draft.pk).first()
    if row is None:
        raise OutOfDate(_("Iemand heeft dit concept net weggegooid."))
    return row


def region_of(draft: ReleaseDraft) -> int | None:
    """The region under which the audit trail keeps it; None for a larger area."""
    return draft.area_id if draft.area.kind == AreaKind.REGION else None


def go(row: ReleaseDraft, to: DraftState) -> None:
    """Change the state; RuleBroken for a step that cannot be made."""
    if not rules.may_go(row.state, to):
        said = _("Dat kan nu niet. De stand is: %(state)s.")
        raise RuleBroken(said % {"state": row.get_state_display()})
    row.state = to


@transaction.atomic
def look_again(*, draft: ReleaseDraft, by: Person) -> ReleaseDraft:
    """Count, protect and attack anew, together with what was published since."""
    row = held(draft)
    policies.check_may_make(by, row.area)
    go(row, DraftState.WAITING)
    row.inputs, row.content, row.report, row.against, row.tries = "", "", {}, [], 0
    row.save()
    record("release.looked_again", row, by=by, region_id=region_of(row))
    return row


@transaction.atomic
def leave_out(*, draft: ReleaseDraft, by: Person) -> ReleaseDraft:
    """A new draft without the tables in which attackers found something; the unsafe one goes.

    RuleBroken when nothing was found, or when nothing would be left.
    """
    row = held(draft)
    policies.check_may_make(by, row.area)
    found = {one["indicator"] for one in row.report.get("found", [])}
    if row.state != DraftState.UNSAFE or not found:
        raise RuleBroken(_("Er is niets dat weg moet."))
    left = [one for one in row.indicators if one not in found]
    if not left:
        raise RuleBroken(_("Dan blijft er niets over. Laat liever een uitsplitsing weg."))
    facts = DraftFacts(row.as_of, row.since_year, left, row.left_out)
    made = make_draft(area=row.area, facts=facts, by=by)
    _drop(row, by)
    return made


@transaction.atomic
def drop_draft(*, draft: ReleaseDraft, by: Person) -> None:
    """Throw a draft away, with all that was frozen for it. RuleBroken for what was published."""
    row = held(draft)
    policies.check_may_make(by, row.area)
    if row.state == DraftState.PUBLISHED:
        raise RuleBroken(_("Deze vrijgave is gepubliceerd. Trek haar in als ze niet klopt."))
    _drop(row, by)


def _drop(row: ReleaseDraft, by: Person) -> None:
    record("release.dropped", row, by=by, region_id=region_of(row))
    row.delete()


@transaction.atomic
def publish_draft(*, draft: ReleaseDraft, by: Person) -> Release:
    """Let everybody read a safe draft; ``by`` is the second person.

    OutOfDate when another release came out since it was attacked: then it must be attacked together with that one.
    """
    row = held(draft)
    policies.check_may_publish(by, row)
    content = row.content
    go(row, DraftState.PUBLISHED)
    if row.against != list(signed().values_list("pk", flat=True)):
        said = _("Er is intussen een andere vrijgave. Laat deze eerst opnieuw nakijken.")
        raise OutOfDate(said)
    release = figures.publish(content=figures.content_of(content), area=row.area, by=by)
    row.release, row.content = release, ""
    row.save()
    record("release.published", row, by=by, region_id=region_of(row))
    return release


@transaction.atomic
def withdraw_release(*, release: Release, reason: str, by: Person) -> Release:
    """Say that a release is not right, with the reason; it stays readable as withdrawn."""
    policies.check_may_withdraw(by, release.area)
    return figures.withdraw(release=release, reason=reason, by=by)
