"""What the pages of parents, fees, activities, polls, contacts and the map answer, role by role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from tests import factories
from tests.access.table import (
    ANY_COORDINATOR,
    COORDINATORS,
    LOGIN,
    SECOND,
    Meets,
    Row,
    nothing,
    own,
    posted,
    row,
    work,
)
from tests.access.world import World
from veerkracht.coalitions import (
    contact_actions,
    expense_actions,
    expense_pay_actions,
    poll_actions,
)
from veerkracht.coalitions.contact_actions import Heard, Talk
from veerkracht.coalitions.models import (
    Claim,
    Coalition,
    Contact,
    ParentActivity,
    ParentInvitation,
    ParentPoll,
    PaymentRun,
    Seat,
    SeatKind,
    Wish,
)
from veerkracht.coalitions.parent_activity_actions import Counted, count_activity
from veerkracht.coalitions.tests import parenting
from veerkracht.kernel.clock import today
from veerkracht.meetings.models import Meeting
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area
from veerkracht.places.queries import region

PURPOSE = "Ouders"


@dataclass(frozen=True)
class Parents:
    """What stands on these pages."""

    coalition: Coalition
    parent: Person
    claim: Claim
    run: PaymentRun


def _parents(world: World) -> Parents:
    """The professional is a parent here, coordinated by the coordinator: a claim sent, and one on a list."""
    coalition = Coalition.objects.filter(purpose=PURPOSE).first() or _made(world)
    return Parents(
        coalition,
        world.people["professional"],
        Claim.objects.get(coalition=coalition, run=None),
        PaymentRun.objects.get(),
    )


def _made(world: World) -> Coalition:
    coordinator, parent = world.people["coordinator"], world.people["professional"]
    coalition = parenting.coalition(coordinator)
    Coalition.objects.filter(pk=coalition.pk).update(purpose=PURPOSE)
    Seat.objects.create(
        coalition=coalition, kind=SeatKind.PARENT, person=parent, since=today() - timedelta(days=9)
    )
    parenting.held(coalition)
    parenting.invited(coalition)
    expense_actions.set_bank_number(person=parent, number=parenting.IBAN, holder="Pien", by=parent)
    for days in (1, 2):
        asked = expense_actions.Asked(day=today() - timedelta(days=days), fee=True)
        claim = expense_actions.send_claim(
            coalition=coalition, person=parent, asked=asked, by=parent
        )
    expense_actions.approve_claim(claim=claim, seen=claim.version, by=coordinator)
    expense_pay_actions.start_run(region=coalition.region, pay_on=today(), by=world.people["payer"])
    return coalition


def coalition(world: World) -> list[object]:
    """The coalition."""
    return [_parents(world).coalition.pk]


def invitation(world: World) -> list[object]:
    """An invitation on paper."""
    return [ParentInvitation.objects.get(coalition=_parents(world).coalition).pk]


def token(world: World) -> list[object]:
    """What stands in its address."""
    return [ParentInvitation.objects.get(coalition=_parents(world).coalition).token]


def said(world: World) -> list[object]:
    """The coalition, its meeting, and the parent."""
    parents = _parents(world)
    meeting = Meeting.objects.get(series=parents.coalition.series)
    return [parents.coalition.pk, meeting.pk, parents.parent.pk]


def for_parent(world: World) -> list[object]:
    """The coalition and the parent."""
    parents = _parents(world)
    return [parents.coalition.pk, parents.parent.pk]


def claim(world: World) -> list[object]:
    """A claim that waits for the coordinator."""
    return [_parents(world).claim.pk]


def run(world: World) -> list[object]:
    """A payment list."""
    return [_parents(world).run.pk]


def code(world: World) -> list[object]:
    """The coordinator's region."""
    return ["zuid-limburg"]


def _mine(world: World) -> Organisation:
    """The organisation of the employer."""
    return Organisation.objects.all()[0]


def organisation(world: World) -> list[object]:
    """The employer's organisation."""
    return [_mine(world).pk]


def seated(world: World) -> list[object]:
    """Nothing, once the professional has a seat."""
    _parents(world)
    return []


def partner(world: World) -> list[object]:
    """The employer's organisation, by its address, once the professional has a seat."""
    _parents(world)
    return [_mine(world).slug]


def activity(world: World) -> list[object]:
    """What the employer counted."""
    found = ParentActivity.objects.first()
    counted = Counted(Area.objects.get(code="GM0917"), today(), "meeting", "Oudercafé", 12)
    made = found or count_activity(
        organisation=_mine(world), counted=counted, by=world.people["employer"]
    )
    return [made.pk]


def _poll(world: World) -> ParentPoll:
    found = ParentPoll.objects.first()
    if found is not None:
        return found
    by = world.people["employer"]
    made = poll_actions.open_poll(
        organisation=_mine(world),
        region=region(factories.ZUID),
        opens_on=today(),
        closes_on=today() + timedelta(days=9),
        by=by,
    )
    poll_actions.add_batch(poll=made, place="Bibliotheek", most=50, by=by)
    return made


def poll(world: World) -> list[object]:
    """The employer's poll."""
    return [_poll(world).pk]


