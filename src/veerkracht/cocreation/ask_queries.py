"""Reading questions: who fits, how far one is, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, Count, Q, QuerySet, When

from veerkracht.cocreation import ask_rules as rules
from veerkracht.cocreation.models import (
    Offer,
    OfferState,
    Question,
    QuestionState,
    QuestionStep,
    StepKind,
)
from veerkracht.people.policies import regions_of_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST_OFFERS = 2_000  # that are weighed for one question
TURNS = (StepKind.PASSED, StepKind.LATE, StepKind.AGAIN)
RELATED = ("area", "region", "sector", "offer__organisation", "offer__person")


def open_offers() -> QuerySet[Offer]:
    """Offers to which a question may go: accepted, not busy, of somebody who is still here."""
    found = Offer.objects.filter(state=OfferState.ACCEPTED, is_busy=False, person__is_active=True)
    return found.select_related("organisation", "person", "area").order_by("pk")


def matches_of(question: Question, *, also_had: bool = False) -> list[rules.Match]:
    """Who fits, best first; without who had it already, and never the asker. Two queries."""
    offers = open_offers().annotate(lying=Count("questions", filter=Q(questions__state="sent")))
    if not also_had:
        had = QuestionStep.objects.filter(question=question, kind=StepKind.SENT)
        offers = offers.exclude(pk__in=had.exclude(offer=None).values("offer"))
    if question.person_id:
        offers = offers.exclude(person=question.person_id)
    if question.email:
        offers = offers.exclude(person__email=question.email)
    return rules.rank(_asked(question), [_offered(one, one.lying) for one in offers[:MOST_OFFERS]])


def _asked(question: Question) -> rules.Asked:
    return rules.Asked(
        kind=question.kind,
        words=frozenset(question.words.split()),
        sector=question.sector_id,
        area=question.area_id,
        region=question.region_id,
    )


def _offered(one: Offer, lying: int) -> rules.Offered:
    return rules.Offered(
        number=one.pk,
        kinds=frozenset(one.kinds),
        words=frozenset(one.words.split()),
        sector=one.sector_id,
        area=one.area_id,
        region=one.region_id,
        open_questions=lying,
    )


def turns_of(question: Question) -> int:
    """How many let it pass, came too late, or did not help."""
    return QuestionStep.objects.filter(question=question, kind__in=TURNS).count()


def question_with(token: str) -> Question | None:
    """A question by what stands in its address."""
    return Question.objects.select_related(*RELATED).filter(token=token).first()


def offers_of(person: Person) -> QuerySet[Offer]:
    """One's own offers that count, the latest first."""
    mine = Offer.objects.filter(person=person, state=OfferState.ACCEPTED)
    return mine.select_related("organisation", "area").order_by("-made_at")


def lying_with(person: Person) -> QuerySet[Question]:
    """Questions that lie with one's own offers now, the most urgent first."""
    found = Question.objects.filter(offer__person=person, state=QuestionState.SENT)
    return found.select_related(*RELATED).order_by("due_at", "pk")


def answered_by(person: Person) -> QuerySet[QuestionStep]:
    """What somebody answered, the latest first."""
    found = QuestionStep.objects.filter(by=person, kind=StepKind.ANSWERED)
    return found.select_related("question").order_by("-at")


def asked_by(person: Person) -> QuerySet[Question]:
    """What somebody asked, the latest first."""
    return Question.objects.filter(person=person).select_related(*RELATED).order_by("-made_at")


def questions_for(person: Person) -> QuerySet[Question]:
    """Confirmed questions of the regions that somebody coordinates: what is stuck first, then the latest."""
    regions = [one.pk for one in regions_of_coordinator(person)]
    found = Question.objects.filter(region__in=regions).exclude(state=QuestionState.ASKED)
    stuck = Case(When(state=QuestionState.STUCK, then=0), default=1)
    return found.select_related(*RELATED).order_by(stuck, "-made_at")


def stuck_for(person: Person) -> QuerySet[Question]:
    """What waits for a coordinator, the oldest first."""
    regions = [one.pk for one in regions_of_coordinator(person)]
    return Question.objects.filter(region__in=regions, state=QuestionState.STUCK).order_by(
        "made_at"
    )


def steps_of(question: Question) -> QuerySet[QuestionStep]:
    """Every step in order."""
    return question.steps.select_related("by").order_by("at", "pk")
