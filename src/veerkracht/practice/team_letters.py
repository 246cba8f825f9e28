"""What team plans tell by mail: a link, never what the plan says."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from veerkracht.messages.actions import writers
from veerkracht.messages.rules import Letter
from veerkracht.practice.letter_parts import absolute, greeting
from veerkracht.practice.team_actions import COACH, LOOK, MEMBER
from veerkracht.practice.team_models import TeamLook, TeamMember, TeamPlan


def register() -> None:
    """Make these letters known to the post room."""
    writers.add(COACH, coach)
    writers.add(MEMBER, member)
    writers.add(LOOK, look)


def coach(facts: dict[str, Any]) -> Letter | None:
    """A team lets you look along; none when that was taken back."""
    found = TeamPlan.objects.select_related("coach", "lead", "organisation")
    plan = found.filter(pk=facts["plan"], coach=facts["coach"]).first()
    if plan is None or plan.coach is None:
        return None
    named = {"team": plan, "name": plan.lead}
    return Letter(
        subject=_("Kijk je mee met %(team)s?") % named,
        paragraphs=(
            greeting(plan.coach),
            _("%(name)s maakte een plan voor %(team)s, en laat jou als coach meekijken.") % named,
        ),
        button=(_("Bekijk het plan"), absolute("practice:to_team_plan", plan.pk)),
        after=(_("Na 3, 6 en 12 maanden kijkt het team terug. Je krijgt dan een mail."),),
    )


def member(facts: dict[str, Any]) -> Letter | None:
    """You may read your team's plan; none when that was taken back."""
    found = TeamMember.objects.select_related("person", "plan__lead", "plan__organisation")
    row = found.filter(pk=facts["member"]).first()
    if row is None:
        return None
    named = {"team": row.plan, "name": row.plan.lead}
    return Letter(
        subject=_("Het plan van %(team)s") % named,
        paragraphs=(
            greeting(row.person),
            _("%(name)s maakte een plan voor %(team)s. Jij kunt het lezen.") % named,
        ),
        button=(_("Lees het plan"), absolute("practice:team_plan", row.plan_id)),
    )


def look(facts: dict[str, Any]) -> Letter | None:
    """Time to look at the plan; none when that was done meanwhile, or for who is not of it any more."""
    related = TeamLook.objects.select_related("plan__lead", "plan__coach", "plan__organisation")
    found = related.filter(pk=facts["look"], looked_at=None).first()
    if found is None:
        return None
    plan, reader = found.plan, facts["person"]
    named = {"team": plan, "months": found.months}
    if reader == plan.lead_id:
        return Letter(
            subject=_("Hoe staat het plan van %(team)s ervoor?") % named,
            paragraphs=(
                greeting(plan.lead),
                _("%(months)s maanden geleden maakte je een plan voor %(team)s.") % named,
                _("Kijk samen terug: wat is gelukt, wat nog niet, en wat doen jullie nu?"),
            ),
            button=(_("Kijk terug"), absolute("practice:team_look", plan.pk, found.months)),
        )
    if plan.coach is None or reader != plan.coach_id:
        return None
    return Letter(
        subject=_("%(team)s kijkt terug") % named,
        paragraphs=(
            greeting(plan.coach),
            _("%(team)s maakte %(months)s maanden geleden een plan en kijkt nu terug.") % named,
            _("Misschien kunnen ze je hulp gebruiken."),
        ),
        button=(_("Bekijk het plan"), absolute("practice:to_team_plan", plan.pk)),
    )
