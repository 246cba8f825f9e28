"""What the pages of the think tank answer, role by role."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.access.table import (
    ANY_COORDINATOR,
    COORDINATORS,
    LOGIN,
    SECOND,
    Meets,
    Row,
    own,
    posted,
    row,
    work,
)
from tests.access.world import World
from veerkracht.cocreation import council_actions, idea_actions
from veerkracht.cocreation.models import (
    ConsentRound,
    Council,
    CouncilInvitation,
    CouncilMember,
    Idea,
    IdeaRound,
    Proposal,
)
from veerkracht.cocreation.tests import sitting
from veerkracht.kernel.clock import now
from veerkracht.meetings.models import Decision

PURPOSE = "Tafel van adressen"
WORDS = {"title": "Vaderavond", "what": "Elke maand, in Heerlen."}
BELONG = ("professional", *COORDINATORS)  # the professional is a member here


def _the_council(world: World) -> Council:
    """Coordinated by the coordinator; the professional sits in it. One proposal passed, one is in a round."""
    found = Council.objects.filter(purpose=PURPOSE).first()
    return found or _made(world)


def _made(world: World) -> Council:
    made = sitting.council(world.people["coordinator"], purpose=PURPOSE)
    member = world.people["professional"]
    invitation = sitting.asked(made, email=member.email, asked="Kom kijken")
    council_actions.say_yes(invitation=invitation, name=str(member), public_name=False)
    passed = sitting.proposal(made, member, **WORDS)
    running = sitting.opened(passed)
    sitting.says(running, member)
    sitting.closed(running)
    sitting.rewritten(
        draft := sitting.proposal(made, member, **WORDS),
        member,
        **{**WORDS, "what": "Elke week, in Heerlen."},
    )
    sitting.opened(draft)
    about = sitting.question(made, question="Hoe bereiken we vaders?")
    idea_actions.write_idea(about=about, words="Bellen", by=member)
    sitting.asked(made, asked="Kom kijken")
    for n in range(6):
        sitting.proposal(made, member, **{**WORDS, "title": f"Voorstel {n}"})
    Council.objects.filter(pk=made.pk).update(since=(now() - timedelta(days=9)).date())
    return made


def slug(world: World) -> list[object]:
    """The think tank."""
    return [_the_council(world).slug]


def code(world: World) -> list[object]:
    """The coordinator's region."""
    return ["zuid-limburg"]


def token(world: World) -> list[object]:
    """An invitation that waits."""
    waiting = CouncilInvitation.objects.filter(council=_the_council(world), state="open")
    return [waiting[0].token]


def invitation(world: World) -> list[object]:
    """The same, by number."""
    waiting = CouncilInvitation.objects.filter(council=_the_council(world), state="open")
    return [waiting[0].pk]


def seat(world: World) -> list[object]:
    """The professional's place."""
    return [CouncilMember.objects.filter(council=_the_council(world))[0].pk]


def _proposal(world: World, state: str) -> Proposal:
    return Proposal.objects.filter(council=_the_council(world), state=state)[0]


def agreed(world: World) -> list[object]:
    """The proposal that passed."""
    return [_proposal(world, "agreed").pk]


def in_round(world: World) -> list[object]:
    """The proposal in a round."""
    return [_proposal(world, "in-round").pk]


def two_versions(world: World) -> list[object]:
    """Its two versions."""
    return [*in_round(world), 1, 2]


def running(world: World) -> list[object]:
    """The round."""
    proposal = _proposal(world, "in-round")
    return [ConsentRound.objects.get(proposal=proposal).pk]


def question(world: World) -> list[object]:
    """The question."""
    return [IdeaRound.objects.get(council=_the_council(world)).pk]


def decision(world: World) -> list[object]:
    """What was decided."""
    return [Decision.objects.get(meeting__series=_the_council(world).series_id).pk]


def idea(world: World) -> list[object]:
    """The idea."""
    return [Idea.objects.get(round__council=_the_council(world)).pk]


def only(name: str, roles: tuple[str, ...], arguments: Any, others: Meets = 403) -> Row:
    """A page of these roles; sign-in for who is nobody yet."""
    return Row(name, arguments, others, {"anonymous": LOGIN, **dict.fromkeys(roles, 200)})


COUNCIL_ROWS: list[Row] = [
    row("cocreation:councils", 200),
    row("cocreation:council", 200, slug),
    row("cocreation:public_proposal", 200, agreed),
    own("cocreation:my_councils"),
    only("cocreation:council_inside", BELONG, slug, 404),
    only("cocreation:council_balance", BELONG, slug, 404),
    posted("cocreation:council_own_name", slug),
    posted("cocreation:council_show_decision", decision),
    row("cocreation:council_invitation", 200, token),
    row("cocreation:council_decline", "elsewhere", token),
    only("cocreation:council_manage", COORDINATORS, slug),
    *(
        posted(f"cocreation:council_{name}", slug)
        for name in ("change", "ask", "wished", "coordinator", "end")
    ),
    posted("cocreation:council_end_member", seat),
    posted("cocreation:council_withdraw", invitation),
    work("cocreation:council_work", *ANY_COORDINATOR),
    Row(
        "cocreation:council_start",
        code,
        403,
        {
            "anonymous": LOGIN,
            "without second factor": SECOND,
            "coordinator elsewhere": 404,
            **dict.fromkeys(COORDINATORS, 200),
        },
    ),
    only("cocreation:proposals", BELONG, slug, 404),
    only("cocreation:make_proposal", BELONG, slug, 404),
    only("cocreation:proposal", BELONG, in_round),
    only("cocreation:write_version", BELONG, in_round),
    only("cocreation:compare_proposal", BELONG, two_versions),
    posted("cocreation:withdraw_proposal", in_round),
    posted("cocreation:hang_proposal", agreed),
    only("cocreation:open_round", COORDINATORS, in_round),
    only("cocreation:say_view", BELONG, running),
    posted("cocreation:close_round", running),
    only("cocreation:idea_rounds", BELONG, slug, 404),
    Row(
        "cocreation:ask_for_ideas",
        slug,
        404,
        {"anonymous": LOGIN, "professional": 403, **dict.fromkeys(COORDINATORS, 200)},
    ),
    only("cocreation:ideas", BELONG, question),
    *(posted(f"cocreation:{name}", question) for name in ("write_idea", "give_dots")),
    posted("cocreation:ideas_go_on", question),
    posted("cocreation:drop_idea", idea),
]
