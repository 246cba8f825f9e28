"""What the pages of ways of working, questions, joining in and the student board answer, role by role."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.access.table import (
    ANY_COORDINATOR,
    COORDINATORS,
    LOGIN,
    Row,
    nothing,
    own,
    posted,
    row,
    work,
)
from tests.access.world import World
from veerkracht.cocreation import actions
from veerkracht.cocreation.models import Offer, Placement, Question, Reaction, Way, WayUse
from veerkracht.kernel.clock import today
from veerkracht.people.models import Organisation
from veerkracht.places.models import Area

KEEPERS = (*ANY_COORDINATOR, "editor")


def _heerlen() -> Area:
    return Area.objects.get(code="GM0917")


def _way(world: World) -> Way:
    found = Way.objects.filter(title="Rondje").first()
    if found is not None:
        return found
    contents = actions.Contents("Rondje", "Rondje.", ["residents"], 30, [(30, "Loop.")])
    coordinator = world.people["coordinator"]
    made = actions.save_way(contents=contents, by=coordinator)
    actions.publish_way(way=made, by=coordinator)
    used = actions.Used(today(), "Oefenteam", "Goed")
    actions.tell_use(way=Way.objects.get(pk=made.pk), used=used, by=world.people["professional"])
    return made


def way(world: World) -> list[object]:
    """A way of working on the site."""
    return [_way(world).slug]


def draft(world: World) -> list[object]:
    """A way of working that the professional has not proposed yet."""
    found = Way.objects.filter(title="Concept").first()
    contents = actions.Contents("Concept", "Een concept.", ["residents"], 30, [(30, "Loop.")])
    made = found or actions.save_way(contents=contents, by=world.people["professional"])
    return [made.slug]


def use(world: World) -> list[object]:
    """The professional's note."""
    _way(world)
    return [WayUse.objects.get().pk]


def _offer(world: World, *, accepted: bool) -> Offer:
    """The professional helps; somebody else waits for the coordinator."""
    person = world.people["professional" if accepted else "somebody else"]
    found = Offer.objects.filter(email=person.email).first()
    if found is not None:
        return found
    joining = actions.Joining(
        name=person.name,
        email=person.email,
        area=_heerlen(),
        offering=actions.Offering(["experience"], "wandelgroep"),
    )
    made = actions.join_in(joining=joining, by=person)
    if accepted:
        actions.accept_offer(
            offer=made, organisation=None, make_organisation=False, by=world.people["coordinator"]
        )
    return made


def offer(world: World) -> list[object]:
    """An offer that waits."""
    return [_offer(world, accepted=False).pk]


def offer_token(world: World) -> list[object]:
    """What stands in its address."""
    return [_offer(world, accepted=False).token]


def _question(world: World) -> Question:
    """It lies with the professional."""
    _offer(world, accepted=True)
    found = Question.objects.first()
    if found is not None:
        return found
    asking = actions.Asking(
        "Hoe dan?", "Vertel eens.", "experience", "Frits", "frits@voorbeeld.example", _heerlen()
    )
    return actions.confirm_question(question=actions.ask(asking=asking, by=None))


def question(world: World) -> list[object]:
    """A question."""
    return [_question(world).pk]


def question_token(world: World) -> list[object]:
    """What stands in its address."""
    return [_question(world).token]


def _placement(world: World) -> Placement:
    found = Placement.objects.first()
    if found is not None:
        return found
    wanted = actions.Wanted(
        title="Stage",
        kind="internship",
        levels=["hbo"],
        study="Sociaal werk",
        area=_heerlen(),
        from_on=today() + timedelta(days=30),
        until_on=today() + timedelta(days=60),
        hours=16,
        text="Loop mee.",
        closes_on=today() + timedelta(days=20),
    )
    made = actions.post_placement(
        organisation=Organisation.objects.all()[0], wanted=wanted, by=world.people["coordinator"]
    )
    reacting = actions.Reacting("Stan", "stan@voorbeeld.example", "Zuyd", "Graag.")
    actions.confirm_reaction(reaction=actions.react(placement=made, reacting=reacting))
    return made


