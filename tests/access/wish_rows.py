"""What the pages of wishes and surveys answer, role by role."""

from __future__ import annotations

from datetime import timedelta

from tests import factories
from tests.access.table import (
    ANY_COORDINATOR,
    COORDINATORS,
    Row,
    nothing,
    posted,
    row,
    work,
)
from tests.access.world import World
from veerkracht.cocreation import survey_actions as surveys
from veerkracht.cocreation import wish_actions as wishes
from veerkracht.cocreation.asker_actions import ask_for_answer
from veerkracht.cocreation.models import Need, NeedOutcome, NeedSource, OpenAnswer, Survey
from veerkracht.cocreation.survey_answering import answer_survey, whose
from veerkracht.cocreation.survey_rules import Given
from veerkracht.cocreation.wish_gate import fresh_mark
from veerkracht.kernel.clock import today
from veerkracht.places.queries import region


def _need(world: World) -> Need:
    """A wish of the coordinator's region, with an asker, that the full edition came of, and one that is alike."""
    found = Need.objects.filter(came=NeedSource.ANYBODY).order_by("pk").first()
    return found or _made(world)


def _made(world: World) -> Need:
    by, area = world.people["coordinator"], region(factories.ZUID)
    words = ("Training in Heerlen op dinsdag", "Graag training in Heerlen op dinsdag")
    first, _second = (
        wishes.hear(region=area, heard=wishes.Heard(one), came=NeedSource.ANYBODY, by=None)
        for one in words
    )
    ask_for_answer(need=first, email="vraagt@voorbeeld.example")
    told = wishes.Step("heard", "understood", told="Training in Heerlen op dinsdag")
    wishes.move(need=first, step=told, by=by)
    wishes.add_outcome(need=first, outcome=f"edition-{world.edition.pk}", by=by)
    return first


def need(world: World) -> list[object]:
    """The wish."""
    return [_need(world).pk]


def step(world: World) -> list[object]:
    """The wish, on its way to be planned."""
    return [_need(world).pk, "planned"]


def token(world: World) -> list[object]:
    """What stands in the address of who asked."""
    return [_need(world).askers.get().token]


def outcome(world: World) -> list[object]:
    """What came of it."""
    _need(world)
    return [NeedOutcome.objects.all()[0].pk]


def code(world: World) -> list[object]:
    """The coordinator's region."""
    return ["zuid-limburg"]


def _survey(world: World) -> Survey:
    """An open survey with five answers."""
    found = Survey.objects.filter(title="Wat mis jij?").first()
    if found is not None:
        return found
    by = world.people["coordinator"]
    facts = surveys.Facts("Wat mis jij?", today(), today() + timedelta(days=9))
    made = surveys.make_survey(region=region(factories.ZUID), facts=facts, by=by)
    asked = surveys.ask(survey=made, asked=surveys.Asked("open", "Wat mis jij?"), by=by)
    surveys.open_survey(survey=made, by=by)
    for _time in range(5):
        given = {asked.pk: Given(text="Tijd")}
        answer_survey(survey=made, answers=given, mark=fresh_mark(whose(made)))
    return made


def survey(world: World) -> list[object]:
    """The survey."""
    return [_survey(world).pk]


def slug(world: World) -> list[object]:
    """Its address."""
    return [_survey(world).slug]


def question(world: World) -> list[object]:
    """Its question."""
    return [_survey(world).questions.get().pk]


def answer(world: World) -> list[object]:
    """One of its answers."""
    return [OpenAnswer.objects.filter(question__survey=_survey(world))[0].pk]


WISH_ROWS: list[Row] = [
    row("cocreation:say_wish", 200),
    row("cocreation:wish_thanks", 200),
    row("cocreation:told_wishes", 200),
    row("cocreation:follow_wish", 200, token),
    posted("cocreation:confirm_wish", token),
    posted("cocreation:stop_wish", token),
    work("cocreation:needs", *ANY_COORDINATOR),
    work("cocreation:needs_xlsx", *ANY_COORDINATOR),
    work("cocreation:new_need", *ANY_COORDINATOR),
    work("cocreation:needs_alike", *COORDINATORS, arguments=code),
    work("cocreation:need", *COORDINATORS, arguments=need),
    work("cocreation:describe_need", *COORDINATORS, arguments=need),
    work("cocreation:move_need", *COORDINATORS, arguments=step),
    work("cocreation:add_outcome", *COORDINATORS, arguments=need),
    posted("cocreation:drop_outcome", outcome, staff=True),
    posted("cocreation:merge_need", need, staff=True),
    posted("cocreation:take_need_apart", need, staff=True),
    posted("cocreation:drop_need", need, staff=True),
    row("cocreation:answer_survey", 200, slug),
    row("cocreation:survey_thanks", 200, slug),
    work("cocreation:surveys", *ANY_COORDINATOR, arguments=nothing),
    work("cocreation:survey", *COORDINATORS, arguments=survey),
    work("cocreation:change_survey", *COORDINATORS, arguments=survey),
    work("cocreation:ask_question", *COORDINATORS, arguments=survey),
    work("cocreation:change_question", *COORDINATORS, arguments=question),
    posted("cocreation:drop_question", question, staff=True),
    posted("cocreation:raise_question", question, staff=True),
    posted("cocreation:answer_to_wish", answer, staff=True),
    posted("cocreation:open_survey", survey, staff=True),
    posted("cocreation:close_survey", survey, staff=True),
    posted("cocreation:survey_goes_on", survey, staff=True),
    posted("cocreation:copy_survey", survey, staff=True),
    posted("cocreation:drop_survey", survey, staff=True),
    work("cocreation:survey_poster", *COORDINATORS, arguments=survey),
    work("cocreation:survey_results", *COORDINATORS, arguments=survey),
    work("cocreation:survey_xlsx", *COORDINATORS, arguments=survey),
]
