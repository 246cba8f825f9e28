"""The verbs of proposals: making one, writing the next version, withdrawing, and hanging it on a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.cocreation import council_policies as policies
from veerkracht.cocreation.models import (
    ConsentRound,
    Idea,
    Proposal,
    ProposalState,
    ProposalVersion,
    RoundOutcome,
)
from veerkracht.cocreation.proposal_rules import moved
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.programme.actions import hang_on

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Council
    from veerkracht.people.models import Person
    from veerkracht.programme.models import Plan

PLAN_PART = "proposal"


@dataclass(frozen=True)
class ProposalWords:
    """What a version says; ``changed``: what is different from the one before."""

    title: str
    what: str
    why: str
    part: str = ""
    changed: str = ""


@transaction.atomic
def make_proposal(
    *,
    council: Council,
    words: ProposalWords,
    by: Person,
    plan: Plan | None = None,
    idea: Idea | None = None,
) -> Proposal:
    """A member, or who looks after it, makes a proposal: its first version. Raises RuleBroken for no words."""
    policies.check_takes_part(by, council)
    if council.until is not None:
        raise RuleBroken(_("Deze denktank is gestopt."))
    _check_idea(idea, council)
    _check_words(words)
    moment = now()
    made = Proposal.objects.create(
        council=council,
        plan=plan,
        idea=idea,
        made_by=by,
        made_at=moment,
        changed_at=moment,
    )
    _version(made, 1, words, by)
    record("proposal.made", made, by=by, region_id=council.region_id)
    return made


def _check_idea(idea: Idea | None, council: Council) -> None:
    if idea is not None and (idea.round.council_id != council.pk or idea.round.settled_at is None):
        raise RuleBroken(_("Kies een idee van een ronde die klaar is."))


def _check_words(words: ProposalWords) -> None:
    for field in ("title", "what", "why"):
        if not getattr(words, field).strip():
            raise RuleBroken(_("Vul dit in."), field=field)


def _version(proposal: Proposal, number: int, words: ProposalWords, by: Person) -> ProposalVersion:
    return ProposalVersion.objects.create(
        proposal=proposal, number=number, written_by=by, written_at=now(), **vars(words)
    )


def held(proposal: Proposal) -> Proposal:
    """The proposal under a lock, with what the policies need."""
    found = Proposal.objects.select_for_update(of=("self",))
    return found.select_related("council__series", "council__region", "council__coordinator").get(
        pk=proposal.pk
    )


def move(proposal: Proposal, verb: str) -> None:
    """The next state of a proposal that is held. Raises RuleBroken when it cannot be."""
    state = moved(proposal.state, verb)
    if state is None:
        raise RuleBroken(_MOVED[ProposalState(proposal.state)]())
    proposal.state, proposal.changed_at = ProposalState(state), now()
    proposal.save(update_fields=["state", "changed_at"])


_MOVED = {
    ProposalState.DRAFT: lambda: _("Dit voorstel is nog een concept."),
    ProposalState.IN_ROUND: lambda: _(
        "Over dit voorstel loopt een ronde. Wacht tot die voorbij is."
    ),
    ProposalState.AGREED: lambda: _("Dit voorstel is aangenomen en blijft zo."),
    ProposalState.SENT_BACK: lambda: _("Schrijf eerst een nieuwe versie."),
    ProposalState.WITHDRAWN: lambda: _("Dit voorstel is ingetrokken."),
}


@transaction.atomic
def write_version(
    *, proposal: Proposal, words: ProposalWords, seen: int, by: Person
) -> ProposalVersion:
    """The next version; earlier ones stay to be read. ``seen`` is the number that was on the screen.

    Raises RuleBroken while a round runs or after it was agreed, without words, or without saying what is
    different; OutOfDate when somebody else wrote one meanwhile.
    """
    proposal = held(proposal)
    policies.check_may_change(by, proposal)
    last = proposal.versions.all()[0].number
    if last != seen:
        raise OutOfDate(_("Iemand anders schreef net een nieuwe versie."))
    _check_words(words)
    if not words.changed.strip():
        raise RuleBroken(_("Schrijf op wat er anders is dan eerst."), field="changed")
    move(proposal, "write")
    made = _version(proposal, last + 1, words, by)
    values = {"version": made.number}
    region_id = proposal.council.region_id
    record("proposal.written", proposal, by=by, region_id=region_id, values=values)
    return made


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by: Person) -> None:
    """Take a proposal back; a round about it stops. Raises RuleBroken once it was agreed."""
    proposal = held(proposal)
    policies.check_may_change(by, proposal)
    move(proposal, "withdraw")
    running = ConsentRound.objects.filter(proposal=proposal, closed_at=None)
    running.update(closed_at=now(), outcome=RoundOutcome.STOPPED)
    record("proposal.withdrawn", proposal, by=by, region_id=proposal.council.region_id)


@transaction.atomic
def hang_proposal(*, proposal: Proposal, plan: Plan, by: Person) -> None:
    """Hang an agreed proposal on a plan, by who keeps that plan: what changes there traces back to it.

    Raises NotAllowed for another's plan, RuleBroken before it was agreed.
    """
    proposal = held(proposal)
    policies.check_takes_part(by, proposal.council)
    if proposal.state != ProposalState.AGREED:
        raise RuleBroken(_("Alleen een aangenomen voorstel komt op een plan."))
    hang_on(plan=plan, kind=PLAN_PART, key=proposal.pk, by=by)
    record("proposal.hung", proposal, by=by, region_id=proposal.council.region_id)
