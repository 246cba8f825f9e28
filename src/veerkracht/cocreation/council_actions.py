"""The verbs of think tanks: starting one, asking people, members, what one wants, and stopping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.cocreation import council_policies as policies
from veerkracht.cocreation.council_rules import MOST_WISHED, PURPOSE, free_slug, may_answer
from veerkracht.cocreation.models import (
    ConsentRound,
    ConsentView,
    Council,
    CouncilAnswer,
    CouncilInvitation,
    CouncilMember,
    CouncilRole,
    IdeaBallot,
    IdeaRound,
)
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.meetings.actions import (
    add_member,
    end_membership,
    end_series,
    rename_series,
    start_series,
)
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.people.actions import invite_person
from veerkracht.people.models import Person, PersonKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from veerkracht.people.models import Sector
    from veerkracht.places.models import Area
    from veerkracht.programme.models import Plan

ASKED, SAID_YES = "cocreation.council_asked", "cocreation.council_yes"
KINDS = {
    CouncilRole.STUDENT: PersonKind.STUDENT,
    CouncilRole.PARENT: PersonKind.EXPERIENCE,
    CouncilRole.EXPERIENCE: PersonKind.EXPERIENCE,
}


def news(kind: str, person: Person, facts: dict[str, int], once: str) -> News:
    """A letter to somebody in their language, not at night."""
    return News(
        kind=kind,
        address=person.email,
        once=f"{kind}:{once}",
        facts={**facts, "person": person.pk},
        person_id=person.pk,
        language=person.language,
        due_at=after_quiet(now()),
    )


@dataclass(frozen=True)
class CouncilFacts:
    """What a think tank is called, thinks about, and how it decides."""

    name: str
    purpose: str = ""
    plan: Plan | None = None
    quorum: int = 50
    reasons_public: bool = False


@transaction.atomic
def start_council(
    *, region: Area, facts: CouncilFacts, by: Person, coordinator: Person | None = None
) -> Council:
    """A think tank begins in a region. Its coordinator belongs to its sessions; members are asked.

    Raises NotAllowed for who does not coordinate the region, RuleBroken without a name or for a bad quorum.
    """
    policies.check_may_start(by, region)
    _check_facts(facts)
    people = [coordinator] if coordinator else []
    series = start_series(region=region, purpose=PURPOSE, name=facts.name, people=people, by=by)
    taken = frozenset(Council.objects.values_list("slug", flat=True))
    made = Council.objects.create(
        slug=free_slug(slugify(facts.name)[:70] or "denktank", taken),
        region=region,
        coordinator=coordinator,
        series=series,
        since=today(),
        **vars(facts),
    )
    record("council.started", made, by=by, region_id=region.pk, values={"name": facts.name})
    return made


def _check_facts(facts: CouncilFacts) -> None:
    if not facts.name.strip():
        raise RuleBroken(_("Geef de denktank een naam."), field="name")
    if not 1 <= facts.quorum <= 100:
        raise RuleBroken(_("Kies een getal van 1 tot en met 100."), field="quorum")


@transaction.atomic
def change_council(*, council: Council, facts: CouncilFacts, by: Person) -> None:
    """Other words, another plan or another way to decide; rounds that run keep what they began with."""
    policies.check_may_look_after(by, council)
    _check_facts(facts)
    Council.objects.filter(pk=council.pk).update(**vars(facts))
    rename_series(series=council.series, name=facts.name, by=by)
    record("council.changed", council, by=by, region_id=council.region_id)


@transaction.atomic
def set_council_coordinator(*, council: Council, person: Person | None, by: Person) -> None:
    """Somebody else coordinates it; who did, stays in the sessions only as a member."""
    policies.check_may_look_after(by, council)
    council = _going(council)
    before = council.coordinator
    Council.objects.filter(pk=council.pk).update(coordinator=person)
    if person is not None:
        add_member(series=council.series, person=person, by=by)
    if before is not None and before != person and not policies.sits_in(before, council):
        end_membership(series=council.series, person=before, by=by)
    record("council.coordinator", council, by=by, region_id=council.region_id)


@transaction.atomic
def wish_for(*, council: Council, wished: Mapping[str, int], by: Person) -> None:
    """Say how many one wants of each. Raises RuleBroken below 0 or above 20."""
    policies.check_may_look_after(by, council)
    if any(not 0 <= number <= MOST_WISHED for number in wished.values()):
        raise RuleBroken(_("Kies een getal van 0 tot en met 20."))
    Council.objects.filter(pk=council.pk).update(wished=dict(wished))
    record("council.wished", council, by=by, region_id=council.region_id)


@transaction.atomic
def end_council(*, council: Council, by: Person) -> None:
    """It stops today: members go, rounds stop, what was planned is called off. Again changes nothing.

    What it decided stays to be read. Raises NotAllowed for who does not coordinate the region, RuleBroken
    while a round runs.
    """
    policies.check_may_start(by, council.region)
    council = _locked(council)
    if council.until is not None:
        return
    consent = ConsentRound.objects.filter(proposal__council=council, closed_at=None)
    if consent.exists() or IdeaRound.objects.filter(council=council, settled_at=None).exists():
        raise RuleBroken(_("Er loopt nog een ronde. Sluit die eerst."))
    Council.objects.filter(pk=council.pk).update(until=today())
    CouncilMember.objects.filter(council=council, until=None).update(until=today())
    CouncilInvitation.objects.filter(council=council, state=CouncilAnswer.OPEN).update(
        state=CouncilAnswer.WITHDRAWN
    )
    end_series(series=council.series, by=by)
    record("council.ended", council, by=by, region_id=council.region_id)


def _locked(council: Council) -> Council:
    found = Council.objects.select_for_update(of=("self",))
    return found.select_related("series", "coordinator", "region").get(pk=council.pk)


def _going(council: Council) -> Council:
    council = _locked(council)
    if council.until is not None:
        raise RuleBroken(_("Deze denktank is gestopt."))
    return council


# Members


@dataclass(frozen=True)
class Asked:
    """Who is asked, as what, and the plain words."""

    name: str
    email: str
    role: str
    asked: str
    when: str
    sector: Sector | None = None
    area: Area | None = None


@transaction.atomic
def ask_for_council(*, council: Council, asked: Asked, by: Person) -> CouncilInvitation:
    """Ask somebody by mail; they need no account to answer.

    Raises RuleBroken for somebody who sits there, or while an invitation to this address is open.
    """
    policies.check_may_look_after(by, council)
    council = _going(council)
    _check_not_there(council, asked.email)
    row = CouncilInvitation.objects.create(
        council=council, made_at=now(), made_by=by, **vars(asked)
    )
    queue(
        [
            News(
                kind=ASKED,
                address=row.email,
                once=f"{ASKED}:{row.pk}",
                facts={"invitation": row.pk},
                due_at=after_quiet(now()),
            )
        ]
    )
    record("council.asked", row, by=by, region_id=council.region_id)
    return row


def _check_not_there(council: Council, email: str) -> None:
    waiting = CouncilInvitation.objects.filter(
        council=council, state=CouncilAnswer.OPEN, email__iexact=email
    )
    if any(may_answer(one.made_at, now()) for one in waiting):
        raise RuleBroken(_("Op dit adres wacht al een uitnodiging op antwoord."), field="email")
    there = CouncilMember.objects.filter(council=council, person__email__iexact=email, until=None)
    if there.exists():
        raise RuleBroken(_("Deze persoon zit al in de denktank."), field="email")


def _held(invitation: CouncilInvitation) -> CouncilInvitation:
    """The invitation under a lock; RuleBroken when it was answered or taken back."""
    found = CouncilInvitation.objects.select_for_update(of=("self",))
    row = found.select_related("council__series", "made_by").get(pk=invitation.pk)
    if row.state != CouncilAnswer.OPEN:
        raise RuleBroken(_("Op deze uitnodiging is al geantwoord."))
    return row


@transaction.atomic
def withdraw_asking(*, invitation: CouncilInvitation, by: Person) -> None:
    """Take an invitation back that was not answered; its page says so."""
    policies.check_may_look_after(by, invitation.council)
    row = _held(invitation)
    row.state, row.answered_at = CouncilAnswer.WITHDRAWN, now()
    row.save()
    record("council.asking_withdrawn", row, by=by, region_id=row.council.region_id)


@transaction.atomic
def say_yes(*, invitation: CouncilInvitation, name: str, public_name: bool) -> CouncilMember:
    """Whoever has the invitation says yes: they get an account, a place, and belong to the sessions.

    Raises RuleBroken for an invitation that was answered, taken back or is over 60 days old.
    """
    row = _held(invitation)
    if not may_answer(row.made_at, now()):
        raise RuleBroken(_("Deze uitnodiging is te oud. Vraag om een nieuwe."))
    council = _going(row.council)
    kind = KINDS.get(CouncilRole(row.role), PersonKind.PROFESSIONAL)
    person = invite_person(email=row.email, name=name, by=None, kind=kind)
    member = _member(council, person, row, public_name=public_name)
    row.state, row.answered_at, row.member, row.name = CouncilAnswer.YES, now(), member, name
    row.save()
    add_member(series=council.series, person=person, by=row.made_by or person)
    record("council.joined", member, by=person, region_id=council.region_id)
    if row.made_by is not None and row.made_by.is_active:
        queue([news(SAID_YES, row.made_by, {"member": member.pk}, str(member.pk))])
    return member


def _member(
    council: Council, person: Person, row: CouncilInvitation, *, public_name: bool
) -> CouncilMember:
    try:
        with transaction.atomic():
            return CouncilMember.objects.create(
                council=council,
                person=person,
                role=row.role,
                sector=row.sector,
                area=row.area,
                public_name=public_name,
                since=today(),
            )
    except IntegrityError as error:
        raise RuleBroken(_("Je zit al in deze denktank.")) from error


@transaction.atomic
def say_no(*, invitation: CouncilInvitation) -> None:
    """Rather not: name and address are wiped at once, and nobody asks why."""
    row = _held(invitation)
    row.name = row.email = ""
    row.state, row.answered_at = CouncilAnswer.NO, now()
    row.save()
    record("council.declined", row, by=None, region_id=row.council.region_id)


@transaction.atomic
def show_own_name(*, council: Council, shown: bool, by: Person) -> None:
    """A member lets their name be on the public page, or no longer."""
    policies.check_sits_in(by, council)
    mine = CouncilMember.objects.filter(council=council, person=by, until=None)
    mine.update(public_name=shown)
    record("council.own_name", council, by=by, region_id=council.region_id)


@transaction.atomic
def end_council_member(*, member: CouncilMember, by: Person) -> None:
    """Somebody leaves today, of their own or by who looks after it; again changes nothing.

    What they said in a round that runs, and dots that are not counted yet, go along.
    """
    if member.person_id != by.pk:
        policies.check_may_look_after(by, member.council)
    council = _locked(member.council)
    gone = CouncilMember.objects.filter(pk=member.pk, until=None).update(until=today())
    if not gone:
        return
    person = member.person
    running = ConsentRound.objects.filter(proposal__council=council, closed_at=None)
    ConsentView.objects.filter(round__in=running, person=person).delete()
    IdeaBallot.objects.filter(round__council=council, person=person).delete()
    if council.coordinator_id != person.pk:
        end_membership(series=council.series, person=person, by=by)
    record("council.left", member, by=by, region_id=council.region_id)
