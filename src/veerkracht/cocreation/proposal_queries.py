"""Reading proposals: what they say, how their rounds went, and what came of them in a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery

from veerkracht.cocreation.models import (
    ConsentRound,
    ConsentView,
    Proposal,
    ProposalState,
    ProposalVersion,
    RoundOutcome,
    ViewKind,
)
from veerkracht.cocreation.proposal_actions import PLAN_PART
from veerkracht.programme.models import Plan, PlanPart, PlanVersion

if TYPE_CHECKING:
    from veerkracht.cocreation.models import Council
    from veerkracht.people.models import Person


def titled(found: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """With ``title`` and ``number`` of the newest version."""
    newest = ProposalVersion.objects.filter(proposal=OuterRef("pk")).order_by("-number")
    return found.annotate(
        title=Subquery(newest.values("title")[:1]), number=Subquery(newest.values("number")[:1])
    )


def proposals_of(council: Council) -> QuerySet[Proposal]:
    """Every proposal, the latest change first."""
    return titled(Proposal.objects.filter(council=council)).order_by("-changed_at", "-pk")


def proposal_with(pk: int) -> QuerySet[Proposal]:
    """One proposal with its think tank."""
    related = ("council__region", "council__series", "council__coordinator", "plan", "made_by")
    return Proposal.objects.filter(pk=pk).select_related(*related, "idea__round")


@dataclass(frozen=True)
class RoundShown:
    """A round with what was said; of one that runs only counts may be shown, and one's own word."""

    round: ConsentRound
    views: list[ConsentView]

    def _of(self, kind: str) -> list[ConsentView]:
        return [view for view in self.views if view.kind == kind]

    @property
    def agreed(self) -> int:
        """How many can live with it."""
        return len(self._of(ViewKind.AGREE)) + len(self.remarks)

    @property
    def abstained(self) -> int:
        """How many left it to others."""
        return len(self._of(ViewKind.ABSTAIN))

    @property
    def objections(self) -> list[ConsentView]:
        """Who objected, and why."""
        return self._of(ViewKind.OBJECTION)

    @property
    def remarks(self) -> list[ConsentView]:
        """Who agreed with a remark."""
        return self._of(ViewKind.REMARK)


def rounds_of(proposal: Proposal) -> list[RoundShown]:
    """Every round but those that were stopped, the latest first. Two queries."""
    rounds = list(
        ConsentRound.objects.filter(proposal=proposal)
        .exclude(outcome=RoundOutcome.STOPPED)
        .select_related("version", "decision")
        .order_by("-opened_at", "-pk")
    )
    views = list(ConsentView.objects.filter(round__in=rounds).select_related("person"))
    return [RoundShown(one, [view for view in views if view.round_id == one.pk]) for one in rounds]


def rounds_over(proposal: Proposal) -> list[RoundShown]:
    """Rounds that are over, the latest first; nothing is told of one that runs."""
    return [one for one in rounds_of(proposal) if one.round.closed_at is not None]


def own_view(about: ConsentRound, person: Person) -> ConsentView | None:
    """What somebody said in a round."""
    return ConsentView.objects.filter(round=about, person=person).first()


def last_objection(proposal: Proposal, person: Person) -> ConsentView | None:
    """The objection that somebody had in the last round that is over."""
    over = ConsentRound.objects.filter(proposal=proposal, closed_at__isnull=False)
    last = over.order_by("-closed_at").first()
    if last is None:
        return None
    mine = ConsentView.objects.filter(round=last, person=person, kind=ViewKind.OBJECTION)
    return mine.select_related("round__version").first()


def passed_round(proposal: Proposal) -> ConsentRound | None:
    """The round in which it was agreed, with its version and decision."""
    found = ConsentRound.objects.filter(proposal=proposal, outcome=RoundOutcome.PASSED)
    return found.select_related("version", "decision__meeting").first()


def public_proposals() -> QuerySet[Proposal]:
    """Agreed proposals of which everybody may read the decision."""
    found = Proposal.objects.filter(
        state=ProposalState.AGREED,
        rounds__outcome=RoundOutcome.PASSED,
        rounds__decision__inside=False,
    )
    return found.select_related("council__region", "council__series", "plan")


def public_reasons(proposal: Proposal) -> list[str]:
    """Why somebody objected on the way, without names; nothing unless the think tank says so."""
    if not proposal.council.reasons_public:
        return []
    found = ConsentView.objects.filter(
        round__proposal=proposal, round__closed_at__isnull=False, kind=ViewKind.OBJECTION
    )
    return list(found.order_by("round", "?").values_list("words", flat=True))


def _came_after(version: PlanVersion, agreed: ConsentRound | None) -> bool:
    if agreed is None or agreed.closed_at is None or version.published_at is None:
        return False
    return version.published_at > agreed.closed_at


@dataclass(frozen=True)
class OnPlan:
    """A plan that an agreed proposal hangs on: what it is called, and the version that came after."""

    plan: Plan
    title: str
    version: PlanVersion | None


def plans_of(proposal: Proposal, agreed: ConsentRound | None) -> list[OnPlan]:
    """Where it hangs, and the first version of each plan that was published after the decision. Two queries."""
    parts = PlanPart.objects.filter(kind=PLAN_PART, key=proposal.pk).select_related("plan")
    plans = [one.plan for one in parts]
    published = PlanVersion.objects.filter(plan__in=plans, published_at__isnull=False)
    found: dict[int, OnPlan] = {one.pk: OnPlan(one, one.slug, None) for one in plans}
    for version in published.order_by("number"):
        known = found[version.plan_id]
        after = _came_after(version, agreed)
        chosen = known.version or (version if after else None)
        found[version.plan_id] = OnPlan(known.plan, str(version), chosen)
    return list(found.values())


def waiting_rounds(person: Person) -> QuerySet[ConsentRound]:
    """Rounds that wait for somebody to say something."""
    mine = ConsentView.objects.filter(person=person).values("round")
    found = ConsentRound.objects.filter(
        closed_at=None,
        proposal__council__members__person=person,
        proposal__council__members__until=None,
    )
    return found.exclude(pk__in=mine).select_related("version").order_by("closes_at")
