"""Wishes and surveys for tests, made through the same actions that people use."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.test import Client

from tests import factories
from veerkracht.cocreation import survey_actions as surveys
from veerkracht.cocreation import wish_actions as actions
from veerkracht.cocreation.asker_actions import ask_for_answer, confirm_asker
from veerkracht.cocreation.models import Need, NeedAsker, NeedSource, Survey
from veerkracht.cocreation.survey_answering import answer_survey, whose
from veerkracht.cocreation.wish_actions import Heard, Step
from veerkracht.cocreation.wish_gate import fresh_mark
from veerkracht.kernel.clock import today
from veerkracht.places.queries import region

if TYPE_CHECKING:
    from veerkracht.cocreation.survey_rules import Given
    from veerkracht.people.models import Person

WORDS = "Een training Positieve Gezondheid in de avond"


def client_of(person: Person) -> Client:
    """Somebody at their browser."""
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    """What a page says."""
    return str(response.content.decode())


def need(words: str = WORDS, of: str = factories.ZUID) -> Need:
    """A wish that somebody sent."""
    return actions.hear(region=region(of), heard=Heard(words), came=NeedSource.ANYBODY, by=None)


def asker(of: Need, email: str = "vraagt@voorbeeld.example") -> NeedAsker:
    """Somebody who wants to hear, and confirmed."""
    made = ask_for_answer(need=of, email=email)
    confirm_asker(asker=made)
    made.refresh_from_db()
    return made


def moved(of: Need, after: str, by: Person, **said: str) -> Need:
    """The wish after a step."""
    of.refresh_from_db()
    actions.move(need=of, step=Step(of.state, after, **said), by=by)
    of.refresh_from_db()
    return of


def understood(by: Person, words: str = WORDS) -> Need:
    """A wish that is understood."""
    return moved(need(words), "understood", by, told="Een avondtraining")


def survey(by: Person, *asked: surveys.Asked, opened: bool = True, **facts: Any) -> Survey:
    """A survey with these questions, open from today for two weeks."""
    usual = {"title": "Wat mis je?", "opens_on": today(), "closes_on": today() + timedelta(days=14)}
    made = surveys.make_survey(
        region=region(factories.ZUID), facts=surveys.Facts(**{**usual, **facts}), by=by
    )
    for one in asked or (surveys.Asked("open", "Wat mis je?"),):
        surveys.ask(survey=made, asked=one, by=by)
    if opened:
        surveys.open_survey(survey=made, by=by)
    made.refresh_from_db()
    return made


def answered(of: Survey, *given: Given, times: int = 1) -> None:
    """These answers, in the order of the questions."""
    keys = list(of.questions.values_list("pk", flat=True))
    for _time in range(times):
        answers = dict(zip(keys, given, strict=False))
        assert answer_survey(survey=of, answers=answers, mark=fresh_mark(whose(of)))


def mark_on(page: Any) -> str:
    """The mark that a page carries."""
    found = re.search(r'name="mark" value="([^"]+)"', text(page))
    assert found is not None
    return found[1]
