"""What a question tells by mail: to who asked at each step, to who is asked to help, to the coordinator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.cocreation.ask_words import told, why_in_words, why_you
from veerkracht.cocreation.join_words import absolute, hello
from veerkracht.cocreation.models import (
    Offer,
    Question,
    QuestionState,
    QuestionStep,
    StepKind,
)
from veerkracht.kernel.clock import local
from veerkracht.messages.actions import News, queue, writers
from veerkracht.messages.rules import Letter
from veerkracht.people.models import Person
from veerkracht.people.queries import coordinators_of

if TYPE_CHECKING:
    from veerkracht.messages.actions import Writer

CONFIRM, STEP, ANSWERED = "ask.confirm", "ask.step", "ask.answered"
CLOSED, TURN, STUCK = "ask.closed", "ask.turn", "ask.stuck"


def register() -> None:
    """Make these letters known to the post room."""
    kinds: dict[str, Writer] = {
        CONFIRM: confirm,
        STEP: step_taken,
        ANSWERED: answered,
        CLOSED: closed,
        TURN: turn,
        STUCK: stuck,
    }
    for kind, writer in kinds.items():
        writers.add(kind, writer)


# Queueing


def tell_confirm(question: Question) -> None:
    """Ask for a yes from the mail."""
    _to_asker(CONFIRM, question, f"ask.confirm:{question.pk}", {"question": question.pk})


def tell_asker(question: Question, step: QuestionStep) -> None:
    """Where the question lies now."""
    _to_asker(STEP, question, f"ask.step:{step.pk}", {"step": step.pk})


def tell_answered(question: Question, step: QuestionStep) -> None:
    """The answer."""
    _to_asker(ANSWERED, question, f"ask.answered:{step.pk}", {"step": step.pk})


def tell_closed(question: Question, step: QuestionStep) -> None:
    """It ended without an answer, and why."""
    _to_asker(CLOSED, question, f"ask.closed:{step.pk}", {"step": step.pk})


def _to_asker(kind: str, question: Question, once: str, facts: dict[str, Any]) -> None:
    if question.email:
        queue(
            [
                News(
                    kind=kind,
                    address=question.email,
                    once=once,
                    facts=facts,
                    person_id=question.person_id,
                    language=question.language,
                )
            ]
        )


def tell_turn(question: Question, offer: Offer, step: QuestionStep) -> None:
    """To who may help: there is a question for you."""
    if offer.person is not None:
        _to_people(TURN, [offer.person], f"ask.turn:{step.pk}", {"step": step.pk})


def tell_stuck(question: Question, step: QuestionStep) -> None:
    """To the coordinators of the region: nobody answered, or nobody fits."""
    people = coordinators_of(question.region_id)
    _to_people(STUCK, people, f"ask.stuck:{step.pk}", {"step": step.pk})


def _to_people(kind: str, people: list[Person], once: str, facts: dict[str, Any]) -> None:
    queue(
        [
            News(
                kind=kind,
                address=one.email,
                once=f"{once}:{one.pk}",
                facts={**facts, "person": one.pk},
                person_id=one.pk,
                language=one.language,
            )
            for one in people
        ]
    )


# Writing


def _question(facts: dict[str, Any]) -> Question | None:
    related = Question.objects.select_related("area", "region", "sector")
    return related.filter(pk=facts["question"], state=QuestionState.ASKED).first()


def _step(facts: dict[str, Any]) -> QuestionStep | None:
    related = ("question__area", "question__region", "question__sector", "offer")
    return QuestionStep.objects.select_related(*related).filter(pk=facts["step"]).first()


def _page(question: Question) -> tuple[str, str]:
    return _("Bekijk je vraag"), absolute("cocreation:question", question.token)


def confirm(facts: dict[str, Any]) -> Letter | None:
    """Was it you who asked? None once that was said."""
    question = _question(facts)
    if question is None:
        return None
    return Letter(
        subject=_("Klopt je vraag aan de beweging?"),
        paragraphs=(
            hello(question.name),
            _("Je stelde ons een vraag:"),
            f"“{question.title}”",
            _("Klik op de knop. Dan zoeken we wie je kan helpen."),
        ),
        button=(_("Ja, dit is mijn vraag"), absolute("cocreation:question", question.token)),
        after=(_("Was jij dit niet? Dan hoef je niets te doen. Na 7 dagen is de vraag weg."),),
    )


def step_taken(facts: dict[str, Any]) -> Letter | None:
    """Where the question lies now; with what came before it when somebody let it pass."""
    step = _step(facts)
    if step is None or step.question.state not in {QuestionState.SENT, QuestionState.STUCK}:
        return None
    question = step.question
    paragraphs = [hello(question.name)]
    before = question.steps.filter(pk__lt=step.pk).order_by("-pk").first()
    if before and before.kind in {StepKind.PASSED, StepKind.LATE, StepKind.AGAIN}:
        paragraphs.append(told(before, question))
    paragraphs.append(told(step, question))
    paragraphs.append(why_in_words(step.why, question))
    if question.due_at and step.kind == StepKind.SENT:
        paragraphs.append(_("Je hoort iets voor %(day)s.") % {"day": _day(question)})
    return Letter(
        subject=_("Je vraag is onderweg: %(title)s") % {"title": question.title},
        paragraphs=tuple(one for one in paragraphs if one),
        button=_page(question),
    )


def _day(question: Question) -> str:
    return date_format(local(question.due_at), "l j F") if question.due_at else ""


def answered(facts: dict[str, Any]) -> Letter | None:
    """The answer itself, and the question whether it helped."""
    step = _step(facts)
    if step is None:
        return None
    return Letter(
        subject=_("Antwoord op je vraag: %(title)s") % {"title": step.question.title},
        paragraphs=(
            hello(step.question.name),
            told(step, step.question),
            *(one.strip() for one in step.text.split("\n\n") if one.strip()),
            _("Ben je hiermee geholpen? Zeg het op de pagina van je vraag."),
        ),
        button=_page(step.question),
        after=(_("Nog niet geholpen? Dan zoeken we verder."),),
    )


def closed(facts: dict[str, Any]) -> Letter | None:
    """It ended without an answer."""
    step = _step(facts)
    if step is None or step.question.state != QuestionState.CLOSED:
        return None
    return Letter(
        subject=_("Je vraag is afgesloten: %(title)s") % {"title": step.question.title},
        paragraphs=(
            hello(step.question.name),
            _("We sloten je vraag af. Dit is waarom:"),
            step.text,
        ),
        button=_page(step.question),
        after=(_("Je mag altijd een nieuwe vraag stellen."),),
    )


def turn(facts: dict[str, Any]) -> Letter | None:
    """To the helper; None when it lies elsewhere by now."""
    step = _step(facts)
    if step is None or step.question.offer_id != step.offer_id or not step.question.due_at:
        return None
    question = step.question
    return Letter(
        subject=_("Kun jij helpen? %(title)s") % {"title": question.title},
        paragraphs=(
            hello(_short_name(facts)),
            _("Iemand stelde een vraag aan de beweging. We denken dat jij kunt helpen."),
            f"“{question.title}”",
            why_you(step.why, question),
            _("Kun je niet? Geef de vraag dan door. Dat is één klik."),
        ),
        facts=(
            (_("Waar"), str(question.area)),
            (_("Welke hulp"), str(question.get_kind_display())),
            (_("Antwoord voor"), _day(question)),
        ),
        button=(_("Lees de vraag"), absolute("cocreation:answer", question.pk)),
        after=(_("Antwoord je niet op tijd? Dan gaat de vraag vanzelf naar iemand anders."),),
    )


def stuck(facts: dict[str, Any]) -> Letter | None:
    """To a coordinator; None when it went on meanwhile."""
    step = _step(facts)
    if step is None or step.question.state != QuestionState.STUCK:
        return None
    question = step.question
    return Letter(
        subject=_("Deze vraag ligt bij jou: %(title)s") % {"title": question.title},
        paragraphs=(
            hello(_short_name(facts)),
            _("We vonden niemand die op tijd kon antwoorden. Kies jij wie kan helpen?"),
            f"“{question.title}”",
        ),
        button=(_("Bekijk de vraag"), absolute("cocreation:ask_work_question", question.pk)),
    )


def _short_name(facts: dict[str, Any]) -> str:
    person = Person.objects.filter(pk=facts["person"]).first()
    return person.get_short_name() if person else ""
