"""A think tank with members, a session that was, and proposals, for tests: made as people make them."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from tests import factories
from veerkracht.cocreation import council_actions, idea_actions, proposal_actions
from veerkracht.cocreation import proposal_round_actions as rounds
from veerkracht.cocreation.models import (
    ConsentRound,
    Council,
    CouncilInvitation,
    CouncilMember,
    IdeaRound,
    Proposal,
    ProposalVersion,
)
from veerkracht.kernel.clock import held_at, now, today
from veerkracht.meetings.actions import When, plan_meeting
from veerkracht.places.queries import region

if TYPE_CHECKING:
    from veerkracht.meetings.models import Meeting
    from veerkracht.people.models import Person

_numbers = count(1)


def council(coordinator: Person | None = None, *, met: bool = True, **values: Any) -> Council:
    """A think tank in Zuid-Limburg, coordinated by a coordinator of the region; it met once unless told."""
    by = coordinator or factories.coordinator()
    facts = council_actions.CouncilFacts(f"Denktank {next(_numbers)}", **values)
    made = council_actions.start_council(
        region=region(factories.ZUID), facts=facts, coordinator=by, by=by
    )
    if met:
        session(made)
    return made


def guide(of: Council) -> Person:
    """Who coordinates it."""
    assert of.coordinator is not None
    return of.coordinator


def session(of: Council, days: float = 3) -> Meeting:
    """A session of some days ago."""
    with held_at(now() - timedelta(days=days + 1)):
        starts = now() + timedelta(days=1)
        when = When(starts, starts + timedelta(hours=2), "Huis van de Wijk")
        return plan_meeting(series=of.series, when=when, by=guide(of))


def asked(of: Council, name: str = "Olga Ouder", **values: Any) -> CouncilInvitation:
    """An invitation by mail."""
    given: dict[str, Any] = {
        "name": name,
        "email": f"lid-{next(_numbers)}@voorbeeld.example",
        "role": "parent",
        "asked": "Denk je mee?",
        "when": "Vier keer per jaar",
        **values,
    }
    return council_actions.ask_for_council(
        council=of, asked=council_actions.Asked(**given), by=guide(of)
    )


def member(of: Council, name: str = "Olga Ouder", **values: Any) -> Person:
    """Somebody who was asked and said yes."""
    public = values.pop("public_name", False)
    row = asked(of, name, **values)
    return council_actions.say_yes(invitation=row, name=name, public_name=public).person


def place(of: Council, person: Person) -> CouncilMember:
    """Somebody's place."""
    return CouncilMember.objects.select_related("council__series", "person").get(
        council=of, person=person, until=None
    )


def words(title: str = "Een vaderavond", **values: Any) -> proposal_actions.ProposalWords:
    """What a proposal says."""
    given = {
        "what": "Elke maand een avond voor vaders in Heerlen.",
        "why": "Vaders komen nu nooit.",
        **values,
    }
    return proposal_actions.ProposalWords(title, **given)


def proposal(of: Council, by: Person | None = None, **values: Any) -> Proposal:
    """A draft."""
    return proposal_actions.make_proposal(council=of, words=words(**values), by=by or guide(of))


def newest(of: Proposal) -> ProposalVersion:
    """What it says now."""
    return of.versions.all()[0]


def rewritten(of: Proposal, by: Person, **values: Any) -> ProposalVersion:
    """The next version."""
    given = {"what": "Elke week een avond voor vaders in Heerlen.", "changed": "Vaker.", **values}
    return proposal_actions.write_version(
        proposal=of, words=words(**given), seen=newest(of).number, by=by
    )


def opened(of: Proposal, days: float = 7) -> ConsentRound:
    """A round about its newest version."""
    return rounds.open_round(
        proposal=of,
        closes_at=now() + timedelta(days=days),
        review_on=today() + timedelta(days=90),
        by=guide(of.council),
    )


def says(about: ConsentRound, person: Person, kind: str = "agree", why: str = "") -> None:
    """A member's word."""
    rounds.say_view(about=about, kind=kind, words=why, by=person)


def closed(about: ConsentRound) -> ConsentRound:
    """The round, closed by who coordinates."""
    return rounds.close_round(about=about, by=guide(about.proposal.council))


def question(of: Council, **values: Any) -> IdeaRound:
    """A question of three days to write and three to give dots."""
    given: dict[str, Any] = {
        "question": "Hoe bereiken we meer vaders?",
        "writes_until": now() + timedelta(days=3),
        "votes_until": now() + timedelta(days=6),
        **values,
    }
    return idea_actions.ask_for_ideas(
        council=of, asked=idea_actions.Question(**given), by=guide(of)
    )


def on_to_dots(about: IdeaRound) -> IdeaRound:
    """The next phase of a question, read anew."""
    idea_actions.go_on(about=about, by=guide(about.council))
    return IdeaRound.objects.select_related("council__region", "council__coordinator").get(
        pk=about.pk
    )