def placement(world: World) -> list[object]:
    """An open placement of the employer's organisation."""
    return [_placement(world).pk]


def reaction(world: World) -> list[object]:
    """A student's reaction to it."""
    _placement(world)
    return [Reaction.objects.get().pk]


def reaction_token(world: World) -> list[object]:
    """What stands in its address."""
    _placement(world)
    return [Reaction.objects.get().token]


def open_to(name: str, *roles: str, arguments: Any = nothing, others: int = 403) -> Row:
    """A page beyond /werk/ for these roles."""
    return Row(name, arguments, others, {"anonymous": LOGIN, **dict.fromkeys(roles, 200)})


RUNNERS = ("employer", *COORDINATORS)
POSTERS = ("employer", "employer elsewhere", *ANY_COORDINATOR)
WAY_ROWS: list[Row] = [
    # ways of working
    row("cocreation:ways", 200),
    row("cocreation:way", 200, way),
    row("cocreation:way_paper", 200, way),
    own("cocreation:way_propose"),
    Row(
        "cocreation:way_change",
        draft,
        404,
        {"anonymous": LOGIN, **dict.fromkeys(("professional", *KEEPERS), 200)},
    ),
    own("cocreation:way_use", arguments=way),
    own("cocreation:way_mine"),
    posted("cocreation:way_send", draft),
    posted("cocreation:way_drop_use", use),
    work("cocreation:way_work", *KEEPERS),
    posted("cocreation:way_publish", draft, staff=True),
    posted("cocreation:way_send_back", draft, staff=True),
    posted("cocreation:way_withdraw", way, staff=True),
    posted("cocreation:way_hide_use", use, staff=True),
    # questions
    row("cocreation:ask", 200),
    row("cocreation:ask_sent", 200),
    row("cocreation:question", 200, question_token),
    posted("cocreation:question_confirm", question_token),
    posted("cocreation:question_withdraw", question_token),
    posted("cocreation:question_helped", question_token),
    own("cocreation:ask_mine"),
    open_to("cocreation:answer", "professional", *COORDINATORS, arguments=question),
    posted("cocreation:pass_on", question),
    work("cocreation:ask_work", *ANY_COORDINATOR),
    work("cocreation:ask_work_question", *COORDINATORS, arguments=question),
    posted("cocreation:ask_give", question, staff=True),
    posted("cocreation:ask_close", question, staff=True),
    # joining in
    row("cocreation:join", 200),
    row("cocreation:join_sent", 200),
    row("cocreation:joined", 200, offer_token),
    posted("cocreation:join_confirm", offer_token),
    posted("cocreation:join_leave", offer_token),
    work("cocreation:join_work", *ANY_COORDINATOR),
    work("cocreation:join_work_offer", *COORDINATORS, arguments=offer),
    posted("cocreation:join_refuse", offer, staff=True),
    # the board
    row("cocreation:board", 200),
    row("cocreation:react_sent", 200),
    row("cocreation:placement", 200, placement),
    row("cocreation:reaction", 200, reaction_token),
    posted("cocreation:reaction_confirm", reaction_token),
    posted("cocreation:reaction_withdraw", reaction_token),
    open_to("cocreation:student_mine", *POSTERS),
    open_to("cocreation:student_post", *POSTERS),
    open_to("cocreation:student_placement", *RUNNERS, arguments=placement),
    open_to("cocreation:student_change", *RUNNERS, arguments=placement),
    open_to("cocreation:student_answer", *RUNNERS, arguments=reaction),
    posted("cocreation:student_approve", placement),
    posted("cocreation:student_refuse", placement),
    posted("cocreation:student_fill", placement),
    posted("cocreation:student_close", placement),
]
