"""What people of the demo thought of trainings: results of what ended, one form that is open."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from veerkracht.config.demo.edition_history import EditionHistory
from veerkracht.config.demo.history import History
from veerkracht.config.demo.plans import (
    ERVARING,
    EVENING,
    FIEN,
    OPFRIS,
    TESS,
    WHOLE_DAY,
    EditionPlan,
)
from veerkracht.kernel.clock import held_at
from veerkracht.messages.actions import send_due
from veerkracht.proof.actions import (
    answer_evaluation,
    arrange_evaluation,
    close_evaluations,
    open_evaluations,
    remind_of_evaluations,
)
from veerkracht.proof.evaluation_actions import who_was_there
from veerkracht.proof.evaluation_queries import default_questions, questions_of
from veerkracht.proof.evaluation_rules import Given
from veerkracht.proof.evaluation_tokens import token_of
from veerkracht.proof.models import EvaluationForm, Question, QuestionKind, Shows
from veerkracht.training.models import Edition, EditionState

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast, Directory
    from veerkracht.training.models import Course

SEED = 2018  # a chance of our own, so that the rest of the demo stays as it is
ANSWER, FILL_IN = 0.8, 0.9  # how many answer at all, and each question
WORDS = {
    "Wat vond je het beste?": (
        "De oefening in tweetallen. Je merkt pas dan hoe snel je zelf invult.",
        "Het rustige tempo.",
        "De voorbeelden uit het werk van anderen.",
        "Dat iemand uit de praktijk vertelde hoe het bij haar ging.",
        "Het gesprek met het web erbij.",
        "Goede sfeer, je kon alles vragen.",
        "Eindelijk tijd om na te denken over mijn eigen vragen.",
        "De trainer. Duidelijk en met humor.",
        "Samen met andere beroepen in één groep.",
        "De laatste middag, toen we het zelf deden.",
    ),
    "Wat kan beter?": (
        "Iets meer tijd om te oefenen.",
        "De zaal was koud.",
        "Graag het materiaal vooraf.",
        "Meer voorbeelden met ouders die weinig Nederlands spreken.",
        "Niets, ik was tevreden.",
        "Parkeren was lastig.",
        "De pauze was kort.",
        "Een terugkomdag na een paar maanden.",
        "Minder dia's.",
    ),
}


@dataclass
class With(EditionHistory):
    """An edition that was held, at which one of the demo's people was."""

    who: str = ""

    def _go_on(self, opens_at: datetime) -> None:
        self.history.at(opens_at, partial(self.asks, self.cast[self.who]))
        super()._go_on(opens_at)


HELD = (
    (
        EditionPlan(
            ERVARING,
            "Roermond",
            "De Huiskamer, tuinzijde",
            -45,
            9,
            time=EVENING,
            trainers=(FIEN,),
            subsidy=0,
        ),
        "Sanne Voorbeeld",
    ),
    (
        EditionPlan(
            OPFRIS,
            "Heerlen",
            "De Proeftuin, serre",
            -3,
            9,
            meetings=1,
            time=WHOLE_DAY,
            trainers=(TESS,),
            price=4_500,
            subsidy=12_000,
        ),
        "Noor Verzonnen",
    ),
)


def hold(directory: Directory, cast: Cast, history: History, courses: dict[str, Course]) -> None:
    """Two editions that were held lately, with somebody of the cast; a second time adds nothing."""
    own = History(history.now, chance=random.Random(SEED))  # noqa: S311 - a demo, no secret
    for plan, who in HELD:
        course = courses[plan.course]
        if not Edition.objects.filter(course=course, venue=plan.venue).exists():
            With(plan, course, directory, cast, own, who=who).begin()
    own.tell()
    history.refused += own.refused


def bring_in(cast: Cast, history: History) -> None:
    """Open, answer and close the evaluation of each edition that ended and has none, in order of time."""
    ended = Edition.objects.filter(
        state=EditionState.PUBLISHED, ends_at__lt=history.days_ago(0.1), evaluation=None
    )
    chance = random.Random(SEED)  # noqa: S311 - a demo, no secret
    deeds: list[tuple[datetime, Callable[[], object]]] = []
    for nth, edition in enumerate(ended.select_related("course__region").order_by("ends_at", "pk")):
        deeds += _deeds(edition, Shows.STEPS if nth % 3 else Shows.CLOSED, cast, chance)
    for moment, deed in sorted(deeds, key=lambda one: one[0]):
        if moment < history.now:
            with held_at(moment):
                deed()
                send_due()


def _deeds(
    edition: Edition, shows: str, cast: Cast, chance: random.Random
) -> list[tuple[datetime, Callable[[], object]]]:
    """Arranged before the last day, open after it, answered over ten days, closed after two weeks."""
    end = edition.ends_at or edition.opens_at
    answers = [
        (end + timedelta(hours=6 + chance.random() * 200), partial(_answers, edition, chance, nth))
        for nth in range(edition.capacity)
    ]
    return [
        (end - timedelta(hours=20), partial(_arranged, edition, shows, cast)),
        (end + timedelta(minutes=20), open_evaluations),
        *answers,
        (end + timedelta(days=5, hours=1), remind_of_evaluations),
        (end + timedelta(days=14, hours=1), close_evaluations),
    ]


def _arranged(edition: Edition, shows: str, cast: Cast) -> None:
    arrange_evaluation(
        edition=edition,
        questions=default_questions(edition.region_id),
        days=14,
        shows=shows,
        by=cast.coordinator(edition.course.region.code),
    )


def _answers(edition: Edition, chance: random.Random, nth: int) -> None:
    """Somebody answers, or does not; those of the cast are left to who tries the demo."""
    form = EvaluationForm.objects.get(edition=edition)
    people = who_was_there(edition)
    if not form.opened_at or nth >= len(people) or chance.random() > ANSWER:
        return
    row = people[nth]
    if row.person.name in {who for _plan, who in HELD}:
        return
    given = {one.pk: _given(one, chance) for one in questions_of(form)}
    kept = {pk: said for pk, said in given.items() if not said.is_empty}
    answer_evaluation(token=token_of(form, row.pk), given=kept)


def _given(question: Question, chance: random.Random) -> Given:
    if chance.random() > FILL_IN:
        return Given()
    if question.kind == QuestionKind.TEXT:
        return Given(text=chance.choice(WORDS.get(question.text, ("Goed.",))))
    if question.kind == QuestionKind.SCALE:
        return Given(marks=(chance.choice((2, 3, 4, 4, 4, 5, 5, 5)),))
    options = range(len(question.options))
    if question.kind == QuestionKind.SEVERAL:
        return Given(marks=tuple(sorted(chance.sample(options[:-1], chance.randint(1, 3)))))
    likely = (0, 0, 0, 1) if question.key == "recommend" else (0, 1, 1, 1, 1, 2)
    return Given(marks=(chance.choice(likely),))
