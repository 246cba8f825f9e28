"""Many requests at the same moment: dots never pass the budget, and nobody else has any."""

from __future__ import annotations

from functools import partial

import pytest

from tests import factories
from tests.at_once import Deed, at_once
from veerkracht.cocreation import idea_actions as actions
from veerkracht.cocreation import proposal_round_actions as rounds
from veerkracht.cocreation.models import (
    ConsentRound,
    ConsentView,
    Idea,
    IdeaBallot,
    IdeaDot,
    IdeaRound,
)
from veerkracht.cocreation.tests.sitting import (
    council,
    guide,
    member,
    on_to_dots,
    opened,
    proposal,
    question,
    says,
)
from veerkracht.kernel.errors import NotAllowed
from veerkracht.meetings.models import Decision
from veerkracht.people.models import Person

pytestmark = pytest.mark.usefixtures("committed")


def give(about: int, person: int, dots: dict[str, int]) -> None:
    actions.give_dots(
        about=IdeaRound.objects.get(pk=about), given=dots, by=Person.objects.get(pk=person)
    )


def test_a_member_in_many_tabs_never_gives_more_than_the_budget() -> None:
    made = council()
    olga, stranger = member(made), factories.person()
    about = question(made)
    keys = [str(actions.write_idea(about=about, words=one, by=olga).pk) for one in "abcd"]
    on_to_dots(about)
    ways = [{keys[n % 4]: 3, keys[(n + 1) % 4]: 2} for n in range(20)]
    deeds: list[Deed] = [partial(give, about.pk, olga.pk, way) for way in ways]
    deeds += [partial(give, about.pk, stranger.pk, way) for way in ways]
    found = at_once(deeds)
    assert all(one is None for one in found[:20])
    assert all(isinstance(one, NotAllowed) for one in found[20:])
    ballot = IdeaBallot.objects.get()
    assert ballot.spent == 5
    assert sum(IdeaDot.objects.values_list("dots", flat=True)) == 5


def test_counting_while_dots_come_in_loses_and_doubles_nothing() -> None:
    made = council()
    people = [member(made, f"Lid {n}") for n in range(8)]
    about = question(made)
    key = str(actions.write_idea(about=about, words="a", by=people[0]).pk)
    about = on_to_dots(about)
    deeds: list[Deed] = [partial(give, about.pk, one.pk, {key: 2}) for one in people]
    deeds.insert(4, partial(actions.go_on, about=about, by=guide(made)))
    found = at_once(deeds)
    about.refresh_from_db()
    given = sum(one is None for one in found)
    assert about.voters == given, found
    assert Idea.objects.get().dots == 2 * given
    assert not IdeaBallot.objects.exists()
    assert not IdeaDot.objects.exists()


def close(about: int) -> str:
    row = ConsentRound.objects.select_related("proposal__council__coordinator").get(pk=about)
    return rounds.close_round(about=row, by=guide(row.proposal.council)).outcome


def test_a_round_that_is_closed_twice_is_one_decision() -> None:
    made = council()
    olga = member(made)
    running = opened(proposal(made))
    says(running, olga)
    found = at_once([partial(close, running.pk) for _n in range(6)])
    assert sum(one == "passed" for one in found) == 1
    assert Decision.objects.count() == 1
    assert ConsentView.objects.count() == 1
