"""Somebody drops out of a group, and the coordinator lets one who waits come in their place."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey
from veerkracht.people.models import Person
from veerkracht.practice.forming_actions import mend_group
from veerkracht.practice.forming_repair import Plan, repair_of
from veerkracht.practice.models import Group, JoinWish

pytestmark = pytest.mark.browser

SMALLEST = 5


def test_a_drop_out_is_mended(journey: Journey) -> None:
    group, gone, plan = at_its_smallest()
    asks_what_to_do(journey, group, gone, plan)
    does_it(journey, group, gone, plan)


def at_its_smallest() -> tuple[Group, Person, Plan]:
    """A group of five that somebody can come into; who leaves meanwhile waits again."""
    by = Person.objects.get(name="Coby Overzicht")
    for group in Group.objects.filter(proposal__isnull=False, series__state="meets"):
        for member in list(group.series.members.filter(until=None).order_by("pk")):
            plan = repair_of(group, member.person)
            if plan is not None and plan.moves:
                return group, member.person, plan
            if plan is not None and group.series.members.filter(until=None).count() > SMALLEST:
                mend_group(group=group, gone=member.person, plan=plan, by=by)
                JoinWish.objects.filter(person=member.person).update(state="open")
    raise AssertionError("the demo has no group that can be mended")


def asks_what_to_do(journey: Journey, group: Group, gone: Person, plan: Plan) -> None:
    """Coby sees who would come, before anything happens."""
    journey.become("coordinator", at="/werk/groepen-vormen/")
    journey.reads("Valt er iemand uit een groep?")
    journey.visit(f"/werk/groepen-vormen/uitval/{group.pk}/")
    journey.is_headed(group.series.name)
    journey.look("members")
    journey.press(f"Stopt {gone}")
    journey.reads(f"Als {gone} stopt")
    journey.reads(str(plan.moves[0].person))
    journey.look("proposal")
    assert group.series.members.filter(person=gone, until=None).exists()


def does_it(journey: Journey, group: Group, gone: Person, plan: Plan) -> None:
    """Exactly what was shown, and who comes in hears of it."""
    journey.press("Doe dit")
    journey.reads("Klaar.")
    journey.look("mended")
    present = set(group.series.members.filter(until=None).values_list("person", flat=True))
    assert gone.pk not in present
    newcomer = next(move.person for move in plan.moves if move.target == group)
    assert newcomer.pk in present
    journey.mail(newcomer.email, "Je hebt een intervisiegroep")
