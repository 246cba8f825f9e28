"""Somebody who is coached and somebody who waits for it, and a team with a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tests import factories
from veerkracht.kernel.clock import local, now
from veerkracht.people.models import Organisation, Person
from veerkracht.places.queries import region
from veerkracht.practice import coaching_actions as coaching
from veerkracht.practice import coaching_appointment_actions as appointments
from veerkracht.practice import coaching_handover_actions as handing
from veerkracht.practice import team_actions as teams
from veerkracht.practice.models import (
    CoachingAppointment,
    CoachingHandover,
    CoachingRequest,
    TeamMember,
    TeamPlan,
)


@dataclass(frozen=True)
class Coached:
    """The professional is coached by the trainer, who looks along with the team of the employer."""

    coaching: CoachingRequest
    appointment: CoachingAppointment
    waiting: CoachingRequest
    handover: CoachingHandover
    plan: TeamPlan
    member: TeamMember


def build(people: dict[str, Person]) -> Coached:
    """Four appointments, a request without a coach, and a plan with a reader."""
    zuid = region(factories.ZUID)
    offer = coaching.Offer(regions=[zuid], themes=["team"], languages=["nl"], load=3)
    for role in ("trainer", "trainer of another"):
        coaching.save_coach_profile(offer=offer, by=people[role])
    wish = coaching.Wish(region=zuid, themes=["team"], languages=["nl"], goal="Beter luisteren")
    asked = coaching.ask_coaching(wish=wish, by=people["professional"])
    matched = coaching.pick_coach(request=asked, coach=people["trainer"], by=people["professional"])
    first = local(now() + timedelta(days=9)).replace(hour=10, minute=0, second=0, microsecond=0)
    plan = appointments.SeriesPlan(first.replace(tzinfo=None), times=4, weeks=3)
    made = appointments.plan_series(coaching=matched, plan=plan, by=people["trainer"], sure=True)
    team = _team(people)
    return Coached(
        coaching=matched,
        appointment=made[0],
        waiting=coaching.ask_coaching(wish=wish, by=people["somebody else"]),
        handover=handing.ask_handover(
            coaching=matched, to=people["trainer of another"], by=people["trainer"]
        ),
        plan=team,
        member=team.members.get(),
    )


def _team(people: dict[str, Person]) -> TeamPlan:
    lead = people["employer"]
    lead.organisation = Organisation.objects.all()[0]
    lead.save()
    contents = teams.Contents(
        team="Wijkteam Noord",
        where_now="Alleen Noor oefent.",
        wanted="Open gesprekken.",
        lines={1: teams.Line("Samen oefenen", "iedereen")},
    )
    plan = teams.make_team_plan(contents=contents, by=lead)
    teams.add_members(plan=plan, addresses=[people["professional"].email], by=lead)
    teams.set_team_coach(plan=plan, coach=people["trainer"], by=lead)
    return plan
