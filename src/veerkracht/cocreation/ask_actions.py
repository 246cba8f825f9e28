"""The verbs of a question: ask, confirm, send on, answer, close. Each step is kept and told to who asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.cocreation import ask_policies as policies
from veerkracht.cocreation import ask_queries as queries
from veerkracht.cocreation import ask_rules as rules
from veerkracht.cocreation.ask_letters import (
    tell_answered,
    tell_asker,
    tell_closed,
    tell_confirm,
    tell_stuck,
    tell_turn,
)
from veerkracht.cocreation.ask_words import kept_reasons
from veerkracht.cocreation.join_open import check_pace, region_here
from veerkracht.cocreation.join_words import telling, who
from veerkracht.cocreation.models import (
    Helped,
    Offer,
    Question,
    QuestionState,
    QuestionStep,
    StepKind,
)
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.errors import OutOfDate, RuleBroken

if TYPE_CHECKING:
    from veerkracht.people.models import Person, Sector
    from veerkracht.places.models import Area

ENDS = {QuestionState.ANSWERED, QuestionState.CLOSED, QuestionState.WITHDRAWN}


@dataclass(frozen=True)
class Asking:
    """What somebody typed."""

    title: str
    text: str
    kind: str
    name: str
    email: str
    area: Area
    sector: Sector | None = None


@transaction.atomic
def ask(*, asking: Asking, by: Person | None, language: str = "nl") -> Question:
    """Keep a question until it is confirmed by mail; of who is signed in the address is known already.

    The same question of the same address again gives the one that waits. Raises RuleBroken when three of
    an address wait, or for a municipality elsewhere.
    """
    email = by.email if by else asking.email
    region = region_here(asking.area)
    same = Question.objects.filter(email=email, title=asking.title, text=asking.text)
    waiting = same.filter(state__in=["asked", "sent", "stuck"]).first()
    if waiting is not None:
        return waiting
    check_pace(Question.objects.filter(email=email))
    question = Question.objects.create(
        title=asking.title,
        text=asking.text,
        kind=asking.kind,
        name=asking.name,
        email=email,
        area=asking.area,
        region=region,
        sector=asking.sector,
        person=by,
        language=language,
        words=" ".join(sorted(telling([asking.title, asking.text]))),
        made_at=now(),
    )
    record("question.asked", question, by=by, region_id=region.pk)
    if by is None:
        tell_confirm(question)
        return question
    return confirm_question(question=question)


def _locked(question: Question, step: str) -> Question:
    """The question as it is now, held; OutOfDate when it cannot take this step any more."""
    row = Question.objects.select_for_update().get(pk=question.pk)
    if not rules.may(step, row.state):
        raise OutOfDate(_("Er is intussen iets met deze vraag gebeurd. Kijk opnieuw."))
    return row


def _step(question: Question, kind: StepKind, **values: Any) -> QuestionStep:
    return QuestionStep.objects.create(question=question, kind=kind, at=now(), **values)


def _stands(question: Question, state: QuestionState, offer: Offer | None = None) -> None:
    """Write where it stands; a promise runs only while it lies with a helper."""
    question.state, question.offer = state, offer
    sent = state == QuestionState.SENT
    question.due_at = rules.promised(local(now())) if sent else None
    question.ended_at = now() if state in ENDS else None
    question.save()


@transaction.atomic
def confirm_question(*, question: Question) -> Question:
    """Say yes from the mail: the question goes to who fits best. Again changes nothing."""
    row = Question.objects.select_for_update().get(pk=question.pk)
    if not rules.may("confirm", row.state):
        return row
    _step(row, StepKind.ASKED)
    _send_on(row)
    return row


def _send_on(question: Question) -> None:
    """To the best helper who did not have it yet; to the coordinator when there is none, or after three."""
    matches = queries.matches_of(question)
    if rules.goes_to_coordinator(queries.turns_of(question), len(matches)):
        _to_coordinator(question)
        return
    best = matches[0]
    offer = Offer.objects.select_related("organisation", "person").get(pk=best.number)
    _to(question, offer, kept_reasons(best))


def _to(question: Question, offer: Offer, why: list[str], by: Person | None = None) -> None:
    step = _step(question, StepKind.SENT, offer=offer, who=who(offer), why=why, by=by)
    _stands(question, QuestionState.SENT, offer)
    record("question.sent", question, by=by, region_id=question.region_id)
    tell_turn(question, offer, step)
    tell_asker(question, step)


def _to_coordinator(question: Question) -> None:
    step = _step(question, StepKind.STUCK)
    _stands(question, QuestionState.STUCK)
    record("question.stuck", question, by=None, region_id=question.region_id)
    tell_stuck(question, step)
    tell_asker(question, step)


@transaction.atomic
def answer_question(*, question: Question, text: str, by: Person) -> None:
    """Answer: goes by mail to who asked. By who has it, or the coordinator of the region."""
    row = _locked(question, "answer")
    policies.check_may_answer(by, row)
    if not text.strip():
        raise RuleBroken(_("Schrijf je antwoord op."), field="text")
    offer = row.offer
    name = who(offer) if offer and not policies.looks_after(by, row) else _("de coördinator")
    step = _step(row, StepKind.ANSWERED, offer=offer, who=name, text=text, by=by)
    _stands(row, QuestionState.ANSWERED, offer)
    record("question.answered", row, by=by, region_id=row.region_id)
    tell_answered(row, step)


@transaction.atomic
def pass_on(*, question: Question, reason: str, by: Person) -> Question:
    """Let the next one have it; the asker reads the reason."""
    row = _locked(question, "pass_on")
    policies.check_holds(by, row)
    offer = row.offer
    _step(row, StepKind.PASSED, offer=offer, who=who(offer) if offer else "", text=reason, by=by)
    _send_on(row)
    return row


@transaction.atomic
def give_to(*, question: Question, offer: Offer, by: Person) -> None:
    """A coordinator chooses who gets it, also who had it before."""
    row = _locked(question, "give_to")
    policies.check_looks_after(by, row)
    if not queries.open_offers().filter(pk=offer.pk).exists():
        raise RuleBroken(_("Deze helper doet nu niet mee. Kies iemand anders."), field="offer")
    _to(row, offer, [], by)


@transaction.atomic
def close_question(*, question: Question, reason: str, by: Person) -> None:
    """End it without an answer; the asker reads why."""
    row = _locked(question, "close")
    policies.check_looks_after(by, row)
    if not reason.strip():
        raise RuleBroken(_("Schrijf op waarom je de vraag afsluit."), field="reason")
    step = _step(row, StepKind.CLOSED, text=reason, by=by)
    _stands(row, QuestionState.CLOSED)
    record("question.closed", row, by=by, region_id=row.region_id)
    tell_closed(row, step)


@transaction.atomic
def withdraw_question(*, question: Question) -> None:
    """The asker takes it back; nobody hears of it any more."""
    row = _locked(question, "withdraw")
    _step(row, StepKind.WITHDRAWN)
    _stands(row, QuestionState.WITHDRAWN)
    record("question.withdrawn", row, by=row.person, region_id=row.region_id)


@transaction.atomic
def tell_helped(*, question: Question, helped: str) -> Question:
    """The asker says whether the answer helped; “not yet” lets it go on to the next."""
    row = _locked(question, "tell_helped")
    row.helped = Helped(helped).value
    if row.helped == Helped.YES:
        _step(row, StepKind.HELPED)
        row.save(update_fields=["helped"])
    else:
        _step(row, StepKind.AGAIN)
        _send_on(row)
    return row


def pass_on_late(most: int = 200) -> int:
    """Send on what was not answered in the promised time (a job); how many."""
    late = Question.objects.filter(state=QuestionState.SENT, due_at__lte=now()).order_by("due_at")
    return sum(_pass_on_late(pk) for pk in late.values_list("pk", flat=True)[:most])


@transaction.atomic
def _pass_on_late(pk: int) -> bool:
    waiting = Question.objects.select_for_update(skip_locked=True, of=("self",))
    row = waiting.filter(pk=pk, state=QuestionState.SENT, due_at__lte=now()).first()
    if row is None:
        return False
    offer = row.offer
    _step(row, StepKind.LATE, offer=offer, who=who(offer) if offer else "")
    _send_on(row)
    return True


@transaction.atomic
def leave_helper(*, offer: Offer) -> None:
    """Somebody helps no more: what lies there goes on to others."""
    lying = Question.objects.select_for_update(of=("self",)).filter(
        offer=offer, state=QuestionState.SENT
    )
    for question in lying:
        _step(question, StepKind.PASSED, who=who(offer))
        _send_on(question)