def batch(world: World) -> list[object]:
    """A place of it."""
    return [_poll(world).batches.get().pk]


def batch_code(world: World) -> list[object]:
    """What stands in its QR code."""
    return [_poll(world).batches.get().code]


def _contact(world: World) -> Contact:
    found = Contact.objects.first()
    talk = Talk(organisation=_mine(world), day=today(), words="Ze willen leren.")
    return found or contact_actions.keep_contact(
        region=region(factories.ZUID), talk=talk, by=world.people["coordinator"]
    )


def contact(world: World) -> list[object]:
    """A talk of the coordinator."""
    return [_contact(world).pk]


def wish(world: World) -> list[object]:
    """A wish heard there."""
    made = Wish.objects.first() or contact_actions.keep_wish(
        region=region(factories.ZUID), heard=Heard("Leren"), by=world.people["coordinator"]
    )
    return [made.pk]


def guided(name: str, arguments: Callable[[World], list[object]], **others: Meets) -> Row:
    """A page of who guides the coalition; 403 for others."""
    named = {role.replace("_", " "): answer for role, answer in others.items()}
    allowed = dict.fromkeys(COORDINATORS, 200)
    beside = {"anonymous": LOGIN, "without second factor": SECOND}
    return Row(name, arguments, 403, {**beside, **allowed, **named})


def open_to(name: str, *roles: str, arguments: Callable[[World], list[object]] = nothing) -> Row:
    """A page beyond /werk/ for these roles; 403 for others."""
    return Row(name, arguments, 403, {"anonymous": LOGIN, **dict.fromkeys(roles, 200)})


OWNERS = ("employer", *COORDINATORS)
EMPLOYERS = ("employer", "employer elsewhere")
PARENT_ROWS: list[Row] = [
    row("coalitions:parent_invitation", 200, token),
    row("coalitions:parent_decline", "elsewhere", token),
    own("coalitions:parent_mine"),
    open_to("coalitions:parent_say", "professional", arguments=coalition),
    open_to("coalitions:new_claim", "professional", arguments=coalition),
    open_to("coalitions:claim", "professional", "payer", *COORDINATORS, arguments=claim),
    open_to("coalitions:change_claim", "professional", *COORDINATORS, arguments=claim),
    posted("coalitions:withdraw_claim", claim),
    Row(
        "coalitions:receipt",
        claim,
        403,
        {"anonymous": LOGIN, **dict.fromkeys(("professional", "payer", *COORDINATORS), 404)},
    ),
    own("coalitions:bank"),
    posted("coalitions:drop_bank", nothing),
    work("coalitions:parents", *ANY_COORDINATOR, "employer"),
    guided("coalitions:parents_of", coalition),
    guided("coalitions:parent_terms", coalition),
    guided("coalitions:invite_parent", coalition),
    guided("coalitions:claim_for_parent", for_parent),
    guided("coalitions:what_was_done", said),
    guided("coalitions:parent_paper", invitation),
    posted("coalitions:withdraw_invitation", invitation, staff=True),
    work("coalitions:claims", *ANY_COORDINATOR, "employer"),
    posted("coalitions:approve_claim", claim, staff=True),
    guided("coalitions:ask_claim", claim),
    work("coalitions:pay", "payer"),
    work("coalitions:payment_run", "payer", arguments=run),
    work("coalitions:run_xlsx", "payer", arguments=run),
    work("coalitions:run_xml", "payer", arguments=run, meets=422),
    posted("coalitions:run_paid", run, staff=True),
    posted("coalitions:drop_run", run, staff=True),
    work("coalitions:paying_account", "payer", arguments=code),
    work("coalitions:bank_for", "payer", arguments=claim),
    open_to("coalitions:activities", *EMPLOYERS),
    open_to("coalitions:count_activity", "employer", arguments=organisation),
    open_to("coalitions:change_activity", "employer", arguments=activity),
    posted("coalitions:drop_activity", activity),
    row("coalitions:parents_reached", 200, code),
    row("coalitions:poll_results", 200, code),
    row("coalitions:poll_answer", 200, batch_code),
    row("coalitions:poll_thanks", 200, batch_code),
    open_to("coalitions:polls", *EMPLOYERS, *ANY_COORDINATOR),
    open_to("coalitions:poll", *OWNERS, arguments=poll),
    open_to("coalitions:poll_poster", *OWNERS, arguments=batch),
    work("coalitions:contacts", *ANY_COORDINATOR),
    work("coalitions:new_contact", *ANY_COORDINATOR),
    work("coalitions:wishes", *ANY_COORDINATOR),
    work("coalitions:settle_wish", *COORDINATORS, arguments=wish),
    work("coalitions:contact", *COORDINATORS, arguments=contact),
    work("coalitions:change_contact", *COORDINATORS, arguments=contact),
    posted("coalitions:followed", contact, staff=True),
    posted("coalitions:drop_contact", contact, staff=True),
    open_to(
        "coalitions:partner_map", *EMPLOYERS, *ANY_COORDINATOR, "professional", arguments=seated
    ),
    open_to("coalitions:partner", *EMPLOYERS, *ANY_COORDINATOR, "professional", arguments=partner),
]
