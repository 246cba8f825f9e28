"""Quiet ideas: alone, in one's own order, dots within a budget, and nobody who can tell who did what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.cocreation import idea_actions as actions
from veerkracht.cocreation import idea_queries as queries
from veerkracht.cocreation.council_sources import my_tasks
from veerkracht.cocreation.models import Idea, IdeaBallot, IdeaDot, IdeaRound
from veerkracht.cocreation.proposal_actions import make_proposal
from veerkracht.cocreation.tests.sitting import (
    council,
    guide,
    member,
    on_to_dots,
    question,
    words,
)
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.together import alone
from veerkracht.meetings.models import Meeting
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def written(about: IdeaRound, by: Any, *said: str) -> list[Idea]:
    return [actions.write_idea(about=about, words=one, by=by) for one in said]


def test_one_writes_alone_gives_dots_and_everything_that_tells_who_is_gone(clock: Any) -> None:
    made = council()
    people = [member(made, f"Lid {n}") for n in range(4)]
    about = question(made)
    first, second = written(about, people[0], "Vaders bellen", "Voetbal")
    written(about, people[1], "Op zaterdag")
    assert [one.words for one in queries.own_ideas(about, people[2])] == []
    with pytest.raises(NotAllowed):
        actions.drop_idea(idea=first, by=people[1])
    actions.drop_idea(idea=second, by=people[0])
    with pytest.raises(RuleBroken, match="kan nu niet"):
        actions.give_dots(about=about, given={str(first.pk): 1}, by=people[0])
    about = on_to_dots(about)
    assert {one.words for one in queries.ideas_for(about, people[3])} == {
        "Vaders bellen",
        "Op zaterdag",
    }
    with pytest.raises(RuleBroken, match="kan niet meer"):
        written(about, people[0], "Te laat")
    other = Idea.objects.get(words="Op zaterdag")
    for person in people:
        actions.give_dots(about=about, given={str(first.pk): 3, str(other.pk): 2}, by=person)
    actions.give_dots(about=about, given={str(other.pk): 1}, by=people[0])
    about = on_to_dots(about)
    assert (about.voters, about.settled_at) == (4, now())
    assert [(one.words, one.dots) for one in queries.counted(about)] == [
        ("Vaders bellen", 9),
        ("Op zaterdag", 7),
    ]
    assert not Idea.objects.filter(writer__isnull=False).exists()
    assert not IdeaBallot.objects.exists()
    assert not IdeaDot.objects.exists()
    with pytest.raises(RuleBroken, match="voorbij"):
        actions.go_on(about=about, by=guide(made))
    send_due()
    got = Message.objects.filter(address=people[2].email, state="sent")
    assert "Dit kwam eruit: Hoe bereiken we meer vaders?" in got.values_list("subject", flat=True)


def test_the_trail_tells_of_nobody() -> None:
    made = council()
    olga = member(made)
    about = question(made)
    before = Entry.objects.count()
    written(about, olga, "Vaders bellen")
    fresh = list(Entry.objects.order_by("pk")[before:])
    assert fresh
    assert all(one.by_id is None for one in fresh)


@pytest.mark.parametrize("given", [{0: 6}, {0: 4}, {0: 3, 1: 3}])
def test_nobody_gives_more_than_there_is(given: dict[int, int]) -> None:
    made = council()
    olga = member(made)
    about = question(made)
    ideas = written(about, olga, "a", "b")
    about = on_to_dots(about)
    dots = {str(ideas[place].pk): number for place, number in given.items()}
    with pytest.raises(RuleBroken):
        actions.give_dots(about=about, given=dots, by=olga)
    for bad in ({"nergens": 1}, {str(ideas[0].pk): -1}):
        with pytest.raises(RuleBroken):
            actions.give_dots(about=about, given=bad, by=olga)
    for stranger in (factories.person(), guide(made)):
        with pytest.raises(NotAllowed):
            actions.give_dots(about=about, given={str(ideas[0].pk): 1}, by=stranger)
    assert not IdeaDot.objects.exists()


def test_a_question_has_its_phases_in_order() -> None:
    made = council()
    olga = member(made)
    later = now() + timedelta(days=3)
    bad: tuple[dict[str, Any], ...] = (
        {"question": " "},
        {"writes_until": now()},
        {"votes_until": later},
        {"votes_until": now() + timedelta(days=121)},
        {"dots": 0},
        {"dots": 21},
        {"most": 6},
    )
    for values in bad:
        with pytest.raises(RuleBroken):
            question(made, **{"writes_until": later, **values})
    about = question(made)
    for empty in (" ", ""):
        with pytest.raises(RuleBroken):
            written(about, olga, empty)
    with pytest.raises(RuleBroken, match="geen ideeën"):
        on_to_dots(about)
    written(about, olga, *"abcdefghij")
    with pytest.raises(RuleBroken, match="Tien"):
        written(about, olga, "k")
    with pytest.raises(NotAllowed):
        actions.go_on(about=about, by=olga)
    with pytest.raises(NotAllowed):
        written(about, factories.person(), "a")
    elsewhere = Meeting.objects.get(series=council().series)
    asked = actions.Question("Wat?", later, later + timedelta(days=1))
    with pytest.raises(RuleBroken):
        actions.ask_for_ideas(council=made, asked=asked, meeting=elsewhere, by=guide(made))


def test_the_job_opens_and_counts_in_time(clock: Any) -> None:
    made = council()
    olga = member(made)
    about = question(made)
    assert [one.title for one in alone(my_tasks(olga))] == ["Schrijf je ideeën"]
    written(about, olga, "Vaders bellen")
    assert alone(my_tasks(olga)) == []
    assert actions.settle_due() == 0
    clock.shift(timedelta(days=3, hours=1))
    assert [actions.settle_due(), actions.settle_due()] == [1, 0]
    assert [one.title for one in alone(my_tasks(olga))] == ["Verdeel je stippen"]
    clock.shift(timedelta(days=3))
    assert [actions.settle_due(), actions.settle_due()] == [1, 0]
    about.refresh_from_db()
    assert about.voters == 0
    assert Idea.objects.get().writer is None


def test_an_idea_becomes_a_proposal_once_it_is_counted() -> None:
    made = council()
    olga = member(made)
    about = question(made)
    (idea,) = written(about, olga, "Vaders bellen")
    with pytest.raises(RuleBroken, match="klaar"):
        make_proposal(council=made, words=words(), idea=idea, by=olga)
    on_to_dots(on_to_dots(about))
    idea = Idea.objects.select_related("round").get()
    mine = make_proposal(council=made, words=words(), idea=idea, by=olga)
    assert mine.idea == idea


def test_the_database_refuses_what_cannot_be() -> None:
    made = council()
    olga = member(made)
    about = question(made)
    (idea,) = written(about, olga, "a")
    ballot = IdeaBallot.objects.create(round=about, person=olga, budget=5)
    IdeaDot.objects.create(ballot=ballot, idea=idea, dots=1)
    bad = (
        lambda: IdeaBallot.objects.create(round=about, person=olga, budget=5),
        lambda: IdeaBallot.objects.filter(pk=ballot.pk).update(spent=6),
        lambda: IdeaDot.objects.create(ballot=ballot, idea=idea, dots=1),
        lambda: IdeaDot.objects.update(dots=0),
        lambda: Idea.objects.update(dots=3),
        lambda: IdeaRound.objects.update(votes_until=now() - timedelta(days=9)),
        lambda: IdeaRound.objects.update(most=9),
    )
    for deed in bad:
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()
