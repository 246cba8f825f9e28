"""The verbs of team plans: making and changing, letting people read and a coach look along, looking back.

The audit trail says that there is a plan and who looks along, never what is in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import local, now, today, wall_time
from veerkracht.kernel.errors import RuleBroken
from veerkracht.messages.actions import queue
from veerkracht.messages.rules import after_quiet
from veerkracht.people.actions import invite_person
from veerkracht.people.models import Person
from veerkracht.practice import team_policies as policies
from veerkracht.practice import team_rules as rules
from veerkracht.practice.coaching_actions import news
from veerkracht.practice.coaching_policies import may_coach
from veerkracht.practice.team_models import (
    LOOK_AFTER,
    MOST_LINES,
    MOST_MEMBERS,
    LineWent,
    TeamLine,
    TeamLineLook,
    TeamLook,
    TeamMember,
    TeamPlan,
)

if TYPE_CHECKING:
    from veerkracht.people.models import Organisation

COACH, MEMBER, LOOK = "team.coach", "team.member", "team.look"
MORNING = time(8, 30)


@dataclass(frozen=True)
class Line:
    """One thing to do: what, who, by when."""

    what: str
    who: str = ""
    by_when: date | None = None


@dataclass(frozen=True)
class Contents:
    """What a plan says; lines by their number."""

    team: str
    where_now: str
    wanted: str
    lines: Mapping[int, Line]


@transaction.atomic
def make_team_plan(*, contents: Contents, by: Person) -> TeamPlan:
    """Make a plan for a team of one's own organisation; who makes it leads. Sets the looks at once.

    Raises RuleBroken without an organisation, without a line, or for a team that made one today.
    """
    organisation = _organisation_of(by)
    _check_lines(contents)
    try:
        with transaction.atomic():
            plan = TeamPlan.objects.create(
                organisation=organisation,
                team=contents.team,
                lead=by,
                where_now=contents.where_now,
                wanted=contents.wanted,
                starts_on=today(),
                changed_at=now(),
            )
    except IntegrityError as error:
        raise RuleBroken(_("Dit team maakte vandaag al een plan."), field="team") from error
    _write_lines(plan, contents.lines)
    _set_looks(plan)
    record("team.planned", plan, by=by)
    return plan


def _organisation_of(by: Person) -> Organisation:
    if by.organisation is None:
        raise RuleBroken(_("Vul eerst in je profiel in bij welke organisatie je werkt."))
    return by.organisation


def _check_lines(contents: Contents) -> None:
    numbers = set(contents.lines)
    if not numbers or not numbers <= set(range(1, MOST_LINES + 1)):
        raise RuleBroken(_("Schrijf minstens één ding op dat jullie gaan doen."))


def _write_lines(plan: TeamPlan, lines: Mapping[int, Line]) -> None:
    plan.lines.exclude(number__in=lines).delete()
    for number, line in lines.items():
        values = {"what": line.what, "who": line.who, "by_when": line.by_when}
        TeamLine.objects.update_or_create(plan=plan, number=number, defaults=values)


def _set_looks(plan: TeamPlan) -> None:
    days = {months: rules.months_later(plan.starts_on, months) for months in LOOK_AFTER}
    TeamLook.objects.bulk_create(
        TeamLook(plan=plan, months=months, due_at=after_quiet(_morning(day)))
        for months, day in days.items()
    )


def _morning(day: date) -> datetime:
    return wall_time(datetime.combine(day, MORNING))


@transaction.atomic
def change_team_plan(*, plan: TeamPlan, contents: Contents, by: Person) -> None:
    """Change what a plan says; a line that is left out goes, with how it went."""
    policies.check_may_edit_plan(by, plan)
    _check_lines(contents)
    TeamPlan.objects.select_for_update().get(pk=plan.pk)
    values = {"where_now": contents.where_now, "wanted": contents.wanted, "changed_at": now()}
    try:
        with transaction.atomic():
            TeamPlan.objects.filter(pk=plan.pk).update(team=contents.team, **values)
    except IntegrityError as error:
        raise RuleBroken(
            _("Een ander team heeft al een plan met deze naam."), field="team"
        ) from error
    _write_lines(plan, contents.lines)
    record("team.changed", plan, by=by)


@transaction.atomic
def add_members(*, plan: TeamPlan, addresses: Sequence[str], by: Person) -> int:
    """Let people of the team read the plan, by their addresses; they hear of it. Returns how many are new.

    Who has no account yet gets one, and signs in by a code. Raises RuleBroken on too many.
    """
    policies.check_may_edit_plan(by, plan)
    TeamPlan.objects.select_for_update().get(pk=plan.pk)
    people = {one.pk: one for one in (_reader(address, by) for address in addresses)}
    people.pop(plan.lead_id, None)
    known = set(plan.members.values_list("person", flat=True))
    new = [person for pk, person in people.items() if pk not in known]
    if len(known) + len(new) > MOST_MEMBERS:
        raise RuleBroken(_("Een plan heeft hoogstens 40 lezers."), field="addresses")
    made = TeamMember.objects.bulk_create(TeamMember(plan=plan, person=one) for one in new)
    queue(news(MEMBER, one.person, {"member": one.pk}, str(one.pk)) for one in made)
    record("team.members_added", plan, by=by, values={"people": len(made)})
    return len(made)


def _reader(address: str, by: Person) -> Person:
    """Known as they are; somebody new is called by the first part of the address until they say more."""
    return invite_person(email=address, name=address.partition("@")[0], by=by)


@transaction.atomic
def remove_member(*, member: TeamMember, by: Person) -> None:
    """Somebody no longer reads the plan: the lead says so, or they themselves."""
    if by.pk != member.person_id:
        policies.check_may_edit_plan(by, member.plan)
    record("team.member_removed", member.plan, by=by)
    member.delete()


@transaction.atomic
def set_team_coach(*, plan: TeamPlan, coach: Person | None, by: Person) -> None:
    """Let a coach look along, or nobody; the coach hears of it.

    Raises RuleBroken for who may not coach, oneself, or a coach of the same organisation.
    """
    policies.check_may_edit_plan(by, plan)
    if coach is not None:
        _check_coach(plan, coach)
    TeamPlan.objects.filter(pk=plan.pk).update(coach=coach)
    record("team.coach_set", plan, by=by, values={"coach": coach.pk if coach else None})
    if coach is not None and coach.pk != plan.coach_id:
        queue([news(COACH, coach, {"plan": plan.pk, "coach": coach.pk}, f"{plan.pk}:{coach.pk}")])


def _check_coach(plan: TeamPlan, coach: Person) -> None:
    if coach.pk == plan.lead_id or not may_coach(coach):
        raise RuleBroken(_("Kies een coach uit de lijst."), field="coach")
    if coach.organisation_id == plan.organisation_id:
        raise RuleBroken(_("Deze coach werkt bij jullie. Kies iemand van buiten."), field="coach")


def tell_team_looks() -> int:
    """Ask teams to look at their plan where it is time (a job), once each; returns how many looks."""
    due = TeamLook.objects.filter(told_at=None, looked_at=None, due_at__lte=now())
    return sum(_tell(pk) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _tell(pk: int) -> int:
    if not TeamLook.objects.filter(pk=pk, told_at=None).update(told_at=now()):
        return 0
    look = TeamLook.objects.select_related("plan__lead", "plan__coach").get(pk=pk)
    readers = [one for one in (look.plan.lead, look.plan.coach) if one]
    queue(news(LOOK, one, {"look": pk, "person": one.pk}, f"{pk}:{one.pk}") for one in readers)
    return 1


@dataclass(frozen=True)
class Went:
    """How one line stands, with a few words."""

    went: str
    words: str = ""


@transaction.atomic
def keep_team_look(
    *, look: TeamLook, lines: Mapping[int, Went], next_step: str, by: Person
) -> None:
    """Write down how each line stands (by the line's key) and what comes next; again changes it.

    Raises RuleBroken before it is time, or for an answer that is none.
    """
    policies.check_may_edit_plan(by, look.plan)
    if not rules.may_look(local(look.due_at).date(), today()):
        raise RuleBroken(_("Dit kan vanaf twee weken voor dit moment."))
    theirs = set(look.plan.lines.values_list("pk", flat=True))
    if not lines or not set(lines) <= theirs:
        raise RuleBroken(_("Zeg van elk ding hoe het ervoor staat."))
    if any(one.went not in LineWent.values for one in lines.values()):
        raise RuleBroken(_("Kies een van de antwoorden."))
    for pk, one in lines.items():
        TeamLineLook.objects.update_or_create(
            look=look, line_id=pk, defaults={"went": one.went, "words": one.words}
        )
    TeamLook.objects.filter(pk=look.pk).update(looked_at=now(), next_step=next_step)
    record("team.looked", look.plan, by=by, values={"months": look.months})


@transaction.atomic
def withdraw_team_plan(*, plan: TeamPlan, by: Person) -> None:
    """Take the whole plan away; it is gone for everybody."""
    policies.check_may_edit_plan(by, plan)
    record("team.withdrawn", plan, by=by)
    plan.delete()
