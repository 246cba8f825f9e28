"""The verbs of who makes a survey: writing it, its questions, opening, closing, copying, and going on after a pause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.cocreation import survey_rules as rules
from veerkracht.cocreation import wish_policies as policies
from veerkracht.cocreation.models import (
    NeedSource,
    OpenAnswer,
    QuestionKind,
    Survey,
    SurveyQuestion,
    SurveyState,
    SurveyTally,
)
from veerkracht.cocreation.wish_actions import Heard, hear
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.policies import check_may_coordinate

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.cocreation.models import Need
    from veerkracht.people.models import Person, Sector
    from veerkracht.places.models import Area

PAUSED = "surveys.paused"


@dataclass(frozen=True)
class Facts:
    """What a survey is about, for whom, and when it is open."""

    title: str
    opens_on: date
    closes_on: date
    intro: str = ""
    sectors: Sequence[Sector] = ()
    most_an_hour: int = 60


@transaction.atomic
def make_survey(*, region: Area, facts: Facts, by: Person) -> Survey:
    """Begin a survey, as a draft. Raises RuleBroken for days the wrong way round."""
    check_may_coordinate(by, region.pk)
    _check_days(facts)
    survey = Survey(region=region, slug=_fresh_slug(facts.title), made_at=now(), made_by=by)
    _write(survey, facts)
    record("surveys.made", survey, by=by, region_id=region.pk)
    return survey


def _fresh_slug(title: str) -> str:
    """From the title, with letters that cannot be guessed: an address is shared, not found."""
    return f"{slugify(title)[:50].strip('-') or 'vragen'}-{get_random_string(6).lower()}"


def _check_days(facts: Facts) -> None:
    if facts.closes_on < facts.opens_on:
        raise RuleBroken(_("Kies een laatste dag die na de eerste komt."), field="closes_on")


def _write(survey: Survey, facts: Facts) -> None:
    survey.title, survey.intro = facts.title, facts.intro
    survey.opens_on, survey.closes_on = facts.opens_on, facts.closes_on
    survey.most_an_hour = facts.most_an_hour
    survey.save()
    survey.sectors.set(facts.sectors)


@transaction.atomic
def change_survey(*, survey: Survey, facts: Facts, by: Person) -> None:
    """Mend a survey. Once it is open, only its last day and its pace change."""
    policies.check_may_work(by, survey)
    found = _locked(survey)
    if found.state == SurveyState.CLOSED:
        raise RuleBroken(_("Deze vragenlijst is gesloten. Maak een kopie."))
    if found.state == SurveyState.OPEN:
        facts = Facts(
            title=found.title,
            opens_on=found.opens_on,
            closes_on=facts.closes_on,
            intro=found.intro,
            sectors=list(found.sectors.all()),
            most_an_hour=facts.most_an_hour,
        )
    _check_days(facts)
    _write(found, facts)
    record("surveys.changed", found, by=by, region_id=found.region_id)


def _locked(survey: Survey) -> Survey:
    return Survey.objects.select_for_update().get(pk=survey.pk)


def _draft(survey: Survey, by: Person) -> Survey:
    policies.check_may_work(by, survey)
    found = _locked(survey)
    if found.state != SurveyState.DRAFT:
        message = _("De vragen staan vast, want mensen kunnen al antwoorden. Maak een kopie.")
        raise RuleBroken(message)
    return found


@dataclass(frozen=True)
class Asked:
    """One question as it is typed: options one a line."""

    kind: str
    words: str
    options: Sequence[str] = ()
    required: bool = False


@transaction.atomic
def ask(
    *, survey: Survey, asked: Asked, by: Person, question: SurveyQuestion | None = None
) -> SurveyQuestion:
    """Add a question to a draft, or mend it. Raises RuleBroken for options that do not fit its kind."""
    found = _draft(survey, by)
    if question is None and found.questions.count() >= rules.MOST_QUESTIONS:
        raise RuleBroken(_("Een korte vragenlijst heeft hoogstens 15 vragen."))
    _check_options(asked)
    last = found.questions.order_by("-order").first()
    row = question or SurveyQuestion(survey=found, order=last.order + 1 if last else 1)
    row.kind, row.words = QuestionKind(asked.kind), asked.words
    row.options, row.required = list(asked.options), asked.required
    row.save()
    record("surveys.asked", found, by=by, region_id=found.region_id)
    return row


def _check_options(asked: Asked) -> None:
    if rules.fits_options(asked.kind, asked.options):
        return
    said = {
        rules.SCALE: _("Schrijf op twee regels wat 1 betekent en wat 5 betekent, of niets."),
        rules.OPEN: _("Bij een open vraag zijn er geen antwoorden om uit te kiezen."),
    }
    choose = _("Schrijf 2 tot 12 antwoorden, elk op een regel van hoogstens 120 tekens.")
    raise RuleBroken(said.get(asked.kind, choose), field="options")


@transaction.atomic
def drop_question(*, question: SurveyQuestion, by: Person) -> None:
    """Take a question out of a draft."""
    found = _draft(question.survey, by)
    question.delete()
    record("surveys.question_dropped", found, by=by, region_id=found.region_id)


@transaction.atomic
def raise_question(*, question: SurveyQuestion, by: Person) -> None:
    """Put a question before the one above it; the first stays where it is."""
    found = _draft(question.survey, by)
    rows = list(found.questions.all())
    place = next(place for place, row in enumerate(rows) if row.pk == question.pk)
    if place:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    for order, row in enumerate(rows, start=1):
        row.order = order
    SurveyQuestion.objects.bulk_update(rows, ["order"])


@transaction.atomic
def open_survey(*, survey: Survey, by: Person) -> None:
    """Let people answer, within its days. Raises RuleBroken without a question, or when its last day is past."""
    found = _draft(survey, by)
    if not found.questions.exists():
        raise RuleBroken(_("Zet er eerst een vraag in."))
    if found.closes_on < today():
        raise RuleBroken(_("De laatste dag is al voorbij. Kies een andere."))
    _set(found, by, "opened", state=SurveyState.OPEN)


@transaction.atomic
def close_survey(*, survey: Survey, by: Person) -> None:
    """Let nobody answer any more. What never came in company of five is thrown away."""
    policies.check_may_work(by, survey)
    found = _locked(survey)
    if found.state == SurveyState.OPEN:
        _close(found, by)


def _close(survey: Survey, by: Person | None) -> None:
    _set(survey, by, "closed", state=SurveyState.CLOSED, paused=False, given=F("shown"))
    SurveyTally.objects.filter(question__survey=survey).update(number=F("shown"))
    OpenAnswer.objects.filter(question__survey=survey, shown=False).delete()
    SurveyQuestion.objects.filter(survey=survey).update(given=F("shown"))


def close_past() -> int:
    """Surveys whose last day is over are closed (a job); returns how many."""
    past = Survey.objects.filter(state=SurveyState.OPEN, closes_on__lt=today())
    with transaction.atomic():
        rows = list(past.select_for_update())
        for row in rows:
            _close(row, None)
    return len(rows)


@transaction.atomic
def go_on(*, survey: Survey, by: Person) -> None:
    """Take answers again after a pause; the hour begins anew."""
    policies.check_may_work(by, survey)
    _set(_locked(survey), by, "gone_on", paused=False, in_hour=0)


def _set(survey: Survey, by: Person | None, verb: str, **values: object) -> None:
    Survey.objects.filter(pk=survey.pk).update(**values)
    record(f"surveys.{verb}", survey, by=by, region_id=survey.region_id)


@transaction.atomic
def copy_survey(*, survey: Survey, by: Person) -> Survey:
    """A new draft with the same questions, open as long as the other from today."""
    policies.check_may_work(by, survey)
    facts = Facts(
        title=survey.title,
        opens_on=today(),
        closes_on=today() + (survey.closes_on - survey.opens_on),
        intro=survey.intro,
        sectors=list(survey.sectors.all()),
        most_an_hour=survey.most_an_hour,
    )
    made = make_survey(region=survey.region, facts=facts, by=by)
    same = ("order", "kind", "words", "options", "required")
    rows = survey.questions.values(*same)
    SurveyQuestion.objects.bulk_create([SurveyQuestion(survey=made, **row) for row in rows])
    return made


@transaction.atomic
def drop_survey(*, survey: Survey, by: Person) -> None:
    """Throw a draft away."""
    found = _draft(survey, by)
    record("surveys.dropped", found, by=by, region_id=found.region_id)
    found.delete()


@transaction.atomic
def make_wish(*, answer: OpenAnswer, by: Person) -> Need:
    """Put an open answer that is shown on the board as a wish; again gives the same wish."""
    survey = answer.question.survey
    policies.check_may_work(by, survey)
    found = OpenAnswer.objects.select_for_update().get(pk=answer.pk)
    if not found.shown:
        raise RuleBroken(_("Dit antwoord is nog niet te zien."))
    if found.need is not None:
        return found.need
    heard = Heard(words=found.text, sectors=list(survey.sectors.all()))
    need = hear(region=survey.region, heard=heard, came=NeedSource.SURVEY, by=by)
    OpenAnswer.objects.filter(pk=found.pk).update(need=need)
    return need


def forget_hours() -> int:
    """The hour of the last answers goes once it is over (a job); returns how many."""
    past = Survey.objects.filter(hour__isnull=False, hour__lt=now().replace(minute=0, second=0))
    return past.update(hour=None, in_hour=0)
